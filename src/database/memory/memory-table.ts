import {
  checkKeys,
  checkQuery,
  checkStoredRow,
  type KnownTable,
  searchableKind,
} from '#database/stored';
import type { Row, Value } from '#dictionary';
import { type Condition, NotUnique, type Select } from '#engine/ports';
import { accessPath, type Lane, lanesOf, type Range } from './access-path.ts';
import { ABOVE_ALL, atomOf, compareAtoms, compareKeys, type Key } from './key.ts';
import {
  ascend,
  descend,
  emptyTree,
  erase,
  insert,
  lookUp,
  type Owner,
  type Tree,
} from './tree.ts';

/** One version of a table: its rows by key, and for each further lane the keys in the lane's order. */
export interface TableVersion {
  readonly rows: Tree<Row>;
  readonly lanes: readonly Tree<Key>[];
}

/** What a table's declaration says, prepared once. */
export interface MemoryTable extends KnownTable {
  readonly keyLane: Lane;
  /** First the unique groups in their order, then the indexes. */
  readonly otherLanes: readonly Lane[];
  readonly allLanes: readonly Lane[];
  readonly jsonColumns: readonly string[];
}

export function memoryTable(table: KnownTable): MemoryTable {
  const [keyLane, ...otherLanes] = lanesOf(table);
  if (keyLane === undefined) throw new Error(`${table.name} has no key.`);
  const jsonColumns = table.columns.filter(({ kind }) => kind === 'json').map(({ name }) => name);
  return { ...table, keyLane, otherLanes, allLanes: [keyLane, ...otherLanes], jsonColumns };
}

export function emptyVersion(table: MemoryTable): TableVersion {
  return { rows: emptyTree(), lanes: table.otherLanes.map(() => emptyTree<Key>()) };
}

export function getRows(
  table: MemoryTable,
  version: TableVersion,
  keys: readonly (string | number)[],
): ReadonlyMap<string | number, Row> {
  const kind = searchableKind(table, checkKeys(table, keys));
  const found = new Map<string | number, Row>();
  for (const key of keys) {
    const row = lookUp(version.rows, [atomOf(kind, key)]);
    if (row !== undefined) found.set(key, row);
  }
  return found;
}

export function selectRows(
  table: MemoryTable,
  version: TableVersion,
  query: Omit<Select, 'table'>,
): readonly Row[] {
  checkQuery(table, query);
  const limit = query.limit ?? Number.POSITIVE_INFINITY;
  const { ordered, backwards, ...path } = accessPath(table.allLanes, query);
  const holds = path.rest.map((condition) => predicateOf(table, condition));
  const found: Row[] = [];
  const enough = ordered ? limit : Number.POSITIVE_INFINITY;
  if (enough <= 0) return [];
  const take = (row: Row): boolean => {
    if (holds.every((predicate) => predicate(row))) found.push(row);
    return found.length < enough;
  };
  for (const range of path.ranges) walk(version, path.lane, range, backwards, take);
  return ordered ? found : sorted(table, found, query.order ?? []).slice(0, limit);
}

export function countRows(
  table: MemoryTable,
  version: TableVersion,
  query: Omit<Select, 'table' | 'order'>,
): number {
  if ((query.where ?? []).length > 0) return selectRows(table, version, query).length;
  checkQuery(table, query);
  return Math.min(version.rows.size, query.limit ?? Number.POSITIVE_INFINITY);
}

export function putRow(
  table: MemoryTable,
  version: TableVersion,
  owner: Owner,
  given: Row,
): TableVersion {
  const row = frozenRow(table, given, checkStoredRow(table, given).inOrder);
  const key = keyOf(table.keyLane, row);
  const before = lookUp(version.rows, key);
  checkUnique(table, version, key, row);
  const lanes = version.lanes.map((lane, at) =>
    moveInLane(lane, table.otherLanes[at], owner, { key, before, row }),
  );
  return { rows: insert(version.rows, owner, key, row), lanes };
}

export function removeRow(
  table: MemoryTable,
  version: TableVersion,
  owner: Owner,
  row: Row,
): TableVersion {
  const lanes = version.lanes.map((lane, at) => {
    const declared = table.otherLanes[at];
    return declared === undefined ? lane : erase(lane, owner, keyOf(declared, row));
  });
  return { rows: erase(version.rows, owner, keyOf(table.keyLane, row)), lanes };
}

function moveInLane(
  lane: Tree<Key>,
  declared: Lane | undefined,
  owner: Owner,
  { key, before, row }: { readonly key: Key; readonly before: Row | undefined; readonly row: Row },
): Tree<Key> {
  if (declared === undefined) return lane;
  if (before === undefined) return insert(lane, owner, keyOf(declared, row), key);
  if (declared.columns.every((column) => before[column] === row[column])) return lane;
  return insert(erase(lane, owner, keyOf(declared, before)), owner, keyOf(declared, row), key);
}

/** Rows that are deleted, or that lack one of the values, do not take part. */
function checkUnique(table: MemoryTable, version: TableVersion, key: Key, row: Row): void {
  if (!isLive(table, row)) return;
  for (const [at, group] of table.unique.entries()) {
    if (group.some((column) => row[column] === null)) continue;
    const from = group.map((column) => atomOf(searchableKind(table, column), row[column] ?? null));
    let taken = false;
    walk(version, at + 1, { from, beyond: [...from, ABOVE_ALL] }, false, (other) => {
      taken = isLive(table, other) && compareKeys(keyOf(table.keyLane, other), key) !== 0;
      return !taken;
    });
    if (taken) throw new NotUnique(table.name, group);
  }
}

function isLive(table: MemoryTable, row: Row): boolean {
  return !table.hasTombstones || row.deleted_at === null;
}

/** Visits the rows of a range until `visit` answers false; lane 0 is the table's key. */
function walk(
  version: TableVersion,
  lane: number,
  range: Range,
  backwards: boolean,
  visit: (row: Row) => boolean,
): void {
  const run = backwards ? runDown : runUp;
  if (lane === 0) {
    run(version.rows, range, visit);
    return;
  }
  const tree = version.lanes[lane - 1];
  if (tree === undefined) throw new Error('The path names a lane of the table.');
  run(tree, range, (key) => {
    const row = lookUp(version.rows, key);
    if (row === undefined) throw new Error('A lane names only rows that are there.');
    return visit(row);
  });
}

function runUp<V extends object>(tree: Tree<V>, range: Range, visit: (value: V) => boolean): void {
  ascend(tree, range.from, (key, value) => compareKeys(key, range.beyond) < 0 && visit(value));
}

function runDown<V extends object>(
  tree: Tree<V>,
  range: Range,
  visit: (value: V) => boolean,
): void {
  descend(tree, range.beyond, (key, value) => compareKeys(key, range.from) >= 0 && visit(value));
}

function predicateOf(table: MemoryTable, condition: Condition): (row: Row) => boolean {
  const { column } = condition;
  if ('is' in condition) return (row) => row[column] === condition.is;
  if ('in' in condition) {
    const values = new Set(condition.in);
    return (row) => values.has(row[column] ?? null);
  }
  if ('isNot' in condition)
    return (row) => (row[column] ?? null) !== null && row[column] !== condition.isNot;
  const kind = searchableKind(table, column);
  const bound = atomOf(kind, 'above' in condition ? condition.above : condition.upTo);
  const above = 'above' in condition;
  return (row) => {
    const value = row[column] ?? null;
    return value !== null && compareAtoms(atomOf(kind, value), bound) > 0 === above;
  };
}

function sorted(table: MemoryTable, rows: Row[], order: NonNullable<Select['order']>): Row[] {
  if (order.length === 0) return rows;
  const kinds = order.map(({ column }) => searchableKind(table, column));
  const signs = order.map(({ descending }) => (descending === true ? -1 : 1));
  return rows
    .map((row) => ({
      row,
      atoms: order.map(({ column }, i) => atomOf(kinds[i] ?? 'text', row[column] ?? null)),
    }))
    .sort((a, b) => {
      for (const [i, sign] of signs.entries()) {
        const difference = compareAtoms(a.atoms[i] ?? null, b.atoms[i] ?? null);
        if (difference !== 0) return difference * sign;
      }
      return 0;
    })
    .map(({ row }) => row);
}

function keyOf(lane: Lane, row: Row): Key {
  return lane.columns.map((column, i) => atomOf(lane.kinds[i] ?? 'text', row[column] ?? null));
}

/** The row as this database keeps and hands it out: nobody can alter it, so nobody needs a copy. */
function frozenRow(table: MemoryTable, given: Row, inOrder: boolean): Row {
  for (const column of table.jsonColumns) frozenJson(given[column] ?? null);
  const row = inOrder
    ? { ...given }
    : Object.fromEntries(table.columns.map(({ name }) => [name, given[name] ?? null]));
  return Object.freeze(row);
}

function frozenJson(value: Value): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  for (const member of Object.values(value)) frozenJson(member);
  Object.freeze(value);
}
