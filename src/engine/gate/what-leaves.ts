// Not all that is committed here is sent: a dispensary may leave out its transactions (RT6). What is sent after all, since
// it became half of a transfer, or before its turn in a history that is sent from now on, brings along what stayed with
// it until now.
import { casesOf, type OwnRule } from '#dictionary';
import type { DeliberateFaults, Unit } from '#engine/ports';
import { leavesSite, type Topology } from '#engine/rules';
import type { Parts } from '../parts.ts';
import { type Asked, ask } from './asked.ts';
import { type Change, idOf } from './change.ts';
import { childrenOf } from './children-of.ts';
import { type Owed, owedIn } from './owed-rows.ts';
import { travels } from './record.ts';
import { type Located, type Root, rootsOf } from './roots.ts';

/** The rows of these changes that leave the site, and those that leave with them. */
export async function whatLeaves(
  parts: Parts,
  unit: Unit,
  topology: Topology,
  changes: readonly Change[],
): Promise<readonly Located[]> {
  const travelling = changes
    .filter((change) => travels(parts.dictionary, change.table, change.after))
    .map(({ table, after, before }) => ({ table, row: after, before }));
  const roots = await rootsOf(parts.dictionary, unit, travelling);
  const owed = await owedHere(parts, unit);
  const areAllSent = !roots.some((root) => root !== undefined && mayStay(topology, root));
  if (areAllSent && owed.length === 0) return travelling;
  const asked = await ask(unit, topology, roots, travelling);
  const leaves = travelling.map((_, i) => {
    const root = roots[i];
    if (root === undefined || parts.faults.has('transactions-leak')) return true;
    return leavesSite(topology, ruleUnder(parts.faults, root.rule), root.row, asked.related);
  });
  const leaving = travelling.filter((_, i) => leaves[i] === true);
  const released = leaving.filter(
    (each) => stayedUntilNow(parts, topology, each, asked) || owed.some((one) => names(one, each)),
  );
  const gone = new Set(leaving.map(({ row }) => idOf(row)));
  const headers = headersOf(roots.filter((_, i) => leaves[i] === true)).filter(
    (each) => !gone.has(idOf(each.row)) && owed.some((one) => names(one, each)),
  );
  const along = (await belongingTo(parts, unit, [...headers, ...released])).filter(
    ({ row }) => !gone.has(idOf(row)),
  );
  return [...headers, ...leaving, ...along];
}

function mayStay(topology: Topology, { rule: { stays }, row }: Root): boolean {
  return stays !== undefined && !topology.includesTransactions(String(row[stays.store]));
}

/** Deliberate fault: half of a transfer stays as well. */
function ruleUnder(faults: DeliberateFaults, rule: OwnRule): OwnRule {
  const { stays } = rule;
  if (stays === undefined || !faults.has('halves-stay-as-well')) return rule;
  return { ...rule, stays: { store: stays.store } };
}

/** What this site has left out until now and sends in slices. */
async function owedHere({ recent, isCentral }: Parts, unit: Unit): Promise<readonly Owed[]> {
  return isCentral || !recent.filing.maybe ? [] : owedIn(unit);
}

/** The documents that rows are lines of, as they stand. */
function headersOf(roots: readonly (Root | undefined)[]): readonly Leaving[] {
  const found = new Map<string, Leaving>();
  for (const root of roots)
    if (root !== undefined)
      found.set(idOf(root.row), { table: root.table.name, row: root.row, before: root.row });
  return [...found.values()];
}

/** Whether the row was there before it was edited now, and its turn has not come. */
function names({ table, column, ids, after_id }: Owed, each: Leaving): boolean {
  return (
    each.before !== undefined &&
    each.table === table &&
    ids.includes(String(each.before[column])) &&
    (after_id === null || idOf(each.row) > after_id)
  );
}

interface Leaving extends Located {
  readonly before: Change['before'];
}

function stayedUntilNow(
  { dictionary }: Parts,
  topology: Topology,
  { table, before }: Leaving,
  { related }: Asked,
): boolean {
  const sync = dictionary.table(table)?.sync;
  if (before === undefined || sync?.kind !== 'own') return false;
  return !leavesSite(topology, sync, before, related);
}

/** The lines of these rows, what goes where they go, and its lines. */
async function belongingTo(
  parts: Parts,
  unit: Unit,
  rows: readonly Located[],
): Promise<readonly Located[]> {
  if (rows.length === 0 || parts.faults.has('lines-left-behind')) return [];
  const found: Located[] = [...(await childrenOf(parts, unit, rows))];
  for (const table of parts.dictionary.tables) {
    for (const { rule } of casesOf(table)) {
      const through = throughOf(rule);
      const ids = rows.filter((each) => each.table === through?.table).map(({ row }) => idOf(row));
      if (through === undefined || ids.length === 0) continue;
      const where = [{ column: through.column, in: ids }];
      const halves = (await unit.select({ table: table.name, where })).map((row) => ({
        table: table.name,
        row,
      }));
      found.push(...halves);
    }
  }
  return [...found, ...(await belongingTo(parts, unit, found))];
}

function throughOf({ stays }: OwnRule) {
  return stays?.unlessGiven?.through;
}
