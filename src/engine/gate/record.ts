import { type Dictionary, type Row, ruleOfRow, rulesOf } from '#dictionary';
import type { Unit } from '#engine/ports';
import type { KnownTopology, Topology } from '#engine/rules';
import { readFacts, writeFacts } from '../facts.ts';
import { followMerges } from '../merges/follow-merges.ts';
import { alsoMerged } from '../merges/with-merged.ts';
import type { Parts } from '../parts.ts';
import { changedTopology } from '../read-topology.ts';
import { purgeHidden } from '../session/purge.ts';
import { type Change, idOf } from './change.ts';
import { fileChanges } from './file-changes.ts';
import { owe, type Slice, takeSlice, whole } from './owed-rows.ts';
import type { Located } from './roots.ts';
import { stirredByParties, stirredBySettings, stirredByStores } from './stirs.ts';
import { noteGaining } from './who-gains.ts';

/**
 * Records changes whose rows are written: central's log entries and the note that consequences are owed, in the
 * same unit. Returns who is where afterwards; it becomes `parts.country.topology` once the unit is committed.
 */
export async function record(
  parts: Parts,
  {
    unit,
    changes: written,
    topology,
    owing = true,
  }: {
    readonly unit: Unit;
    readonly changes: readonly Change[];
    readonly topology: KnownTopology;
    /** False for history that comes back: its consequences were drawn long ago. */
    readonly owing?: boolean;
  },
): Promise<KnownTopology> {
  const { changes, refiled } = await followMerges(parts, unit, written);
  const stirring = changes.filter((change) => topology.dependsOn(change.table));
  if (parts.isCentral) noteGaining(parts, stirring);
  const after = await changedTopology(
    unit,
    topology,
    stirring.map((change) => ({ table: change.table, row: change.after })),
  );
  const moved = await stirred(parts, unit, { changes, before: topology, after, owing });
  const travelling = changes.filter((change) =>
    travels(parts.dictionary, change.table, change.after),
  );
  const changed = new Set(travelling.map((change) => idOf(change.after)));
  const others = moved.filter((each) => !changed.has(idOf(each.row)));
  if (parts.isCentral && travelling.length + others.length + refiled.length > 0) {
    const rows = [
      ...travelling.map(({ table, before, after: row, turned }) => ({
        table,
        row,
        news:
          turned === true
            ? ('again' as const)
            : before === undefined
              ? ('new' as const)
              : ('changed' as const),
      })),
      ...besides(others, refiled).map((each) => ({ ...each, news: 'moved' as const })),
      ...refiled,
    ];
    await fileChanges(parts, { unit, topology: after, rows });
  }
  if (!parts.isCentral) await purgeHidden(parts, unit, changes);
  if (stirring.length > 0) await reconsiderRefused(unit);
  // NOTE who acts on a document may change with the country: a store that moved here brings its open ones along.
  if (owing) {
    await oweConsequences(
      parts,
      unit,
      [...changes.map(({ table, before, after: row }) => ({ table, before, row })), ...others],
      after,
    );
  }
  return after;
}

/**
 * The rows that these changes brought into motion. Where there are many, or where a dispensary sends its history from
 * now on, the others are owed.
 */
async function stirred(
  parts: Parts,
  unit: Unit,
  between: {
    readonly changes: readonly Change[];
    readonly before: Topology;
    readonly after: Topology;
    readonly owing: boolean;
  },
): Promise<Slice['rows']> {
  const { dictionary, isCentral, slices } = parts;
  const byStores = stirredByStores(dictionary, between);
  const owed = isCentral
    ? [
        ...byStores,
        ...(await alsoMerged(parts, unit, await stirredByParties(parts, unit, between))),
      ]
    : byStores;
  if (owed.length === 0 && isCentral) return [];
  // NOTE elsewhere only consequences are drawn from them, and these are owed by themselves.
  const most = isCentral ? slices.atOnce : Number.POSITIVE_INFINITY;
  const { rows, left } = await takeSlice(dictionary, unit, owed.map(whole), most);
  // NOTE a site that gets its own history back has left nothing out that it could send now.
  const opened = isCentral || !between.owing ? [] : stirredBySettings(parts, between);
  const later = isCentral ? left : opened.map(whole);
  await owe(parts, unit, later);
  return rows;
}

/** Those of the rows that are not among the others. */
function besides<T extends Located>(rows: readonly T[], others: readonly Located[]): readonly T[] {
  const ids = new Set(others.map(({ row }) => idOf(row)));
  return rows.filter(({ row }) => !ids.has(idOf(row)));
}

/** Consequences that were refused may be right once stores or their partners have changed: they are owed again. */
async function reconsiderRefused(unit: Unit): Promise<void> {
  const refused = await unit.select({
    table: 'unsettled',
    where: [{ column: 'code', above: '' }],
  });
  const again = refused.map((row) => ({ ...row, code: null, message: null }));
  if (again.length > 0) await unit.put('unsettled', again);
}

/**
 * Notes the changed rows from which something may follow, or might have before: what was refused then is out of
 * date. `settle` takes the notes away.
 */
export async function oweConsequences(
  parts: Parts,
  unit: Unit,
  rows: readonly (Located & { readonly before?: Row | undefined })[],
  topology: Topology = parts.country.topology,
): Promise<void> {
  const owed = rows.filter(
    ({ table, row, before }) =>
      parts.mayFollow(topology, { table, row }) ||
      (before !== undefined && parts.mayFollow(topology, { table, row: before })),
  );
  if (owed.length === 0 || parts.faults.has('lose-settle-after-crash')) return;
  const { next_unsettled } = await readFacts(unit, 'next_unsettled');
  const notes = owed.map(({ table, row }, i) => ({
    number: next_unsettled + i,
    table_name: table,
    row_id: idOf(row),
    code: null,
    message: null,
  }));
  await unit.put('unsettled', notes);
  await writeFacts(unit, { next_unsettled: next_unsettled + notes.length });
}

/** Whether rows of this table ever leave their site; with a row, whether such a row does. */
export function travels(dictionary: Dictionary, name: string, row?: Row): boolean {
  const table = dictionary.table(name);
  if (table === undefined) return false;
  const own = row === undefined ? undefined : ruleOfRow(table, row);
  const rules =
    own === undefined ? rulesOf(dictionary, table).cases.map(({ rule }) => rule) : [own];
  return rules.some((rule) => rule.sentTo.length > 0);
}

/** Writes the rows of changes, a batch a table. */
export async function writeRows(unit: Unit, changes: readonly Change[]): Promise<void> {
  const rows = new Map<string, Row[]>();
  for (const change of changes) {
    const list = rows.get(change.table);
    if (list === undefined) rows.set(change.table, [change.after]);
    else list.push(change.after);
  }
  for (const [table, list] of rows) await unit.put(table, list);
}
