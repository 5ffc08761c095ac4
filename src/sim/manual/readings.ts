import type { Row } from '#dictionary';
import { type Content, contentOf } from '../law/content.ts';
import { type PolicyRow, typeOf } from '../law/data-types.ts';
import { exampleOf } from '../law/matrix-country.ts';
import { examplesOf } from './manual-examples.ts';
import type { Told } from './read-manual.ts';
import { readingCountry, type Said } from './reading-country.ts';

/** A row in a country, for which the manual is read. */
export interface Reading {
  readonly content: Content;
  readonly row: Row;
}

/** Each example of the table, as one of those that this place of the manual is about. */
export function readingsOf(
  { table, where }: Pick<Told, 'table' | 'where'>,
  policy: PolicyRow,
  said: Said,
): readonly Reading[] {
  const country = readingCountry(policy, said);
  const about = (row: Row): Row => ({ ...row, ...(where && valueIn(where)) });
  return chainsOf(policy, table, where?.value).map(([root, ...lines]) => {
    const tables: Record<string, readonly Row[]> = { ...country };
    let row = about(root.row);
    for (const line of lines) {
      const header = line.headerTable;
      tables[header] = [{ ...row, id: `held-${header}` }];
      row = line.row;
    }
    return { content: contentOf(tables), row };
  });
}

interface Line {
  readonly row: Row;
  readonly headerTable: string;
}
type Chain = readonly [root: { readonly row: Row }, ...lines: Line[]];

/** An example with the rows above it, from the top: each that decides, with the lines that go with it. */
function chainsOf(policy: PolicyRow, table: string, kind?: string): readonly Chain[] {
  const type = typeOf(table);
  if (type.code !== 'W') return examplesOf(policy, table, kind).map((row): Chain => [{ row }]);
  const line: Line = { row: exampleOf(policy, table), headerTable: type.parent };
  return chainsOf(policy, type.parent).map((chain): Chain => [...chain, line]);
}

/** The value of a column as the manual writes it. */
function valueIn({ column, value }: NonNullable<Told['where']>): Row {
  if (value === 'blank') return { [column]: null };
  if (value === 'given') return { [column]: '2026-01-31T08:00:00.000Z' };
  if (value === 'true' || value === 'false') return { [column]: value === 'true' };
  return { [column]: value };
}
