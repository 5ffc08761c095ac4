// Groups that central could not take: whole, with their reason, and with everything that depends on them (C3).
import { momentOf, newId } from '#base';
import type { Row } from '#dictionary';
import type { Unit, View } from '#engine/ports';
import type { Group } from '#protocol';
import type { Parts } from '../parts.ts';
import { dependsOnQuarantined } from '../refusals.ts';
import { acceptGroup, type NotTaken } from './accept-group.ts';
import { GIVEN_BACK, giveBack, givenBackIn, isGivenBack } from './give-back.ts';

export interface Sent {
  readonly unit: Unit;
  readonly from: number;
  readonly group: Group;
}

/** Rows that were written together, by a site or at central. */
type Written = readonly {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}[];

/**
 * The rows that were written, and the rows they belong to: a later group that touches the same document builds
 * on what was done to any part of it.
 */
function touchedBy(parts: Parts, written: Written): ReadonlySet<string> {
  const { visibility } = parts.dictionary.topology;
  const ids = new Set<string>();
  for (const { table, row } of written) {
    ids.add(String(row['id']));
    const rule = parts.dictionary.table(table)?.sync;
    if (rule?.kind === 'with-parent') ids.add(String(row[rule.parent]));
    // NOTE what names a store as its partner may go in when that store's visibility changes.
    if (table === visibility.table) ids.add(String(row[visibility.store]));
  }
  return ids;
}

/** As in a country without quarrels: then nothing need be looked for. */
async function nothingWaits({ recent }: Parts, unit: Unit): Promise<boolean> {
  return !recent.quarantine.maybe || !(await anyWaits(unit));
}

export async function anyWaits(view: View): Promise<boolean> {
  return (await view.count({ table: 'quarantined_group', limit: 1 })) > 0;
}

/** The earlier quarantined change that this group builds on, if any. */
export async function dependsOn(
  parts: Parts,
  { unit, from, group }: Sent,
): Promise<NotTaken | undefined> {
  if (parts.faults.has('forget-dependants') || (await nothingWaits(parts, unit))) return undefined;
  const ids = [...touchedBy(parts, group.changes)];
  const waiting = await unit.select({
    table: 'quarantined_row',
    where: [{ column: 'row_id', in: ids }],
  });
  const before = waiting.filter(
    (row) => row['site_id'] === from && Number(row['position']) < group.position,
  );
  const groups = await unit.get('quarantined_group', [
    ...new Set(before.map((row) => String(row['group_id']))),
  ]);
  const given = new Map<string, ReadonlySet<string>>();
  for (const [id, row] of groups) given.set(String(id), await givenBack(parts, unit, row, group));
  const earlier = before.find(
    (row) => given.get(String(row['group_id']))?.has(String(row['row_id'])) !== true,
  );
  if (earlier === undefined) return undefined;
  const id = String(earlier['row_id']);
  const table = group.changes.find((change) => change.row['id'] === id)?.table ?? '';
  return { refusal: dependsOnQuarantined({ table, id }), waitsFor: id };
}

/** What of late work was given back: what is made of it under a later ownership builds on what stands here. */
async function givenBack(
  parts: Parts,
  view: View,
  row: Row,
  { epochs }: Group,
): Promise<ReadonlySet<string>> {
  if (!GIVEN_BACK.has(String(row['code']))) return new Set();
  const late = groupIn(row);
  const isLater = Object.entries(late.epochs).some(([id, epoch]) => (epochs[id] ?? 0) > epoch);
  return isLater ? touchedBy(parts, await givenBackIn(parts, view, late)) : new Set();
}

export async function quarantine(
  parts: Parts,
  { unit, from, group }: Sent,
  why: NotTaken,
): Promise<void> {
  if (parts.faults.has('drop-refused-group')) return;
  const id = newId(parts.clock, parts.random);
  parts.recent.quarantine.maybe = true;
  await unit.put('quarantined_group', [
    {
      id,
      site_id: from,
      position: group.position,
      body: group as never,
      code: why.refusal.code,
      message: why.refusal.message,
      waits_for: why.waitsFor ?? null,
      at: momentOf(parts.clock),
    },
  ]);
  const ids = touchedBy(parts, group.changes);
  await unit.put(
    'quarantined_row',
    [...ids].map((row_id) => ({ row_id, group_id: id, site_id: from, position: group.position })),
  );
  if (isGivenBack(why.refusal)) await giveBack(parts, unit, group);
}

/**
 * Tries the groups that waited for what was written, and then those that waited for them, in the order in
 * which their sites made them. Returns how many went in.
 */
export async function releaseWaiting(parts: Parts, unit: Unit, written: Written): Promise<number> {
  if (parts.faults.has('never-release') || (await nothingWaits(parts, unit))) return 0;
  let released = 0;
  let open: readonly string[] = [...touchedBy(parts, written)];
  while (open.length > 0) {
    const waiting = await unit.select({
      table: 'quarantined_group',
      where: [{ column: 'waits_for', in: open }],
    });
    const next: string[] = [];
    for (const row of inOrder(waiting)) {
      const taken = await retry(parts, unit, row);
      if (!taken) continue;
      released += 1;
      next.push(...touchedBy(parts, groupIn(row).changes));
    }
    open = next;
  }
  return released;
}

/** Tries one quarantined group again and then what waited for it; returns how many went in. */
export async function retryWithDependants(parts: Parts, unit: Unit, row: Row): Promise<number> {
  if (!(await retry(parts, unit, row))) return 0;
  return 1 + (await releaseWaiting(parts, unit, groupIn(row).changes));
}

/** Tries one quarantined group again; when it still cannot go in, its reason is brought up to date. */
async function retry(parts: Parts, unit: Unit, row: Row): Promise<boolean> {
  const sent: Sent = { unit, from: Number(row['site_id']), group: groupIn(row) };
  const dependency = await dependsOn(parts, sent);
  const outcome =
    dependency === undefined
      ? await acceptGroup(parts, sent)
      : { taken: false as const, ...dependency };
  if (outcome.taken) {
    await unit.remove('quarantined_group', [{ column: 'id', is: row['id'] as string }]);
    await unit.remove('quarantined_row', [{ column: 'group_id', is: row['id'] as string }]);
    return true;
  }
  await unit.put('quarantined_group', [
    {
      ...row,
      code: outcome.refusal.code,
      message: outcome.refusal.message,
      waits_for: outcome.waitsFor ?? null,
    },
  ]);
  return false;
}

function inOrder(rows: readonly Row[]): readonly Row[] {
  return [...rows].sort(
    (a, b) =>
      Number(a['site_id']) - Number(b['site_id']) || Number(a['position']) - Number(b['position']),
  );
}

function groupIn(row: Row): Group {
  return row['body'] as unknown as Group;
}
