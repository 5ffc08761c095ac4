// What a database holds durably, kept beside it from the commits that went through its port: the checks read it
// without waiting, and in the end it is compared with the database itself.
import type { Row, Value } from '#dictionary';
import type { Condition, StoredTable } from '#engine/ports';

export type Key = string | number;

/** One row before and after a commit. */
export interface Change {
  readonly table: string;
  readonly key: Key;
  readonly before: Row | undefined;
  readonly after: Row | undefined;
}

/** What a unit of work asked of its database, in order. */
export type Step =
  | { readonly table: string; readonly put: readonly Row[] }
  | { readonly table: string; readonly remove: readonly Condition[] };

export interface Mirror {
  /** Whether the database has such a table. */
  readonly has: (table: string) => boolean;
  readonly row: (table: string, key: Key) => Row | undefined;
  readonly rows: (table: string) => IterableIterator<Row>;
  readonly size: (table: string) => number;
  /** How often rows of the table have changed here. */
  readonly age: (table: string) => number;
  /** The rows whose column has this value; the first call for a column makes its index. */
  readonly by: (table: string, column: string, value: Value) => readonly Row[];
  /** Applies a committed unit; each row that changed is told once. */
  readonly apply: (steps: readonly Step[]) => readonly Change[];
  readonly copy: () => Mirror;
}

type Rows = Map<Key, Row>;
type Index = Map<Value, Set<Key>>;

export function createMirror(
  tables: readonly StoredTable[],
  held?: ReadonlyMap<string, ReadonlyMap<Key, Row>>,
): Mirror {
  const declared = new Map(tables.map((table) => [table.name, table]));
  const contents = new Map<string, Rows>(
    tables.map(({ name }) => [name, new Map(held?.get(name))]),
  );
  const indexes = new Map<string, Map<string, Index>>();
  const ages = new Map<string, number>();

  const rowsOf = (table: string): Rows => {
    const rows = contents.get(table);
    if (rows === undefined) throw new Error(`No table ${table} in this database.`);
    return rows;
  };
  const keyOf = (table: string, row: Row): Key => {
    const key = declared.get(table)?.key ?? ['id'];
    const [first = 'id', second] = key;
    return second === undefined ? (row[first] as Key) : `${row[first]}|${row[second]}`;
  };
  const indexOf = (table: string, column: string): Index => {
    const ofTable = indexes.get(table) ?? new Map<string, Index>();
    indexes.set(table, ofTable);
    const known = ofTable.get(column);
    if (known !== undefined) return known;
    const made: Index = new Map();
    for (const [key, row] of rowsOf(table)) file(made, row[column] ?? null, key);
    ofTable.set(column, made);
    return made;
  };
  const set = (table: string, key: Key, after: Row | undefined) => {
    const rows = rowsOf(table);
    const before = rows.get(key);
    if (after === undefined) rows.delete(key);
    else rows.set(key, after);
    ages.set(table, (ages.get(table) ?? 0) + 1);
    for (const [column, index] of indexes.get(table) ?? []) {
      if (before !== undefined) index.get(before[column] ?? null)?.delete(key);
      if (after !== undefined) file(index, after[column] ?? null, key);
    }
  };
  /** The key that the conditions name outright, when they do. */
  const keyNamed = (table: string, where: readonly Condition[]): Key | undefined => {
    const named: Record<string, Value> = {};
    for (const condition of where) if ('is' in condition) named[condition.column] = condition.is;
    const key = declared.get(table)?.key ?? [];
    return key.every((column) => column in named) ? keyOf(table, named) : undefined;
  };
  const keysWhere = (table: string, where: readonly Condition[]): readonly Key[] => {
    const rows = rowsOf(table);
    const named = keyNamed(table, where);
    if (named !== undefined) return meets(rows.get(named), where) ? [named] : [];
    const [only, second] = declared.get(table)?.key ?? [];
    const listed = where.find((condition) => 'in' in condition && condition.column === only);
    if (second === undefined && listed !== undefined && 'in' in listed)
      return listed.in.filter((key) => meets(rows.get(key as Key), where)) as Key[];
    const found: Key[] = [];
    for (const [key, row] of rows) if (meets(row, where)) found.push(key);
    return found;
  };

  return {
    has: (table) => contents.has(table),
    row: (table, key) => rowsOf(table).get(key),
    rows: (table) => rowsOf(table).values(),
    size: (table) => rowsOf(table).size,
    age: (table) => ages.get(table) ?? 0,
    by(table, column, value) {
      const rows = rowsOf(table);
      return [...(indexOf(table, column).get(value) ?? [])].map((key) => rows.get(key) as Row);
    },
    apply(steps) {
      const touched: { readonly table: string; readonly key: Key; readonly before?: Row }[] = [];
      const known = new Map<string, Set<Key>>();
      for (const step of steps) {
        const { table } = step;
        const rows = rowsOf(table);
        const keys = known.get(table) ?? new Set<Key>();
        known.set(table, keys);
        const change = (key: Key, after: Row | undefined) => {
          const before = rows.get(key);
          if (!keys.has(key)) touched.push({ table, key, ...(before && { before }) });
          keys.add(key);
          set(table, key, after);
        };
        if ('put' in step) for (const row of step.put) change(keyOf(table, row), row);
        else for (const key of keysWhere(table, step.remove)) change(key, undefined);
      }
      return touched
        .map(({ table, key, before }) => ({ table, key, before, after: rowsOf(table).get(key) }))
        .filter(({ before, after }) => before !== after);
    },
    copy: () => createMirror(tables, contents),
  };
}

function file(index: Index, value: Value, key: Key): void {
  const keys = index.get(value);
  if (keys === undefined) index.set(value, new Set([key]));
  else keys.add(key);
}

/** As the port says it: nothing is above or up to a missing value. */
function meets(row: Row | undefined, where: readonly Condition[]): row is Row {
  if (row === undefined) return false;
  return where.every((condition) => {
    const value = row[condition.column] ?? null;
    if ('is' in condition) return value === condition.is;
    if ('in' in condition) return condition.in.includes(value);
    if (value === null) return false;
    if ('isNot' in condition) return value !== condition.isNot;
    const [at, bound] = [
      value as Key,
      ('above' in condition ? condition.above : condition.upTo) as Key,
    ];
    return 'above' in condition ? at > bound : at <= bound;
  });
}
