// Work that a former site of a store had not sent when the store was given away. A person takes it after all: central
// writes it anew, on top of what has happened since, and the store's site of today gets it with the next sync (D2).
import { add, divide, isNegative, negate, ok, type Result, refused } from '#base';
import {
  invoice,
  invoiceLine,
  item,
  KEPT_COLUMNS,
  numberSequence,
  patient,
  patientStoreJoin,
  prescriber,
  prescriberStoreJoin,
  type Row,
  stockLine,
  stockMovement,
  type Table,
} from '#dictionary';
import type { Work } from '#engine';
import type { Invoice } from '../invoices/invoice-kinds.ts';
import { documentWentOn, notEnoughStock } from '../refusals.ts';
import { fitting } from '../transfers/fitting.ts';

export interface LateWork {
  readonly changes: readonly { readonly table: string; readonly row: Row }[];
  /** What the site that made it is called. */
  readonly madeAt: string;
}

export async function acceptLate(work: Work, late: LateWork): Promise<Result<void>> {
  for (const { table, row } of inOrder(late.changes)) {
    const taken = await take(work, { table, row, madeAt: late.madeAt });
    if (!taken.ok) return taken;
  }
  await countLines(work, late.changes);
  return ok(undefined);
}

/** Totals of stock lines follow from movements, so these come last. */
function inOrder(changes: LateWork['changes']): LateWork['changes'] {
  const isMovement = (table: string) => table === stockMovement.name;
  return [
    ...changes.filter(({ table }) => !isMovement(table)),
    ...changes.filter(({ table }) => isMovement(table)),
  ];
}

interface Late {
  readonly table: string;
  readonly row: Row;
  readonly madeAt: string;
}

async function take(work: Work, late: Late): Promise<Result<void>> {
  const table = work.dictionary.table(late.table);
  // NOTE numbers are given by the store's site of today; those of the former one end here.
  if (table === undefined || table === numberSequence) return ok(undefined);
  const id = String(late.row['id']);
  if (late.row['deleted_at'] !== null) {
    await work.remove(table, id);
    return ok(undefined);
  }
  if (table === invoice) return takeInvoice(work, late);
  if (table === stockMovement) return takeMovement(work, late);
  const here = await work.get(table, id);
  const edit = without(
    late.row,
    here === undefined && table !== stockLine ? [] : (KEPT_HERE.get(table) ?? []),
  );
  await work.put(table, id, edit as never);
  return ok(undefined);
}

/** What late work says nothing about: totals that follow from movements, homes that central has given since. */
const KEPT_HERE: ReadonlyMap<Table, readonly string[]> = new Map<Table, readonly string[]>([
  [stockLine, ['total_packs', 'available_packs']],
  [patient, ['store_id', 'home_epoch']],
  [prescriber, ['store_id', 'home_epoch']],
  [patientStoreJoin, ['established_at']],
  [prescriberStoreJoin, ['established_at']],
]);

const WAY: readonly Invoice['status'][] = [
  'suggested',
  'new',
  'confirmed',
  'finalised',
  'cancelled',
];

async function takeInvoice(work: Work, { row, madeAt }: Late): Promise<Result<void>> {
  const here = await work.get(invoice, String(row['id']));
  const sent = row as unknown as Invoice;
  if (here !== undefined && WAY.indexOf(sent.status) < WAY.indexOf(here.status))
    return refused(documentWentOn({ invoice_id: sent.id, status: here.status }));
  const serial = here?.serial ?? -1;
  const comment =
    serial === sent.serial ? sent.comment : `${sent.comment ?? ''} [${madeAt}: ${sent.serial}]`;
  await work.put(invoice, sent.id, {
    ...(without(row, []) as object),
    serial,
    comment: comment === null ? null : fitting(comment.trim(), 2_000),
  });
  return ok(undefined);
}

async function takeMovement(work: Work, { row }: Late): Promise<Result<void>> {
  const id = String(row['id']);
  if ((await work.get(stockMovement, id)) !== undefined) return ok(undefined);
  const movement = row as unknown as { readonly stock_line_id: string; readonly quantity: never };
  await work.put(stockMovement, id, without(row, []) as never);
  const line = await work.get(stockLine, movement.stock_line_id);
  if (line === undefined) return ok(undefined); // the gate names the reference that points nowhere
  const packs = divide(movement.quantity, line.pack_size);
  const total = add(line.total_packs, packs);
  if (isNegative(total))
    return refused(
      notEnoughStock({
        stock_line_id: line.id,
        item: (await work.get(item, line.item_id))?.name ?? line.item_id,
        batch: line.batch,
        available: line.total_packs,
        wanted: negate(packs),
      }),
    );
  await work.put(stockLine, line.id, { total_packs: total, available_packs: total });
  return ok(undefined);
}

/** A document counts the lines that it has now. */
async function countLines(work: Work, changes: LateWork['changes']): Promise<void> {
  const ids = changes.flatMap(({ table, row }) => {
    if (table === invoice.name) return [String(row['id'])];
    return table === invoiceLine.name ? [String(row['invoice_id'])] : [];
  });
  for (const id of new Set(ids)) {
    if ((await work.get(invoice, id)) === undefined) continue;
    const lines = await work.find(invoiceLine, { where: [{ column: 'invoice_id', is: id }] });
    await work.put(invoice, id, { line_count: lines.length });
  }
}

function without(row: Row, columns: readonly string[]): Row {
  const left = new Set(['id', ...Object.keys(KEPT_COLUMNS), ...columns]);
  return Object.fromEntries(Object.entries(row).filter(([column]) => !left.has(column)));
}
