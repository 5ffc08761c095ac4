import type { ColumnKind, Value } from '#dictionary';
import type { Condition, Select, StoredTable } from '#engine/ports';
import { isStorable } from './storable.ts';

/** A table with what every adapter looks up in it. */
export interface KnownTable extends StoredTable {
  readonly kinds: ReadonlyMap<string, ColumnKind>;
  readonly hasTombstones: boolean;
}

/** The tables by name; a table declared twice, or a key or index over an unknown column, is a fault. */
export function knownTables(tables: readonly StoredTable[]): ReadonlyMap<string, KnownTable> {
  const known = new Map<string, KnownTable>();
  for (const table of tables) {
    if (known.has(table.name)) throw new Error(`The table ${table.name} is declared twice.`);
    const kinds = new Map(table.columns.map((column) => [column.name, column.kind]));
    const it: KnownTable = { ...table, kinds, hasTombstones: kinds.has('deleted_at') };
    if (table.key.length < 1 || table.key.length > 2)
      throw new Error(`The key of ${table.name} has one or two columns.`);
    for (const column of [...table.key, ...table.unique.flat(), ...table.indexes.flat()])
      searchableKind(it, column);
    known.set(table.name, it);
  }
  return known;
}

export function knownTable(tables: ReadonlyMap<string, KnownTable>, name: string): KnownTable {
  const table = tables.get(name);
  if (table === undefined) throw new Error(`There is no table ${name} in this database.`);
  return table;
}

/** The kind of a column that rows are searched or ordered by; json can be neither. */
export function searchableKind(table: KnownTable, column: string): ColumnKind {
  const kind = table.kinds.get(column);
  if (kind === undefined) throw new Error(`There is no column ${table.name}.${column}.`);
  if (kind === 'json')
    throw new Error(`${table.name}.${column} holds json and cannot be searched by.`);
  return kind;
}

/** Faults for what no database could answer: unknown columns, or bounds that are no value. */
export function checkQuery(
  table: KnownTable,
  query: Pick<Select, 'where' | 'order' | 'limit'>,
): void {
  for (const condition of query.where ?? []) checkCondition(table, condition);
  for (const { column } of query.order ?? []) searchableKind(table, column);
  const { limit } = query;
  if (limit !== undefined && !(Number.isSafeInteger(limit) && limit >= 0))
    throw new Error(`${limit} is not a limit.`);
}

/** The column that rows of the table are got by; keys of another kind are faults. */
export function checkKeys(table: KnownTable, keys: readonly (string | number)[]): string {
  const [column, second] = table.key;
  if (column === undefined || second !== undefined) {
    throw new Error(`${table.name} has a key of two columns: select its rows.`);
  }
  const kind = searchableKind(table, column);
  for (const key of keys) checkBound(table, column, kind, key);
  return column;
}

function checkCondition(table: KnownTable, condition: Condition): void {
  if ('is' in condition && condition.is === null) {
    if (!table.kinds.has(condition.column))
      throw new Error(`There is no column ${table.name}.${condition.column}.`);
    return;
  }
  const kind = searchableKind(table, condition.column);
  if ('in' in condition) {
    for (const value of condition.in)
      if (value !== null) checkBound(table, condition.column, kind, value);
  } else {
    checkBound(table, condition.column, kind, boundOf(condition));
  }
}

function boundOf(condition: Exclude<Condition, { readonly in: readonly Value[] }>): Value {
  if ('is' in condition) return condition.is;
  if ('isNot' in condition) return condition.isNot;
  return 'above' in condition ? condition.above : condition.upTo;
}

function checkBound(table: KnownTable, column: string, kind: ColumnKind, value: Value): void {
  if (value === null)
    throw new Error(
      `${table.name}.${column}: null is neither above nor below nor other than anything.`,
    );
  if (!isStorable(kind, value))
    throw new Error(`${table.name}.${column} cannot be compared with ${JSON.stringify(value)}.`);
}
