import { type Dictionary, type Row, withSecretsOf } from '#dictionary';

/** A row as it was and as it becomes; a deletion is a row with `deleted_at`. */
export interface Change {
  readonly table: string;
  readonly before: Row | undefined;
  readonly after: Row;
  /** Its writer must be told what it reads now: what it names was merged meanwhile, or central had written the same. */
  readonly turned?: true;
}

export function idOf(row: Row): string {
  return row['id'] as string;
}

/** A row that came from elsewhere comes without its secrets: those that are here stay. */
export function withOwnSecrets(
  { dictionary }: { readonly dictionary: Dictionary },
  change: Change,
): Change {
  const table = dictionary.table(change.table);
  if (table === undefined) return change;
  return { ...change, after: withSecretsOf(table, change.before, change.after) };
}
