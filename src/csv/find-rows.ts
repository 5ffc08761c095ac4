import { isRowId, must, textFault } from '#base';
import { type Dictionary, referencesOf, type Table } from '#dictionary';
import { findableColumns, type Source } from './match-headers.ts';
import type { CellRead } from './read-cell.ts';

/**
 * Asks the site for rows by the text in one of their columns (or by `id`): for each value that occurs, the ids of
 * the rows that are not deleted. Values that occur nowhere are missing from the map.
 */
export type FindRows = (query: {
  readonly table: string;
  readonly column: string;
  readonly values: readonly string[];
}) => Promise<IdsByText>;

export type IdsByText = ReadonlyMap<string, readonly string[]>;

/** What a text names in another table: the row's id, or why it names none. */
export type Named =
  | { readonly id: string; readonly reason?: undefined }
  | { readonly reason: string };

export interface ReferenceQuery {
  readonly dictionary: Dictionary;
  readonly find: FindRows;
  readonly table: Table;
  readonly source: Pick<Source, 'column' | 'foundBy'>;
  readonly texts: Iterable<string>;
}

/**
 * The rows that the texts of a reference column name: by id, or by the first column in which people look for rows
 * of that table (its unique code, its name) that knows the text.
 */
export async function namedRows({
  dictionary,
  find,
  table,
  source,
  texts,
}: ReferenceQuery): Promise<ReadonlyMap<string, Named>> {
  const reference = must(
    referencesOf(table).find((each) => each.column === source.column),
    `${table.name}.${source.column} is a reference`,
  );
  const other = must(
    dictionary.table(reference.table),
    `${reference.table} is a table of the dictionary`,
  );
  const columns = source.foundBy === undefined ? findableColumns(other) : [source.foundBy];
  const named = new Map<string, Named>();
  const unknown = new Set<string>();
  for (const text of texts) {
    if (isRowId(text.toLowerCase())) named.set(text, { id: text.toLowerCase() });
    else unknown.add(text);
  }
  for (const column of columns) {
    if (unknown.size === 0) break;
    const max = other.columns[column]?.max ?? Number.MAX_SAFE_INTEGER;
    const values = [...unknown].filter((text) => textFault(text, max) === undefined);
    if (values.length === 0) continue;
    for (const [text, ids] of await find({ table: other.name, column, values })) {
      const [id] = ids;
      if (id === undefined) continue;
      named.set(
        text,
        ids.length === 1
          ? { id }
          : { reason: `fits ${ids.length} rows of ${other.name} with the ${column} "${text}"` },
      );
      unknown.delete(text);
    }
  }
  const looked = columns.length === 0 ? 'id' : columns.join(' or ');
  for (const text of unknown)
    named.set(text, { reason: `fits no row of ${other.name}: none has the ${looked} "${text}"` });
  return named;
}

/** What the cell of a reference says, once its text was looked for. */
export function referenceRead(named: Named | undefined): CellRead {
  const found = must(named, 'each text of a reference was looked for');
  return found.reason === undefined ? { value: found.id } : { reason: found.reason };
}
