// What is tried on a country that has come to rest, on a share of the seeds: damage on a disk, a fresh device of a site,
// a line that dies all the time, and who may edit what. It comes last, because it changes what it looks at.
import type { Row } from '#dictionary';
import { named } from '../checks/check.ts';
import { isHidden } from '../checks/is-hidden.ts';
import { difference, same } from '../checks/same.ts';
import type { Device } from '../device/device.ts';
import { isKeptByItsMaker, staysLocal, typeOf } from '../law/data-types.ts';
import { sessionOf } from '../people/clerk.ts';
import type { SitePlan } from '../plan/plan.ts';
import type { World } from '../world/world.ts';
import { enrol } from './set-up.ts';
import { tryDamage } from './try-damage.ts';

/** More syncs than any download of a small country needs. */
const MOST_SYNCS = 400;

export async function probe(world: World, goOn: () => Promise<void>): Promise<void> {
  const { seed } = world.plan;
  if (seed % 5 === 2) await tryDamage(world, goOn);
  if (seed % 3 === 0 && world.failure() === undefined) await tryFreshDevice(world, goOn);
  if (seed % 4 === 1 && world.failure() === undefined) await tryEveryEdit(world, goOn);
}

/** B8 and B7: a site enrolled anew holds what it held before, and does so over a line that loses every second reply. */
async function tryFreshDevice(world: World, goOn: () => Promise<void>): Promise<void> {
  const device = world.remotes().find((each) => mayBegin(world, each));
  const plan = world.plan.country.sites.find((site) => site.key === device?.siteKey);
  if (device === undefined || plan === undefined) return;
  const before = rowsOf(world, device);
  const calm = await freshDevice(world, { plan, key: `${plan.key}-fresh` }, goOn);
  if (calm === undefined) return;
  compare(world, {
    id: 'B8',
    sentence: 'A site that is enrolled anew holds what it held before.',
    before,
    device: calm.device,
  });
  if (world.failure() !== undefined) return;
  const dying = await freshDevice(world, { plan, key: `${plan.key}-dying`, dies: true }, goOn);
  if (dying === undefined) return;
  const sentence = 'A download over a line that dies all the time goes on where it stopped.';
  compare(world, { id: 'B7', sentence, before, device: dying.device });
  if (dying.exchanges > 2 * calm.exchanges + 4)
    world.fail({
      invariant: 'B7',
      sentence,
      detail: `${dying.exchanges} exchanges, ${calm.exchanges} over a sound line`,
    });
}

/** Nothing that a person would have to decide first stands in the way. */
function mayBegin(world: World, device: Device): boolean {
  if (!world.isInStep(device) || world.upheavals.restores > 0 || world.isSecondBranch(device))
    return false;
  return world.central().mirror().by('quarantined_group', 'site_id', device.siteId).length === 0;
}

interface Fresh {
  readonly plan: SitePlan;
  readonly key: string;
  /** Its line loses every second reply. */
  readonly dies?: true;
}

async function freshDevice(
  world: World,
  asked: Fresh,
  goOn: () => Promise<void>,
): Promise<{ readonly device: Device; readonly exchanges: number } | undefined> {
  const enrolling = enrol(world, asked.plan, asked.key);
  await goOn();
  const device = await enrolling;
  if (device === undefined) return undefined;
  device.line?.calm();
  if (asked.dies === true) device.line?.loseEverySecondReply();
  for (let i = 0; i < MOST_SYNCS; i += 1) {
    const syncing = device.site()?.sync();
    await goOn();
    if ((await syncing)?.error === null) break;
  }
  return { device, exchanges: device.line?.exchanges() ?? 0 };
}

function rowsOf(world: World, device: Device): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>();
  const law = world.lawAt(device);
  for (const { name } of world.dictionary.tables) {
    if (staysLocal(name)) continue;
    // NOTE what a dispensary leaves out is lost with its device, and what stays out of sight stays on that device alone.
    for (const row of device.mirror().rows(name))
      if (
        row['deleted_at'] === null &&
        !law.staysAtItsSite(name, row) &&
        !staysLocal(name, row) &&
        !isHidden(device, name, row) &&
        !world.isShaken(name, row) &&
        !isKeptByItsMaker(name, row)
      )
        rows.set(`${name}/${row['id']}`, row);
  }
  return rows;
}

interface Comparison {
  readonly id: string;
  readonly sentence: string;
  readonly before: ReadonlyMap<string, Row>;
  readonly device: Device;
}

function compare(world: World, { id, sentence, before, device }: Comparison): void {
  const detail = firstDifference(before, rowsOf(world, device));
  if (detail !== undefined)
    world.fail({ invariant: id, sentence, detail: `${device.key} ${detail}` });
}

function firstDifference(
  before: ReadonlyMap<string, Row>,
  after: ReadonlyMap<string, Row>,
): string | undefined {
  for (const [key, row] of before) {
    const now = after.get(key);
    if (now === undefined) return `lacks ${named(tableOf(key), row)}`;
    if (!same(row, now)) return `holds ${named(tableOf(key), now)}: ${difference(row, now)}`;
  }
  for (const [key, row] of after) {
    if (!before.has(key)) return `has ${named(tableOf(key), row)} too much`;
  }
  return undefined;
}

function tableOf(key: string): string {
  return key.slice(0, key.indexOf('/'));
}

/** D7: each table at each site, edited by a person who may do everything there. */
async function tryEveryEdit(world: World, goOn: () => Promise<void>): Promise<void> {
  const law = world.lawAt(world.central());
  for (const device of [world.central(), ...world.remotes()]) {
    const site = device.site();
    if (site === undefined || !(device.isCentral || world.isInStep(device))) continue;
    for (const { name: table } of world.dictionary.tables) {
      const rows = [...device.mirror().rows(table)].filter((row) => row['deleted_at'] === null);
      const row =
        rows.length === 0 ? undefined : world.chance('edit', device.key, table).pick(rows);
      const edit = row === undefined ? undefined : HARMLESS[table]?.(row);
      if (row === undefined || edit === undefined) continue;
      device.doing('work');
      const answering = site.api.putRow(sessionOf(device), table, String(row['id']), edit);
      await goOn();
      const answer = await answering;
      const editor = law.editor(table, row);
      const isAllowed =
        typeOf(table).code === 'L' || editor === undefined || editor === device.siteId;
      const isElsewhere = !answer.ok && answer.refusal.code === 'gate.edited-elsewhere';
      if (answer.ok !== isAllowed && (answer.ok || isElsewhere)) {
        const sentence = 'Exactly the edits that the table of data types allows succeed.';
        const detail = `${device.key}: an edit of ${named(table, row)} was ${answer.ok ? 'accepted' : 'refused'}; it is edited at site ${editor}`;
        world.fail({ invariant: 'D7', sentence, detail });
        return;
      }
    }
  }
}

/** A change of each table that no rule of the trade minds; always a change, or it would not be an edit. */
const HARMLESS: Readonly<Record<string, (row: Row) => Row>> = {
  item: () => ({ strength: 'probed' }),
  unit: () => ({ comment: 'probed' }),
  reason_option: () => ({ title: 'probed' }),
  name: () => ({ comment: 'probed' }),
  store: () => ({ phone: 'probed' }),
  item_store_join: ({ source }) => ({ source: source === 'manual' ? 'master_list' : 'manual' }),
  site: () => ({ name: 'probed' }),
  location: () => ({ description: 'probed' }),
  stock_line: () => ({ note: 'probed' }),
  invoice: () => ({ comment: 'probed' }),
  preference: () => ({ value: 'probed' }),
  store_preference: ({ value }) => ({
    value: typeof value === 'boolean' ? !value : value === 'new' ? 'on_hold' : 'new',
  }),
};
