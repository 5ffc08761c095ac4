// Consequences that a processor said no to. They wait for a changed country, for the next change of their row, or
// for a person who tries them again.
import type { Row } from '#dictionary';
import type { Condition, Unit, View } from '#engine/ports';

const REFUSED: Condition = { column: 'code', above: '' };

/** The notes, oldest first; what is said of each is under `code` and `message`. */
export function refusedConsequences(view: View, limit: number): Promise<readonly Row[]> {
  return view.select({
    table: 'unsettled',
    where: [REFUSED],
    order: [{ column: 'number' }],
    limit,
  });
}

export function countRefusedConsequences(view: View): Promise<number> {
  return view.count({ table: 'unsettled', where: [REFUSED] });
}

/** Those of this row are owed again; false when none was refused. */
export async function oweAgain(unit: Unit, rowId: string): Promise<boolean> {
  const notes = await unit.select({
    table: 'unsettled',
    where: [REFUSED, { column: 'row_id', is: rowId }],
  });
  await unit.put(
    'unsettled',
    notes.map((note) => ({ ...note, code: null, message: null })),
  );
  return notes.length > 0;
}

/** What was said of these rows before is out of date: they were looked at once more. */
export async function forgetRefused(unit: Unit, rowIds: readonly string[]): Promise<void> {
  await unit.remove('unsettled', [REFUSED, { column: 'row_id', in: rowIds }]);
}
