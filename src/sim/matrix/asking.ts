import type { Place } from '#country';
import type { Row, Table } from '#dictionary';
import { nameInPolicy } from '../law/data-types.ts';
import type { Cell, Role } from '../law/matrix.ts';
import type { Operation } from '../law/may-edit.ts';
import type { ReadFile } from './local-work.ts';
import type { MatrixWorld } from './matrix-world.ts';
import type { SampleRows } from './sample-rows.ts';

/** Who is asked which cells. */
export interface Asking {
  readonly world: MatrixWorld;
  readonly rows: SampleRows;
  readonly cells: readonly Cell[];
  readonly editors: Editors;
  readonly readFile: ReadFile;
}

export function rowAt({ database }: Place, table: Table, id: string): Promise<Row | undefined> {
  return database.read(async (view) => (await view.get(table.name, [id])).get(id));
}

/** The roles that may do this with the row of the cell. */
export type Editors = (cell: Cell, operation: Operation) => readonly Role[];

export function editorsIn(cells: readonly Cell[]): Editors {
  const keyOf = ({ policy, table }: Cell, operation: Operation) =>
    `${policy.row}/${nameInPolicy(table)}/${operation}`;
  const editors = new Map<string, Role[]>();
  for (const cell of cells) {
    if (!cell.allowed) continue;
    const key = keyOf(cell, cell.operation);
    editors.set(key, [...(editors.get(key) ?? []), cell.role]);
  }
  return (cell, operation) => editors.get(keyOf(cell, operation)) ?? [];
}
