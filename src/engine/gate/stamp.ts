// A row that is its maker's until central has received it, and another's from then on: central stamps it with the moment,
// and so puts it under its other rule.
import { momentOf } from '#base';
import type { Row } from '#dictionary';
import type { Unit } from '#engine/ports';
import type { Parts } from '../parts.ts';
import type { Change } from './change.ts';

/** What central wrote itself it has received with that: the changes with their stamps, which are written. */
export async function stampOwn(
  parts: Parts,
  unit: Unit,
  changes: readonly Change[],
): Promise<readonly Change[]> {
  if (!parts.isCentral) return changes;
  const kept = stamped(parts, changes);
  const anew = kept.filter((change, i) => change !== changes[i]);
  for (const { table, after } of anew) await unit.put(table, [after]);
  return kept;
}

/** The changes as central keeps them: what came without its stamp has it now. */
export function stamped(parts: Parts, changes: readonly Change[]): readonly Change[] {
  if (parts.faults.has('row-not-stamped')) return changes;
  return changes.map((change) => {
    const column = stampColumn(parts, change.table);
    if (column === undefined || change.after[column] !== null) return change;
    const { before, after } = change;
    const now = momentOf(parts.clock);
    const version = Math.max(Number(before?.['row_version'] ?? 0), Number(after['row_version']));
    return {
      ...change,
      after: {
        ...after,
        [column]: (parts.faults.has('stamped-again') ? null : before?.[column]) ?? now,
        updated_at: now,
        row_version: version + 1,
        origin_site_id: parts.country.topology.self,
      },
    };
  });
}

/**
 * The row as its sender knew it: while it has not heard of the stamp, it goes on as if there were none. Nothing else
 * has changed since where its version is as high as the one here.
 */
export function asSenderKnew(parts: Parts, { table, before, after }: Change): Row | undefined {
  const column = stampColumn(parts, table);
  if (before === undefined || column === undefined || after[column] !== null) return before;
  if (parts.faults.has('stamp-unheard-of')) return before;
  const untouched =
    before['origin_site_id'] === parts.country.topology.self &&
    Number(before['row_version']) <= Number(after['row_version']);
  return untouched ? { ...before, [column]: null } : before;
}

/** The row as central will have received it: whose it is then is asked before it is heard of. */
export function asReceived(parts: Parts, table: string, row: Row): Row {
  const column = stampColumn(parts, table);
  return column === undefined || row[column] !== null
    ? row
    : { ...row, [column]: row['updated_at'] ?? null };
}

function stampColumn({ dictionary }: Parts, table: string): string | undefined {
  const sync = dictionary.table(table)?.sync;
  return sync?.kind === 'by-column' && sync.stamped === true ? sync.column : undefined;
}
