import type { Column, Row, Table, Value } from '#dictionary';

/** A sound value for a column; `mark` tells texts of different rows apart. */
export function sampleValue({ kind, values, min }: Column, mark: string): Value {
  switch (kind) {
    case 'text':
      return mark;
    case 'choice':
      return values?.[0] ?? null;
    case 'decimal':
    case 'integer': {
      const least = Math.max(min ?? 1, 1);
      return kind === 'integer' ? least : String(least);
    }
    case 'boolean':
      return false;
    case 'day':
      return '2026-01-31';
    case 'moment':
      return '2026-01-31T08:00:00.000Z';
    case 'json':
      return { mark };
    case 'id':
    case 'ref':
      return null;
  }
}

/** The row with one column changed: if it can be, one that is no part of what makes it unique; undefined if none can. */
export function changedRow(table: Table, row: Row, mark: string): Row | undefined {
  const unique = new Set(table.unique.flat());
  const open = Object.entries(table.columns).filter(
    ([, { fixed, assigned, secret, kind }]) =>
      fixed !== true && assigned !== true && secret !== true && kind !== 'ref',
  );
  const free = open.filter(([name]) => !unique.has(name) && name !== 'status');
  const [name, column] = free.find(([, { kind }]) => kind === 'text') ?? free[0] ?? open[0] ?? [];
  if (name === undefined || column === undefined) return undefined;
  return { ...row, [name]: otherValue(column, row[name] ?? null, mark) };
}

function otherValue(column: Column, value: Value, mark: string): Value {
  if (column.kind === 'boolean' || typeof value === 'boolean') return value !== true;
  if (column.kind === 'choice') return column.values?.find((each) => each !== value) ?? value;
  if (column.kind === 'decimal') return String(Number(value ?? 0) + 1);
  if (column.kind === 'integer' || typeof value === 'number') return Number(value ?? 0) + 1;
  if (column.kind === 'day') return OTHER_DAYS.find((each) => each !== value) ?? null;
  if (column.kind === 'moment')
    return OTHER_DAYS.map((each) => `${each}T08:00:00.000Z`).find((each) => each !== value) ?? null;
  if (column.kind === 'text') return `${mark} ${value ?? ''}`.slice(0, column.max);
  return sampleValue(column, mark);
}

const OTHER_DAYS = ['2026-02-01', '2026-02-02'];
