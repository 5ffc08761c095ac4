import type { Device } from '../device/device.ts';
import type { Change } from '../device/mirror.ts';
import type { Law } from '../law/entitled.ts';
import type { UnitRows } from '../world/group-book.ts';
import type { Check, World } from '../world/world.ts';
import { check, named } from './check.ts';

export const c1 = check(
  'C1',
  'Nobody ever reads half of a unit of work: a document has all its lines, a group all its rows.',
  (world, violated) => {
    const { answered, lawThen } = noteAnswers(world);
    return {
      answered,
      committed({ device, changes }) {
        if (!isInUse(world, device) || world.mayMistakePasts(device)) return;
        for (const invoiceId of invoicesIn(changes)) {
          const fault = countFault(device, invoiceId);
          if (fault !== undefined) violated(`${device.key}: ${fault}`);
        }
        // NOTE after a restore central makes versions again that some site still holds from before.
        if (world.upheavals.restores > 0) return;
        for (const unit of receivedUnits(world, device, changes)) {
          const missing = missingOf(world, device, { unit, lawThen });
          if (missing !== undefined) violated(missing);
        }
      },
    };
  },
);

export const c2 = check(
  'C2',
  'A group larger than a page is taken whole or not at all.',
  (world, violated) => {
    const { answered, lawThen } = noteAnswers(world);
    return {
      answered,
      committed({ device, changes }) {
        const pageRows = world.plan.country.sites.find(
          (site) => site.key === device.siteKey,
        )?.pageRows;
        if (pageRows === undefined || !isInUse(world, device) || world.upheavals.restores > 0)
          return;
        for (const unit of receivedUnits(world, device, changes)) {
          if (unit.members.length <= pageRows) continue;
          world.sometimes.saw('a group was larger than a page');
          const missing = missingOf(world, device, { unit, lawThen });
          if (missing !== undefined) violated(missing);
        }
      },
    };
  },
);

/** The first download may become visible as it comes, because nobody can look yet. */
function isInUse({ upheavals }: World, device: Device): boolean {
  // NOTE what was lost on a disk is fetched again slice by slice.
  if (upheavals.damaged.has(device.key)) return false;
  return device.isCentral || device.mirror().row('this_site', 'initialised')?.['value'] === true;
}

function invoicesIn(changes: readonly Change[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { table, before, after } of changes) {
    const row = after ?? before;
    if (table === 'invoice') ids.add(String(row?.['id']));
    if (table === 'invoice_line') ids.add(String(row?.['invoice_id']));
  }
  return ids;
}

function countFault(device: Device, invoiceId: string): string | undefined {
  const header = device.mirror().row('invoice', invoiceId);
  const lines = device
    .mirror()
    .by('invoice_line', 'invoice_id', invoiceId)
    .filter((line) => line['deleted_at'] === null);
  const expected =
    header === undefined || header['deleted_at'] !== null ? 0 : Number(header['line_count']);
  if (lines.length === expected) return undefined;
  return `${named('invoice', header)} should have ${expected} lines, here are ${lines.length}`;
}

function receivedUnits(
  world: World,
  device: Device,
  changes: readonly Change[],
): ReadonlySet<UnitRows> {
  const units = new Set<UnitRows>();
  for (const { table, after } of changes) {
    if (after === undefined || world.dictionary.table(table) === undefined) continue;
    const unit = world.groups.unitOf(table, after);
    // NOTE two branches of a copied device make the same versions of different content.
    const isForked = unit !== undefined && world.upheavals.copied.has(siteKeyOf(unit.device));
    if (unit !== undefined && !isForked && unit.device !== device.key) units.add(unit);
  }
  return units;
}

interface Answers extends Required<Pick<Check, 'answered'>> {
  /** As central saw it when it last answered the device: a reply may be long on its way. */
  readonly lawThen: (device: Device) => Law | undefined;
}

function noteAnswers(world: World): Answers {
  const laws = new Map<string, Law>();
  return {
    answered({ device, reply }) {
      if (reply?.page !== undefined) laws.set(device.key, world.lawAt(world.central()));
    },
    lawThen: ({ key }) => laws.get(key),
  };
}

interface Received {
  readonly unit: UnitRows;
  readonly lawThen: Answers['lawThen'];
}

/** The first row of the unit that the device may hold and does not have, in its version or a later one. */
function missingOf(world: World, device: Device, { unit, lawThen }: Received): string | undefined {
  const hub = world.central().mirror();
  let law: Law | undefined;
  for (const { table, id, version, row } of unit.members) {
    const here = device.mirror().row(table, id);
    if (here !== undefined && Number(here['row_version']) >= version) continue;
    const there = hub.row(table, id);
    if (there === undefined && device.isCentral)
      return `central took a part of a unit without its ${named(table, row)}`;
    law ??= world.lawAt(world.central());
    if (
      there === undefined ||
      row['deleted_at'] !== null ||
      !law.mayHold(device.siteId, table, row) ||
      // NOTE central writes into what it receives, and may put it in other hands by that.
      !law.mayHold(device.siteId, table, there) ||
      lawThen(device)?.mayHold(device.siteId, table, row) === false
    )
      continue;
    return `${device.key} took a part of a unit without its ${named(table, row)}; here is ${named(table, here)}`;
  }
  return undefined;
}

function siteKeyOf(device: string): string {
  return device.replace('-copy', '');
}
