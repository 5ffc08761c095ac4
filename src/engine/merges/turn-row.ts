import type { Row } from '#dictionary';
import type { Merges } from './known-merges.ts';
import type { MergePlan } from './merge-plan.ts';

export interface Turning {
  readonly plan: MergePlan;
  readonly merges: Merges;
  readonly table: string;
  /** The row as central has it, when it comes from elsewhere. */
  readonly before?: Row | undefined;
}

/** The row as it reads once the merges are known; the very same one when they say nothing about it. */
export function turnRow(turning: Turning, row: Row): Row {
  const { plan, merges, table } = turning;
  const turned: Record<string, Row[string]> = {};
  for (const { column, table: to, unique } of plan.columnsOf(table)) {
    const id = row[column];
    if (typeof id !== 'string') continue;
    const left = unique ? asBefore(turning, column, id) : merges.kept(to, id);
    if (left !== id) turned[column] = left;
  }
  const after = Object.keys(turned).length === 0 ? row : { ...row, ...turned };
  return plan.tables.has(table) ? withStanding(turning, after) : after;
}

/** What may occur once only is central's to turn; a version that does not know of it yet changes nothing back. */
function asBefore({ plan, merges, table, before }: Turning, column: string, id: string): string {
  const here = before?.[column];
  const to = plan.columnsOf(table).find((each) => each.column === column)?.table ?? '';
  return typeof here === 'string' && merges.kept(to, here) === merges.kept(to, id) ? here : id;
}

/**
 * A row that was merged into another is a tombstone that points to it. One that is left after all (merges made apart
 * may close a circle) is none, unless something else deleted it.
 */
function withStanding({ plan, merges, table }: Turning, row: Row): Row {
  const { into } = plan.source;
  const id = String(row['id']);
  const left = merges.left.get(`${table}/${id}`);
  if (left === undefined) return row;
  const together = merges.all.filter(
    (each) => each.table === table && merges.kept(table, each.kept) === left,
  );
  const byMerge = together.some((each) => each.at === row['deleted_at']) && row[into] !== null;
  if (left === id) {
    const deleted_at = byMerge ? null : (row['deleted_at'] ?? null);
    return row[into] === null ? row : { ...row, [into]: null, deleted_at };
  }
  const away = together.filter((each) => each.removed === id);
  const [first] = (away.length > 0 ? away : together).map((each) => each.at).sort();
  const deleted_at = byMerge || row['deleted_at'] === null ? (first ?? null) : row['deleted_at'];
  if (row[into] === left && row['deleted_at'] === deleted_at) return row;
  return { ...row, [into]: left, deleted_at: deleted_at ?? null };
}
