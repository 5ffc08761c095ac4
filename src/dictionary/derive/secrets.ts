// What is kept secret stays in the database in which it was entered (E6).
import { allColumns, type Row, type Table } from '../model/table.ts';

const secretsByTable = new WeakMap<Table, readonly string[]>();

function secretsOf(table: Table): readonly string[] {
  const known = secretsByTable.get(table);
  if (known !== undefined) return known;
  const made = Object.entries(allColumns(table)).flatMap(([name, { secret }]) =>
    secret === true ? [name] : [],
  );
  secretsByTable.set(table, made);
  return made;
}

/** The row as it is shown, sent and exported: without its secrets. */
export function withoutSecrets(table: Table, row: Row): Row {
  const secrets = secretsOf(table);
  if (secrets.length === 0) return row;
  return Object.fromEntries(Object.entries(row).filter(([column]) => !secrets.includes(column)));
}

/** A row that came from elsewhere, with the secrets of the one that is here; none where there is none. */
export function withSecretsOf(table: Table, here: Row | undefined, row: Row): Row {
  const secrets = secretsOf(table);
  if (secrets.length === 0) return row;
  const kept = secrets.map((column) => [column, here?.[column] ?? null] as const);
  return { ...row, ...Object.fromEntries(kept) };
}
