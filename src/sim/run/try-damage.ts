// B9 on a country at rest: rows change on a disk without anybody's doing, and the next comparison finds them.
import type { Row } from '#dictionary';
import { named } from '../checks/check.ts';
import { isHidden } from '../checks/is-hidden.ts';
import { difference, same } from '../checks/same.ts';
import type { Device } from '../device/device.ts';
import { staysLocal } from '../law/data-types.ts';
import { sessionOf } from '../people/clerk.ts';
import type { World } from '../world/world.ts';

const SENTENCE =
  'What was changed at a site without its program is found and fetched again, or left to people where it is edited.';
/** Rows of others that are damaged at each site. */
const MANY = 4;

interface Damaged {
  readonly table: string;
  readonly sound: Row;
  /** Undefined: it was lost. */
  readonly bad: Row | undefined;
}

export async function tryDamage(world: World, goOn: () => Promise<void>): Promise<void> {
  for (const device of world.remotes()) {
    const site = device.site();
    if (site === undefined || !world.isInStep(device) || world.mayMistakePasts(device)) continue;
    const { own, foreign } = soundRows(world, device);
    const chance = world.chance('damage', device.key);
    const damaged = chance
      .shuffled(foreign)
      .slice(0, MANY)
      .map((each, i) => damage(world, each, i % 2 === 0));
    const ownDamaged = chance
      .shuffled(own)
      .slice(0, 1)
      .map((each) => damage(world, each, false));
    world.upheavals.damaged.add(device.key);
    await write(device, [...damaged, ...ownDamaged]);
    device.doing('sync');
    const comparing = site.api.operation(sessionOf(device), 'compare-with-central', {});
    await goOn();
    const answer = await comparing;
    if (!answer.ok) return fail(world, `${device.key}: ${answer.refusal.message}`);
    for (const { table, sound } of damaged) {
      const here = device.mirror().row(table, String(sound['id']));
      if (here !== undefined && same(here, sound)) continue;
      const how = here === undefined ? 'is lost' : `is not mended: ${difference(here, sound)}`;
      return fail(world, `${device.key}: ${named(table, sound)} ${how}`);
    }
    const told = JSON.stringify(answer.value);
    for (const { table, sound, bad } of ownDamaged) {
      const id = String(sound['id']);
      if (device.mirror().row(table, id) !== bad || !told.includes(id))
        return fail(world, `${device.key}: its own ${named(table, sound)} is not left to people`);
      if (world.central().mirror().row(table, id) !== sound)
        return fail(world, `${device.key} sent the damage of its ${named(table, sound)}`);
    }
    await write(
      device,
      ownDamaged.map((each) => ({ ...each, bad: each.sound })),
    );
    world.upheavals.damaged.delete(device.key);
    world.sometimes.saw('a damaged row was found');
  }
}

interface Sound {
  readonly table: string;
  readonly row: Row;
}

/** Rows that stand at the site as at central, by whether they are edited there. */
function soundRows(
  world: World,
  device: Device,
): { readonly own: readonly Sound[]; readonly foreign: readonly Sound[] } {
  const hub = world.central().mirror();
  const law = world.lawAt(world.central());
  const [own, foreign]: [Sound[], Sound[]] = [[], []];
  for (const { name: table } of world.dictionary.tables) {
    if (staysLocal(table)) continue;
    for (const row of device.mirror().rows(table)) {
      const there = hub.row(table, String(row['id']));
      if (row['deleted_at'] !== null || there === undefined || !same(row, there)) continue;
      if (isHidden(device, table, row) || !law.maySend(device.siteId, table, row)) continue;
      const editor = law.editor(table, row);
      const asked = { site: device.siteId, table, row: there, operation: 'edit' } as const;
      // NOTE what its editor may not change by now (a movement, a patient of a store that dispenses no more) is left out.
      if (law.mayEdit(asked).allowed) own.push({ table, row: there });
      else if (editor !== undefined && editor !== device.siteId)
        foreign.push({ table, row: there });
    }
  }
  return { own, foreign };
}

/** Another text in its first column of text; of a row whose place in the country the site keeps in mind, never its loss. */
function damage(world: World, { table, row }: Sound, isLost: boolean): Damaged {
  if (isLost && MAY_BE_LOST.has(table)) return { table, sound: row, bad: undefined };
  const columns = Object.entries(world.dictionary.table(table)?.columns ?? {});
  const text = columns.find(
    ([name, { kind }]) => kind === 'text' && typeof row[name] === 'string',
  )?.[0];
  return { table, sound: row, bad: { ...row, [text ?? 'updated_at']: `of ${row['id']}` } };
}

const MAY_BE_LOST = new Set(['item', 'unit', 'location', 'stock_line', 'invoice_line', 'patient']);

/** Past the program: on the disk, and in what the checks take for the disk. */
async function write(device: Device, damaged: readonly Damaged[]): Promise<void> {
  for (const { table, sound, bad } of damaged) {
    const where = [{ column: 'id', is: String(sound['id']) }];
    device.mirror().apply([bad === undefined ? { table, remove: where } : { table, put: [bad] }]);
    await device
      .database()
      .write((unit) => (bad === undefined ? unit.remove(table, where) : unit.put(table, [bad])));
  }
}

function fail(world: World, detail: string): void {
  world.fail({ invariant: 'B9', sentence: SENTENCE, detail });
}
