import type { Unit } from '#engine/ports';
import type { Parts } from '../parts.ts';
import { idOf } from './change.ts';
import type { Located } from './roots.ts';

/** The rows that are edited and sent with these: one level down. */
export async function childrenOf(
  parts: Parts,
  unit: Unit,
  rows: readonly Located[],
): Promise<readonly Located[]> {
  const idsByTable = new Map<string, string[]>();
  for (const { table, row } of rows)
    idsByTable.set(table, [...(idsByTable.get(table) ?? []), idOf(row)]);
  const children: Located[] = [];
  for (const [table, ids] of idsByTable) {
    for (const child of parts.dictionary.childrenOf(table)) {
      if (child.sync.kind !== 'with-parent') continue;
      const found = await unit.select({
        table: child.name,
        where: [{ column: child.sync.parent, in: ids }],
      });
      children.push(...found.map((row) => ({ table: child.name, row })));
    }
  }
  return children;
}
