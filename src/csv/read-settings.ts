import { must, ok, type Result, refused } from '#base';
import { type Dictionary, type Row, readEdit, type Table } from '#dictionary';
import { type FindRows, namedRows, referenceRead } from './find-rows.ts';
import { type CellRead, readCell } from './read-cell.ts';
import { badSetting } from './refusals.ts';

interface Place {
  readonly dictionary: Dictionary;
  readonly table: Table;
  readonly find: FindRows;
}

/** The values that all lines share, read as a cell is; blank empties the column. */
export async function readSettings(
  place: Place,
  set: Readonly<Record<string, string>>,
): Promise<Result<Row>> {
  const given: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(set)) {
    const read = await readSetting(place, column, value.trim());
    if (read.reason !== undefined)
      return refused(badSetting({ column, value, reason: read.reason }));
    given[column] = read.value;
  }
  const read = readEdit(place.table, given);
  if (read.ok) return ok(read.edit);
  const { column, reason } = must(read.faults[0], 'what is not read has a fault');
  return refused(badSetting({ column, value: set[column] ?? '', reason }));
}

async function readSetting(place: Place, column: string, value: string): Promise<CellRead> {
  const declared = place.table.columns[column];
  if (declared === undefined || value === '') return { value: null };
  if (declared.ref === undefined) return readCell(declared, value);
  const named = await namedRows({ ...place, source: { column }, texts: [value] });
  return referenceRead(named.get(value));
}
