// Asks real sites every cell of the law's matrix, and returns those where they answer otherwise.
import { must } from '#base';
import type { Place } from '#country';
import { type Row, ruleOfRow, type Table } from '#dictionary';
import { nameInPolicy, typeOf } from '../law/data-types.ts';
import type { Cell, Role } from '../law/matrix.ts';
import type { Operation } from '../law/may-edit.ts';
import { whoIsNamed } from './editor-named.ts';
import { type Forged, forgerAt, keptBy } from './forged-push.ts';
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
import type { MatrixWorld } from './matrix-world.ts';
import type { Sample, SampleRows } from './sample-rows.ts';
import { changedRow } from './sample-value.ts';

export interface Asking {
  readonly world: MatrixWorld;
  readonly rows: SampleRows;
  readonly cells: readonly Cell[];
  readonly readFile: ReadFile;
}

/** A cell that is answered otherwise than the law says, in words for whoever reads the failing test. */
export type Difference = string;

const VARIANT: Readonly<Record<Operation, string>> = {
  create: 'created',
  import: 'imported',
  edit: 'held',
  delete: 'doomed',
  'push-new': 'pushed',
  'push-edit': 'held',
};

/** Of a sample that is made when the sites sync no more. */
export const UNSENT = 'unsent';

export function sampleOf({ policy, table, role, operation }: Cell): Sample {
  const isLocal = typeOf(table).code === 'L';
  // Row 35: what central has received is of row 29 from then on.
  const isUnsent = policy.row === 35 && operation === 'edit';
  const variant = isUnsent ? UNSENT : VARIANT[operation];
  return { policy, table, variant, ...(isLocal && { at: role }) };
}

/** What each role pushes; afterwards the sites never sync again. */
export async function askPushes(asking: Asking): Promise<readonly Difference[]> {
  const { world, rows, cells } = asking;
  const pushes = cells.filter(({ operation }) => operation.startsWith('push-'));
  const named = whoIsNamed(world, cells);
  const differences: Difference[] = [];
  for (const role of new Set(pushes.map((cell) => cell.role))) {
    // Central is pushed to.
    if (role === 'central') continue;
    const place = world.placeOf(role);
    const push = await forgerAt(world.country, place);
    const own = pushes.filter((cell) => cell.role === role);
    const forged: Forged[] = [];
    for (const cell of own) forged.push(await forgedRow(asking, cell, place));
    const answers = await push(forged);
    own.forEach((cell, i) => {
      const said = answers[i];
      if (cell.allowed !== (said === undefined)) differences.push(difference(cell, said));
      else if (said !== undefined && !named(cell, said)) differences.push(unnamed(cell, said));
    });
  }
  return differences;
}

async function forgedRow({ world, rows }: Asking, cell: Cell, place: Place): Promise<Forged> {
  const { table, id: known, columns } = askedRow(rows, sampleOf(cell));
  const { siteId } = place.site;
  // Where several sites may make such rows, each makes its own.
  const id = cell.operation === 'push-new' ? world.country.id() : known;
  const here =
    cell.operation === 'push-new'
      ? undefined
      : await rowAt(world.country.central, table, id);
  const row = { ...columns, ...here, ...asOfPolicy(table, columns), id };
  const pushed = here === undefined ? row : (changedRow(table, row, 'pushed') ?? row);
  const belongsTo = table.sync.kind === 'with-parent' ? table.sync.parent : 'store_id';
  return {
    table: table.name,
    row: { ...pushed, ...keptBy(siteId, here) },
    touches: [id, row[belongsTo] ?? id],
  };
}

/** The column that says which row of the policy speaks of the row, as the sender has it. */
function asOfPolicy({ sync }: Table, columns: Row): Row {
  return sync.kind === 'by-column' ? { [sync.column]: columns[sync.column] ?? null } : {};
}

/** What each role does at its own site. */
export async function askLocally(asking: Asking): Promise<readonly Difference[]> {
  const { world, cells } = asking;
  const named = whoIsNamed(world, cells);
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

async function answerOf({ world, rows, readFile, cells }: Asking, cell: Cell): Promise<Answer> {
  const { operation, role } = cell;
  const place = world.placeOf(role);
  const sample = askedRow(rows, sampleOf(cell));
  const edited = operation === 'edit' ? await editedColumns(place, sample) : sample.columns;
  if (edited === undefined) return { kind: 'nothing-to-edit' };
  const asked = { ...sample, columns: edited };
  const [byHand, byOperation] = waysOf(operation, { place, asked, readFile });
  let refusal = await (operation === 'delete' || isSaidByHand(asked) ? byHand() : byOperation());
  if (isOfTheWay(refusal) && isDoneSomewhere(cells, cell)) refusal = await byOperation();
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

/** Whether any role may: else a refusal of the way is one of the place as well. */
function isDoneSomewhere(cells: readonly Cell[], cell: Cell): boolean {
  return cells.some(
    ({ policy, table, operation, allowed }) =>
      allowed &&
      policy === cell.policy &&
      nameInPolicy(table) === nameInPolicy(cell.table) &&
      operation === cell.operation,
  );
}

/** The row as it stands here, with one column changed; undefined where there is none that can be. */
async function editedColumns(place: Place, { table, id, columns }: AskedRow): Promise<Row | undefined> {
  const here = await rowAt(place, table, id);
  const known = Object.keys(columns).map((column) => [column, (here ?? columns)[column] ?? null]);
  return changedRow(table, Object.fromEntries(known), 'edited');
}

function rowAt({ database }: Place, table: Table, id: string): Promise<Row | undefined> {
  return database.read(async (view) => (await view.get(table.name, [id])).get(id));
}

/** A site that makes a row may make it one of another row of the policy: its own visibility row, its own order. */
async function isAsAsked(place: Place, { table, id, columns }: AskedRow): Promise<boolean> {
  const row = await rowAt(place, table, id);
  return ruleOfRow(table, must<Row>(row, 'it was written')) === ruleOfRow(table, columns);
}

function difference(cell: Cell, refusal: string | undefined): Difference {
  const found = refusal === undefined ? 'done' : `refused: ${refusal}`;
  return `${inWords(cell)}: ${cell.allowed ? 'allowed' : 'not allowed'}, but ${found}`;
}

function unnamed(cell: Cell, refusal: string): Difference {
  return `${inWords(cell)}: does not say where it is edited: ${refusal}`;
}

function inWords({ policy, table, topology, role, operation }: Cell): string {
  return `row ${policy.row} ${topology}: ${operation} ${table} at ${role satisfies Role}`;
}
