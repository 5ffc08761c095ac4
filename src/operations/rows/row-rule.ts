import { ok, type Result, type RowId } from '#base';
import type { EditOf, Row, RowOf, Table } from '#dictionary';
import type { Work } from '#engine';
import { refuseReferenced } from './refuse-referenced.ts';

/** What a person asks of one row, its columns already read and spelled (`readEdit`). */
export interface AskedEdit {
  readonly id: RowId;
  /** The row as it is; undefined for a new one. */
  readonly before: Row | undefined;
  readonly edit: Row | 'delete';
}

/** What a person may do to single rows of a table, beyond the checks of the gate. */
export interface RowRule {
  readonly table: string;
  /**
   * The edit as it will be put, completed with what follows from it (numbers, names, prices), or the refusal.
   * It may write, in the same work, what belongs to the edit: the count in the header, the other half of a
   * visibility, the lines of a deleted document. The row itself is put or removed by the caller afterwards;
   * of a deletion the value means nothing.
   */
  readonly check: (work: Work, asked: AskedEdit) => Promise<Result<Row>>;
}

/** How a table answers; what is left out is allowed, but a row that others point to is never deleted. */
export interface RowActs<T extends Table> {
  readonly create?: (
    work: Work,
    asked: { readonly id: RowId; readonly edit: EditOf<T> },
  ) => Promise<Result<EditOf<T>>>;
  readonly change?: (
    work: Work,
    asked: { readonly before: RowOf<T>; readonly edit: EditOf<T> },
  ) => Promise<Result<EditOf<T>>>;
  readonly remove?: (work: Work, asked: { readonly before: RowOf<T> }) => Promise<Result<void>>;
}

export function rowRule<T extends Table>(table: T, acts: RowActs<T>): RowRule {
  return {
    table: table.name,
    async check(work, { id, before, edit }) {
      if (edit === 'delete') {
        if (before === undefined) return ok({});
        const removed = await (acts.remove?.(work, { before: before as RowOf<T> }) ??
          refuseReferenced(work, { table, id }));
        return removed.ok ? ok({}) : removed;
      }
      const typed = edit as EditOf<T>;
      const checked = await (before === undefined
        ? acts.create?.(work, { id, edit: typed })
        : acts.change?.(work, { before: before as RowOf<T>, edit: typed }));
      return (checked ?? ok(edit)) as Result<Row>;
    },
  };
}

/** The columns that an edit really changes. */
export function changedColumns(before: Row, edit: Row): readonly string[] {
  return Object.keys(edit).filter(
    (column) => JSON.stringify(edit[column]) !== JSON.stringify(before[column]),
  );
}
