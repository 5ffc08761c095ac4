import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, type Decimal, multiply, must, type Result, ZERO } from '#base';
import { type SmallCountry, smallCountry } from '#country';
import type { Row } from '#dictionary';

/** Store B, at work at site two, with what a test needs to know of it. */
async function storeAtWork() {
  const country = await smallCountry();
  const { two: at, b } = country;
  const item = country.id();
  const supplier = country.id();
  const customer = country.id();
  await country.primary.puts('item', item, { code: 'amox', name: 'Amoxicillin 250 mg' });
  await country.primary.puts('name', supplier, { code: 'S', name: 'Supplier', is_supplier: true });
  await country.primary.puts('name', customer, { code: 'W', name: 'Ward', is_customer: true });
  await country.settle();

  const document = async (type: string, lines: readonly Row[]): Promise<string> => {
    const invoice = country.id();
    const partner = type === 'supplier_invoice' ? supplier : customer;
    await at.puts('invoice', invoice, { store_id: b.store, name_id: partner, type });
    for (const line of lines) {
      await at.puts('invoice_line', country.id(), { invoice_id: invoice, item_id: item, ...line });
    }
    return invoice;
  };
  const receive = async (line: Row): Promise<string> => {
    const invoice = await document('supplier_invoice', [line]);
    await at.does('confirm-invoice', { invoice_id: invoice });
    const [written] = await at.rows('invoice_line', { invoice_id: invoice });
    return String(must(written, 'the line is there')['stock_line_id']);
  };
  const asks = (operation: string, input: Row) =>
    at.site.api.operation(at.session, operation, input);
  const asksPut = (table: string, id: string, row: Row) =>
    at.site.api.putRow(at.session, table, id, row);
  return {
    country,
    at,
    store: b.store,
    item,
    supplier,
    customer,
    document,
    receive,
    asks,
    asksPut,
  };
}

async function refusalOf(asked: Promise<Result<unknown>>) {
  const answer = await asked;
  return must(answer.ok ? undefined : answer.refusal, 'it was refused');
}

/** [C4] for every stock line of a store: packs and movements agree, and nothing is below zero. */
async function expectStockToAgree(at: SmallCountry['two'], store: string): Promise<void> {
  for (const line of await at.rows('stock_line', { store_id: store })) {
    const movements = await at.rows('stock_movement', { stock_line_id: String(line['id']) });
    const moved = movements.reduce((sum, each) => add(sum, each['quantity'] as Decimal), ZERO);
    expect(multiply(line['total_packs'] as Decimal, line['pack_size'] as Decimal)).toBe(moved);
    expect(line['available_packs']).toBe(line['total_packs']);
    expect(moved).not.toMatch(/^-/);
  }
}

describe('stock', () => {
  it('[C4] arrives when a supplier invoice is confirmed, one stock line a line', async () => {
    const { at, store, receive, supplier } = await storeAtWork();
    const id = await receive({
      packs: '2.5',
      pack_size: 12,
      cost_price: '18',
      sell_price: '20',
      batch: 'X1',
      expiry_date: '2030-01-31',
    });
    expect(await at.row('stock_line', id)).toMatchObject({
      store_id: store,
      total_packs: '2.5',
      available_packs: '2.5',
      pack_size: '12',
      cost_price: '18',
      sell_price: '20',
      batch: 'X1',
      expiry_date: '2030-01-31',
      name_id: supplier,
    });
    const movements = await at.rows('stock_movement', { stock_line_id: id });
    expect(movements).toMatchObject([
      { quantity: '30', kind: 'receipt', source_table: 'invoice_line' },
    ]);
  });

  it('[C4] leaves when a customer invoice is confirmed, and not before', async () => {
    const { at, receive, document, asks } = await storeAtWork();
    const id = await receive({ packs: '10', pack_size: '12' });
    const invoice = await document('customer_invoice', [{ stock_line_id: id, packs: '3' }]);
    expect(await at.row('stock_line', id)).toMatchObject({
      total_packs: '10',
      available_packs: '10',
    });
    await asks('confirm-invoice', { invoice_id: invoice });
    expect(await at.row('stock_line', id)).toMatchObject({
      total_packs: '7',
      available_packs: '7',
    });
  });

  it('[C4] never goes below zero: the refusal names item, batch, what is there and what was wanted', async () => {
    const { at, receive, document, asks, store } = await storeAtWork();
    const id = await receive({ packs: '10', pack_size: '12', batch: 'X1' });
    const invoice = await document('customer_invoice', [
      { stock_line_id: id, packs: '6' },
      { stock_line_id: id, packs: '5' },
    ]);
    const refusal = await refusalOf(asks('confirm-invoice', { invoice_id: invoice }));
    expect(refusal).toMatchObject({
      code: 'stock.not-enough',
      kind: 'conflict',
      message: 'Not enough stock of Amoxicillin 250 mg, batch X1: 4 packs available, 5 wanted.',
      details: { available: '4', wanted: '5' },
    });
    expect(await at.row('stock_line', id)).toMatchObject({ total_packs: '10' });
    expect(await at.row('invoice', invoice)).toMatchObject({ status: 'new', confirmed_at: null });
    await expectStockToAgree(at, store);
  });

  it('goes back when a confirmed invoice is cancelled, unless it has gone on meanwhile', async () => {
    const { at, receive, document, asks, store } = await storeAtWork();
    const id = await receive({ packs: '10', pack_size: '1' });
    const issued = await document('customer_invoice', [{ stock_line_id: id, packs: '4' }]);
    await at.does('confirm-invoice', { invoice_id: issued });
    const [received] = await at.rows('invoice', { type: 'supplier_invoice' });
    const used = await refusalOf(asks('cancel-invoice', { invoice_id: String(received?.['id']) }));
    expect(used.code).toBe('stock.not-enough');
    await at.does('cancel-invoice', { invoice_id: issued });
    expect(await at.row('invoice', issued)).toMatchObject({ status: 'cancelled', serial: 1 });
    expect(await at.row('stock_line', id)).toMatchObject({ total_packs: '10' });
    await at.does('cancel-invoice', { invoice_id: String(received?.['id']) });
    expect(await at.row('stock_line', id)).toMatchObject({ total_packs: '0' });
    await expectStockToAgree(at, store);
  });

  it('on hold is not issued', async () => {
    const { at, receive, document, asks } = await storeAtWork();
    const id = await receive({ packs: '10', pack_size: '1' });
    await at.puts('stock_line', id, { on_hold: true });
    const invoice = await document('customer_invoice', [{ stock_line_id: id, packs: '4' }]);
    expect((await refusalOf(asks('confirm-invoice', { invoice_id: invoice }))).code).toBe(
      'stock.on-hold',
    );
  });

  it('is adjusted with a numbered, finalised document', async () => {
    const { at, receive, asks } = await storeAtWork();
    const id = await receive({ packs: '10', pack_size: '12' });
    const { invoice_id } = await at.does('adjust-stock', { stock_line_id: id, packs: '-2.5' });
    expect(await at.row('invoice', String(invoice_id))).toMatchObject({
      type: 'inventory_reduction',
      status: 'finalised',
      serial: 1,
    });
    await at.does('adjust-stock', { stock_line_id: id, packs: 1 });
    expect(await at.row('stock_line', id)).toMatchObject({ total_packs: '8.5' });
    const below = await refusalOf(asks('adjust-stock', { stock_line_id: id, packs: '-9' }));
    expect(below.code).toBe('stock.not-enough');
    const nothing = await refusalOf(asks('adjust-stock', { stock_line_id: id, packs: '0' }));
    expect(nothing.code).toBe('stock.nothing-to-adjust');
  });

  it('[J3] that cannot be counted exactly is refused where it is entered', async () => {
    const { document, asksPut, country, item } = await storeAtWork();
    const invoice = await document('supplier_invoice', []);
    for (const [packs, pack_size] of [
      ['0.000001', '0.5'],
      ['9000000000', '12'],
      ['1', '0'],
    ]) {
      const line: Row = {
        invoice_id: invoice,
        item_id: item,
        packs: packs ?? '',
        pack_size: pack_size ?? '',
      };
      const refusal = await refusalOf(asksPut('invoice_line', country.id(), line));
      expect(refusal).toMatchObject({ code: 'stock.quantity', kind: 'row-check' });
    }
  });

  it('[C4] [F7] agrees with its movements, and numbers have no gap, whatever is done in any order', async () => {
    const act = fc.oneof(
      fc.record({ kind: fc.constant('receive' as const), packs: fc.integer({ min: 0, max: 9 }) }),
      fc.record({ kind: fc.constant('issue' as const), packs: fc.integer({ min: 0, max: 9 }) }),
      fc.record({ kind: fc.constant('adjust' as const), packs: fc.integer({ min: -9, max: 9 }) }),
      fc.record({ kind: fc.constant('cancel' as const), which: fc.nat(20) }),
      fc.record({ kind: fc.constant('finalise' as const), which: fc.nat(20) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
        const { at, store, receive, document, asks } = await storeAtWork();
        const stock = await receive({ packs: '5', pack_size: '2.5' });
        for (const each of acts) {
          if (each.kind === 'receive') await receive({ packs: String(each.packs), pack_size: '4' });
          else if (each.kind === 'issue') {
            const invoice = await document('customer_invoice', [
              { stock_line_id: stock, packs: String(each.packs) },
            ]);
            await asks('confirm-invoice', { invoice_id: invoice });
          } else if (each.kind === 'adjust') {
            await asks('adjust-stock', { stock_line_id: stock, packs: each.packs });
          } else {
            const invoices = await at.rows('invoice');
            const chosen = must(invoices[each.which % invoices.length], 'there is an invoice');
            await asks(`${each.kind}-invoice`, { invoice_id: String(chosen['id']) });
          }
        }
        await expectStockToAgree(at, store);
        await expectNoGaps(at);
      }),
      { numRuns: 25 },
    );
  });
});

async function expectNoGaps(at: SmallCountry['two']): Promise<void> {
  const serials = new Map<string, number[]>();
  for (const { type, serial } of await at.rows('invoice')) {
    const kind = String(type).startsWith('inventory') ? 'inventory_adjustment' : String(type);
    serials.set(kind, [...(serials.get(kind) ?? []), Number(serial)]);
  }
  for (const [kind, used] of serials) {
    const [sequence] = await at.rows('number_sequence', { kind });
    expect(used.sort((a, b) => a - b)).toEqual(used.map((_, i) => i + 1));
    expect(sequence?.['last_value']).toBe(used.length);
  }
}
