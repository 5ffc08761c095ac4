import { compare, isNegative, must, negate, object, ok, refused, ZERO } from '#base';
import { invoice, invoiceLine, item, stockLine } from '#dictionary';
import { finalise } from '../invoices/finalise-invoice.ts';
import { nextNumber, sequenceOf } from '../numbers/next-number.ts';
import { operation } from '../operation.ts';
import { notFound, nothingToAdjust } from '../refusals.ts';
import { decimalInput, idInput } from '../shapes.ts';

export const adjustStock = operation({
  name: 'adjust-stock',
  title:
    'Add packs to a stock line, or (below 0) take them away, with a finalised inventory document',
  input: object({ stock_line_id: idInput(), packs: decimalInput(), reason_option_id: idInput() }, [
    'reason_option_id',
  ]),
  async need(work, input) {
    const line = await work.get(stockLine, input.stock_line_id);
    if (line === undefined)
      return refused(notFound({ table: 'stock_line', id: input.stock_line_id }));
    return ok({ permission: 'adjust_stock', store: line.store_id });
  },
  async run(work, input) {
    const line = must(
      await work.get(stockLine, input.stock_line_id),
      'the stock line was there when its permission was asked',
    );
    if (compare(input.packs, ZERO) === 0)
      return refused(nothingToAdjust({ stock_line_id: line.id }));
    const type = isNegative(input.packs) ? 'inventory_reduction' : 'inventory_addition';
    const invoiceId = work.newId();
    await work.put(invoice, invoiceId, {
      store_id: line.store_id,
      type,
      line_count: 1,
      entered_at: work.now,
      user_id: work.person?.user_id ?? null,
    });
    await work.put(invoice, invoiceId, {
      serial: await nextNumber(work, { store: line.store_id, kind: sequenceOf(type) }),
    });
    await work.put(invoiceLine, work.newId(), {
      invoice_id: invoiceId,
      line_number: 1,
      type: type === 'inventory_addition' ? 'stock_in' : 'stock_out',
      item_id: line.item_id,
      item_name: must(await work.get(item, line.item_id), 'the item of a stock line is here').name,
      stock_line_id: line.id,
      location_id: line.location_id,
      batch: line.batch,
      expiry_date: line.expiry_date,
      pack_size: line.pack_size,
      packs: isNegative(input.packs) ? negate(input.packs) : input.packs,
      cost_price: line.cost_price,
      sell_price: line.sell_price,
      reason_option_id: input.reason_option_id ?? null,
    });
    const document = must(await work.get(invoice, invoiceId), 'the document was just written');
    const finalised = await finalise(work, document);
    return finalised.ok ? ok({ invoice_id: invoiceId }) : finalised;
  },
});
