// Which tree answers a query, and from where to where: what an SQL database's planner does, so that the
// memory database stays fast with the same declared indexes and nothing more.
import type { KnownTable } from '#database/stored';
import { searchableKind } from '#database/stored';
import type { ColumnKind, Value } from '#dictionary';
import type { Condition, Select } from '#engine/ports';
import { ABOVE_ALL, type Atom, atomOf, type Key } from './key.ts';

/** An order in which the rows of a table are kept: by the columns of an index, then by the table's key. */
export interface Lane {
  readonly columns: readonly string[];
  readonly kinds: readonly ColumnKind[];
}

export interface Range {
  /** The first key within. */
  readonly from: Key;
  /** The first key beyond. */
  readonly beyond: Key;
}

export interface AccessPath {
  /** The place of the lane among those given. */
  readonly lane: number;
  readonly ranges: readonly Range[];
  /** The conditions that the ranges do not answer. */
  readonly rest: readonly Condition[];
  readonly backwards: boolean;
  /** The rows come in the order asked for. */
  readonly ordered: boolean;
}

/** Beyond this many ranges it is cheaper to look at every row. */
const MOST_RANGES = 2_000;

/** The lanes of a table; the first is its key. */
export function lanesOf(table: KnownTable): readonly Lane[] {
  const groups = [
    table.key,
    ...[...table.unique, ...table.indexes].map((group) => [...new Set([...group, ...table.key])]),
  ];
  return groups.map((columns) => ({
    columns,
    kinds: columns.map((column) => searchableKind(table, column)),
  }));
}

export function accessPath(lanes: readonly Lane[], query: Omit<Select, 'table'>): AccessPath {
  const where = query.where ?? [];
  const order = query.order ?? [];
  let best: Way | undefined;
  for (const [at, lane] of lanes.entries()) {
    if (at > 0 && !mayHelp(lane, where, order)) continue;
    const candidate = wayAlong(lane, at, where, order);
    if (best === undefined || candidate.score > best.score) best = candidate;
  }
  if (best === undefined) throw new Error('A table has at least the lane of its key.');
  return pathOf(best, where, order);
}

function mayHelp(
  lane: Lane,
  where: readonly Condition[],
  order: NonNullable<Select['order']>,
): boolean {
  const [first] = lane.columns;
  if (order[0]?.column === first) return true;
  return where.some((condition) => condition.column === first);
}

/** How far a lane answers a query. */
interface Way {
  readonly at: number;
  readonly lane: Lane;
  /** Of the first columns of the lane. */
  readonly equal: readonly Condition[];
  /** Of the column after those. */
  readonly above: Condition | undefined;
  readonly upTo: Condition | undefined;
  readonly ordered: boolean;
  readonly score: number;
}

function wayAlong(
  lane: Lane,
  at: number,
  where: readonly Condition[],
  order: NonNullable<Select['order']>,
): Way {
  const equal: Condition[] = [];
  let ranges = 1;
  for (const column of lane.columns) {
    const condition = where.find((each) => each.column === column && isEquality(each));
    if (condition === undefined) break;
    const next = ranges * ('in' in condition ? condition.in.length : 1);
    if (next > MOST_RANGES) break;
    ranges = next;
    equal.push(condition);
  }
  const column = lane.columns[equal.length];
  const above = where.find((each) => each.column === column && 'above' in each);
  const upTo = where.find((each) => each.column === column && 'upTo' in each);
  const ordered = ranges <= 1 && comesOrdered(lane, equal.length, order);
  const score =
    equal.length * 4 +
    (above !== undefined || upTo !== undefined ? 2 : 0) +
    (ordered && order.length > 0 ? 1 : 0);
  return { at, lane, equal, above, upTo, ordered, score };
}

function isEquality(condition: Condition): boolean {
  return 'is' in condition || 'in' in condition;
}

function pathOf(
  { at, lane, equal, above, upTo, ordered }: Way,
  where: readonly Condition[],
  order: NonNullable<Select['order']>,
): AccessPath {
  let prefixes: Atom[][] = [[]];
  for (const [depth, condition] of equal.entries()) {
    const atoms = atomsOf(condition, lane.kinds[depth] ?? 'text');
    prefixes = prefixes.flatMap((prefix) => atoms.map((atom) => [...prefix, atom]));
  }
  const kind = lane.kinds[equal.length] ?? 'text';
  const from =
    above !== undefined && 'above' in above
      ? [atomOf(kind, above.above), ABOVE_ALL]
      : upTo === undefined
        ? []
        : [null, ABOVE_ALL];
  const beyond =
    upTo !== undefined && 'upTo' in upTo ? [atomOf(kind, upTo.upTo), ABOVE_ALL] : [ABOVE_ALL];
  const ranges = prefixes.map((prefix) => ({
    from: [...prefix, ...from],
    beyond: [...prefix, ...beyond],
  }));
  const answered = equal.length + (above === undefined ? 0 : 1) + (upTo === undefined ? 0 : 1);
  const rest =
    answered === where.length
      ? []
      : where.filter((each) => !equal.includes(each) && each !== above && each !== upTo);
  return {
    lane: at,
    ranges,
    rest,
    ordered,
    backwards: ordered && order[0]?.descending === true,
  };
}

/** Whether rows that agree in the first `fixed` columns of the lane come in this order, read one way or the other. */
function comesOrdered(lane: Lane, fixed: number, order: NonNullable<Select['order']>): boolean {
  const known = lane.columns.slice(0, fixed);
  const asked = order.filter((term) => !known.includes(term.column));
  return asked.every(
    (term, i) =>
      fixed + i >= lane.columns.length ||
      (term.column === lane.columns[fixed + i] &&
        (term.descending ?? false) === (order[0]?.descending ?? false)),
  );
}

function atomsOf(condition: Condition, kind: ColumnKind): readonly Atom[] {
  if ('is' in condition) return [atomOf(kind, condition.is)];
  return 'in' in condition
    ? [...new Set(condition.in.map((value: Value) => atomOf(kind, value)))]
    : [];
}
