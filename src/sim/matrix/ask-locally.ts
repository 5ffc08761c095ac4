// Asks the sites themselves: as a person by hand or with a file, and where nobody does that, as an operation.
import { must } from '#base';
import type { Place } from '#country';
import { type Row, ruleOfRow } from '#dictionary';
import type { Cell } from '../law/matrix.ts';
import type { Operation } from '../law/may-edit.ts';
import { type Asking, rowAt } from './asking.ts';
import { sampleOf } from './cell-sample.ts';
import { type Difference, difference, unnamed } from './difference.ts';
import { whoIsNamed } from './editor-named.ts';
import {
  type AskedRow,
  importFile,
  isOfTheWay,
  put,
  putByOperation,
  type ReadFile,
  type Refused,
  remove,
  removeByOperation,
} from './local-work.ts';
import { askedRow } from './make-samples.ts';
import { changedRow } from './sample-value.ts';

/** What each role does at its own site. */
export async function askLocally(asking: Asking): Promise<readonly Difference[]> {
  const { world, cells, editors } = asking;
  const named = whoIsNamed(world, editors);
  const differences: Difference[] = [];
  for (const cell of cells) {
    if (cell.operation.startsWith('push-')) continue;
    const found = await answerOf(asking, cell);
    if (found.kind === 'nothing-to-edit') continue;
    if (cell.allowed) {
      if (found.kind !== 'done') differences.push(difference(cell, said(found)));
    } else if (found.kind === 'done') differences.push(difference(cell, undefined));
    else if (found.kind === 'refused' && !named(cell, found.said))
      differences.push(unnamed(cell, found.said));
  }
  return differences;
}

type Answer =
  | { readonly kind: 'done' | 'made-as-another-kind' | 'nothing-to-edit' }
  | { readonly kind: 'refused'; readonly said: string };

function said(answer: Answer): string {
  return answer.kind === 'refused' ? answer.said : answer.kind;
}

async function answerOf({ world, rows, readFile, editors }: Asking, cell: Cell): Promise<Answer> {
  const { operation, role } = cell;
  const place = world.placeOf(role);
  const sample = askedRow(rows, sampleOf(cell));
  const edited = operation === 'edit' ? await editedColumns(place, sample) : sample.columns;
  if (edited === undefined) return { kind: 'nothing-to-edit' };
  const asked = { ...sample, columns: edited };
  const [byHand, byOperation] = waysOf(operation, { place, asked, readFile });
  let refusal = await (operation === 'delete' || isSaidByHand(asked) ? byHand() : byOperation());
  // Where nobody may, the way and the place are one.
  if (isOfTheWay(refusal) && editors(cell, operation).length > 0) refusal = await byOperation();
  if (refusal !== undefined)
    return { kind: 'refused', said: `${refusal.message} ${refusal.next ?? ''}` };
  if (operation === 'delete') return { kind: 'done' };
  return (await isAsAsked(place, asked)) ? { kind: 'done' } : { kind: 'made-as-another-kind' };
}

function waysOf(
  operation: Operation,
  given: { readonly place: Place; readonly asked: AskedRow; readonly readFile: ReadFile },
): readonly [() => Promise<Refused>, () => Promise<Refused>] {
  const { place, asked, readFile } = given;
  if (operation === 'delete')
    return [() => remove(place, asked), () => removeByOperation(place, asked)];
  const byHand =
    operation === 'import' ? () => importFile(place, asked, readFile) : () => put(place, asked);
  return [byHand, () => putByOperation(place, asked)];
}

/** Whether a person can say which row of the policy the row is of; of visibility that is established only a site can. */
function isSaidByHand({ table: { sync }, columns }: AskedRow): boolean {
  return sync.kind !== 'by-column' || sync.stamped !== true || columns[sync.column] === null;
}

/** The row as it stands here, with one column changed; undefined where there is none that can be. */
async function editedColumns(
  place: Place,
  { table, id, columns }: AskedRow,
): Promise<Row | undefined> {
  const here = await rowAt(place, table, id);
  const known = Object.keys(columns).map((column) => [column, (here ?? columns)[column] ?? null]);
  return changedRow(table, Object.fromEntries(known), 'edited');
}

/** A site that makes a row may make it one of another row of the policy: its own visibility row, its own order. */
async function isAsAsked(place: Place, { table, id, columns }: AskedRow): Promise<boolean> {
  const row = await rowAt(place, table, id);
  return ruleOfRow(table, must<Row>(row, 'it was written')) === ruleOfRow(table, columns);
}
