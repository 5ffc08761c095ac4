import { ok, type Result, type RowId, refused } from '#base';
import { type EditOf, item, prescriptionLine, type RowOf, repeat, stockLine } from '#dictionary';
import type { Work } from '#engine';
import { quantityInexact, rowFaulty } from '../refusals.ts';
import { unitsOf } from '../stock/units.ts';
import type { Prescription, PrescriptionLine } from './read-prescription.ts';

type Edit = EditOf<typeof prescriptionLine>;

interface LineEdit {
  readonly id: RowId;
  readonly header: Prescription;
  readonly before: PrescriptionLine | undefined;
  readonly edit: Edit;
}

/** The edit of a line with all that follows from its item, its stock line and its prescription. */
export async function completePrescriptionLine(work: Work, line: LineEdit): Promise<Result<Edit>> {
  const { id, header, before, edit } = line;
  const fault = (column: string, reason: string) =>
    refused(rowFaulty({ faults: [{ table: prescriptionLine.name, id, column, reason }] }));
  const { stock_line_id = before?.stock_line_id ?? null } = edit;
  const stock = stock_line_id === null ? undefined : await work.get(stockLine, stock_line_id);
  if (stock_line_id !== null && stock?.store_id !== header.store_id)
    return fault('stock_line_id', 'is no stock of this store');
  const itemId = edit.item_id ?? stock?.item_id ?? before?.item_id;
  if (itemId === undefined) return fault('item_id', 'must have a value');
  const theItem = await work.get(item, itemId);
  if (theItem === undefined) return fault('item_id', 'is no item that is known here');
  if (stock !== undefined && stock.item_id !== itemId)
    return fault('stock_line_id', 'is stock of another item');

  const isNewStock = stock !== undefined && stock.id !== before?.stock_line_id;
  const completed: Edit = {
    ...(itemId !== before?.item_id && { item_name: theItem.name }),
    ...(isNewStock && ofStock(stock)),
    ...edit,
    item_id: itemId,
  };
  if (stock !== undefined) {
    const { pack_size = before?.pack_size, packs = before?.packs } = completed;
    if (pack_size !== stock.pack_size)
      return fault('pack_size', `must be ${stock.pack_size}, as the stock is packed`);
    if (packs !== undefined && unitsOf(packs, stock.pack_size) === undefined)
      return refused(quantityInexact({ packs, pack_size: stock.pack_size }));
  }
  const repeatId = completed.repeat_id ?? before?.repeat_id ?? null;
  const repeated = repeatId === null ? undefined : await work.get(repeat, repeatId);
  if (repeatId !== null && !fits(repeated, { patient: header.patient_id, item: itemId }))
    return fault('repeat_id', 'is no repeat of this item for this patient that is known here');
  return ok(completed);
}

/** What a line takes over from the stock line chosen for it. */
export function ofStock({
  id,
  batch,
  expiry_date,
  pack_size,
  sell_price,
}: RowOf<typeof stockLine>) {
  return { stock_line_id: id, batch, expiry_date, pack_size, sell_price };
}

function fits(
  repeated: RowOf<typeof repeat> | undefined,
  of: { readonly patient: RowId; readonly item: RowId },
): boolean {
  return repeated?.patient_id === of.patient && repeated.item_id === of.item;
}
