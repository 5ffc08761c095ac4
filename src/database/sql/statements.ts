import { checkKeys, checkQuery, type KnownTable, searchableKind } from '#database/stored';
import type { Row } from '#dictionary';
import type { Condition, Select } from '#engine/ports';
import { type Dialect, quoted, quotedList } from './dialect.ts';

/** SQL with the encoded values of its parameters; equal shapes have the identical text. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The statements of one table. */
export interface TableStatements {
  readonly get: (keys: readonly (string | number)[]) => Statement;
  readonly select: (query: Omit<Select, 'table'>) => Statement;
  readonly count: (query: Omit<Select, 'table' | 'order'>) => Statement;
  /** One row for each that meets the query: the quicker way to count up to a few. */
  readonly some: (query: Omit<Select, 'table' | 'order'>) => Statement;
  readonly remove: (where: readonly Condition[]) => Statement;
  /** The clause alone, ` WHERE …` or nothing, for statements that are made elsewhere. */
  readonly where: (where: readonly Condition[]) => Statement;
  readonly write: WriteTexts;
  /** The values of `insert` and `replace`, in the order of the columns. */
  readonly valuesOf: (row: Row) => unknown[];
}

/**
 * How a row is written. Most rows are new: a writer may try that first. Setting an indexed column costs as much as
 * moving its index entry even when the value stays; so of a row that is there a writer may look at the indexed
 * values and then set only the others.
 */
export interface WriteTexts {
  /** Does nothing when there is a row with this key. */
  readonly insert: string;
  /** Inserts, or replaces the row with the same key. */
  readonly replace: string;
  /** The columns that indexes depend on, and the text that reads them by key. */
  readonly indexed: readonly string[];
  readonly readIndexed: string | undefined;
  /** The columns that `update` sets; its parameters are these, then the key. */
  readonly updated: readonly string[];
  readonly update: string | undefined;
}

/** People may search by any columns: shapes seldom used must not pile up. */
const MOST_TEXTS = 300;

export function tableStatements(dialect: Dialect, table: KnownTable): TableStatements {
  const texts = new Map<string, string>();
  const names = table.columns.map((column) => column.name);
  const from = `FROM ${quoted(table.name)}`;
  const columns = quotedList(names);

  const textOf = (shape: string, make: () => string): string => {
    const known = texts.get(shape);
    if (known !== undefined) return known;
    const made = make();
    if (texts.size >= MOST_TEXTS) texts.clear();
    texts.set(shape, made);
    return made;
  };
  const filter = (where: readonly Condition[]): Filter => filterOf(dialect, table, where);
  const limited = (part: Filter, limit: number | undefined): Filter =>
    limit === undefined
      ? part
      : {
          shape: `${part.shape}|limit`,
          values: [...part.values, limit],
          text: () => `${part.text()} LIMIT ${dialect.parameter(part.values.length + 1)}`,
        };
  return {
    get: (keys) => {
      const key = checkKeys(table, keys);
      const [only, second] = keys;
      if (only !== undefined && second === undefined) {
        const part = filter([{ column: key, is: only }]);
        return {
          text: textOf('get one', () => `SELECT ${columns} ${from}${part.text()}`),
          values: part.values,
        };
      }
      const kind = searchableKind(table, key);
      const given = keys.map((each) => dialect.encode(kind, each));
      return {
        text: textOf('get', () => {
          const rows = dialect.fromKeys(
            quoted(table.name),
            quoted(key),
            dialect.parameter(1),
            kind,
          );
          return `SELECT ${columns} ${rows}`;
        }),
        values: [dialect.encodeList(given)],
      };
    },
    select: (query) => {
      checkQuery(table, query);
      const order = query.order ?? [];
      const part = filter(query.where ?? []);
      const ordered: Filter = {
        values: part.values,
        shape: order.reduce(
          (shape, term) => `${shape}${term.descending === true ? '>' : '<'}${term.column}`,
          part.shape,
        ),
        text: () => `${part.text()}${orderText(dialect, order)}`,
      };
      const whole = limited(ordered, query.limit);
      return {
        text: textOf(`select${whole.shape}`, () => `SELECT ${columns} ${from}${whole.text()}`),
        values: whole.values,
      };
    },
    count: (query) => {
      checkQuery(table, query);
      const whole = limited(filter(query.where ?? []), query.limit);
      const text = textOf(`count${whole.shape}`, () =>
        query.limit === undefined
          ? `SELECT count(*) AS "count" ${from}${whole.text()}`
          : `SELECT count(*) AS "count" FROM (SELECT 1 ${from}${whole.text()}) AS "some"`,
      );
      return { text, values: whole.values };
    },
    some: (query) => {
      checkQuery(table, query);
      const whole = limited(filter(query.where ?? []), query.limit);
      const text = textOf(`some${whole.shape}`, () => `SELECT 1 AS "one" ${from}${whole.text()}`);
      return { text, values: whole.values };
    },
    remove: (where) => {
      checkQuery(table, { where });
      const part = filter(where);
      return {
        text: textOf(`remove${part.shape}`, () => `DELETE ${from}${part.text()}`),
        values: part.values,
      };
    },
    where: (where) => {
      checkQuery(table, { where });
      const part = filter(where);
      return { text: part.text(), values: part.values };
    },
    write: writeTexts(dialect, table),
    valuesOf: (row) =>
      table.columns.map(({ name, kind }) => dialect.encode(kind, row[name] ?? null)),
  };
}

interface Filter {
  readonly shape: string;
  readonly values: readonly unknown[];
  readonly text: () => string;
}

function filterOf(dialect: Dialect, table: KnownTable, where: readonly Condition[]): Filter {
  const values: unknown[] = [];
  const parts: (() => string)[] = [];
  let shape = '';
  for (const each of where) {
    const condition = withoutList(each);
    const { column } = condition;
    const name = quoted(column);
    if ('is' in condition && condition.is === null) {
      shape += `|0${column}`;
      parts.push(() => `${name} IS NULL`);
      continue;
    }
    const kind = searchableKind(table, column);
    const at = values.length + 1;
    if ('in' in condition) {
      const given = condition.in.filter((value) => value !== null);
      const orNull = given.length < condition.in.length;
      shape += `|${orNull ? 'o' : 'i'}${column}`;
      values.push(dialect.encodeList(given.map((value) => dialect.encode(kind, value))));
      parts.push(() => {
        const among = dialect.isAmong(name, dialect.parameter(at), kind);
        return orNull ? `(${among} OR ${name} IS NULL)` : among;
      });
      continue;
    }
    const [operator, value] =
      'is' in condition
        ? (['=', condition.is] as const)
        : 'isNot' in condition
          ? (['<>', condition.isNot] as const)
          : 'above' in condition
            ? (['>', condition.above] as const)
            : (['<=', condition.upTo] as const);
    shape += `|${operator}${column}`;
    values.push(dialect.encode(kind, value));
    parts.push(() => `${name} ${operator} ${dialect.parameter(at)}`);
  }
  return {
    shape,
    values,
    text: () => (parts.length === 0 ? '' : ` WHERE ${parts.map((part) => part()).join(' AND ')}`),
  };
}

/** A list of one value is that value: no list need be gathered. */
function withoutList(condition: Condition): Condition {
  if (!('in' in condition)) return condition;
  const [only, second] = condition.in;
  if (only === undefined || only === null || second !== undefined) return condition;
  return { column: condition.column, is: only };
}

function orderText(dialect: Dialect, order: NonNullable<Select['order']>): string {
  if (order.length === 0) return '';
  const terms = order.map(
    ({ column, descending }) =>
      `${quoted(column)} ${descending === true ? dialect.descending : dialect.ascending}`,
  );
  return ` ORDER BY ${terms.join(', ')}`;
}

function writeTexts(dialect: Dialect, table: KnownTable): WriteTexts {
  const names = table.columns.map((column) => column.name);
  const inIndexes = new Set([...table.unique.flat(), ...table.indexes.flat()]);
  if (table.unique.length > 0 && table.hasTombstones) inIndexes.add('deleted_at');
  const others = names.filter((name) => !table.key.includes(name));
  const indexed = others.filter((name) => inIndexes.has(name));
  const updated = others.filter((name) => !inIndexes.has(name));
  const insert = `INSERT INTO ${quoted(table.name)} (${quotedList(names)}) VALUES (${names.map((_, i) => dialect.parameter(i + 1)).join(', ')})`;
  const set = others.map((name) => `${quoted(name)} = excluded.${quoted(name)}`).join(', ');
  const keyFrom = (first: number): string =>
    table.key.map((name, i) => `${quoted(name)} = ${dialect.parameter(first + i)}`).join(' AND ');
  const changed = updated
    .map((name, i) => `${quoted(name)} = ${dialect.parameter(i + 1)}`)
    .join(', ');
  const onConflict = `${insert} ON CONFLICT (${quotedList(table.key)})`;
  return {
    insert: `${onConflict} DO NOTHING`,
    replace: `${onConflict} ${set === '' ? 'DO NOTHING' : `DO UPDATE SET ${set}`}`,
    indexed,
    readIndexed:
      indexed.length === 0
        ? undefined
        : `SELECT ${quotedList(indexed)} FROM ${quoted(table.name)} WHERE ${keyFrom(1)}`,
    updated,
    update:
      updated.length === 0
        ? undefined
        : `UPDATE ${quoted(table.name)} SET ${changed} WHERE ${keyFrom(updated.length + 1)}`,
  };
}
