import type { Row, Table } from '#dictionary';
import { NotUnique, type Unit } from '#engine/ports';
import type { Parts } from '../parts.ts';
import { type Change, idOf } from './change.ts';
import { writeRows } from './record.ts';

/**
 * Writes rows as central has them. Where one takes over a value that another row here still has (a code that was
 * freed and given again), the other goes: central would not have given it away if that row had not changed since,
 * and its change is on its way behind this one.
 */
export async function writeReceived(
  parts: Parts,
  unit: Unit,
  changes: readonly Change[],
): Promise<void> {
  try {
    await unit.attempt(() => writeRows(unit, changes));
  } catch (thrown) {
    if (!(thrown instanceof NotUnique)) throw thrown;
    for (const change of changes) {
      const table = parts.dictionary.table(change.table);
      if (table !== undefined) await clearTheWay(unit, table, change.after);
      await unit.put(change.table, [change.after]);
    }
  }
}

async function clearTheWay(unit: Unit, table: Table, row: Row): Promise<void> {
  if (row['deleted_at'] !== null) return;
  for (const columns of table.unique) {
    if (columns.some((column) => row[column] === null)) continue;
    const holders = await unit.select({
      table: table.name,
      where: [
        ...columns.map((column) => ({ column, is: row[column] ?? null })),
        { column: 'deleted_at', is: null },
      ],
    });
    const stale = holders.map(idOf).filter((id) => id !== idOf(row));
    if (stale.length > 0) await unit.remove(table.name, [{ column: 'id', in: stale }]);
  }
}
