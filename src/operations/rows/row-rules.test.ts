import { describe, expect, it } from 'vitest';
import { must, type Result } from '#base';
import { smallCountry } from '#country';
import { atollDictionary, type Row } from '#dictionary';
import { rowRules } from './row-rules.ts';

async function refusalOf(asked: Promise<Result<unknown>>) {
  const answer = await asked;
  return must(answer.ok ? undefined : answer.refusal, 'it was refused');
}

async function countryAtWork() {
  const country = await smallCountry();
  const { central, two, b } = country;
  const item = country.id();
  await central.puts('item', item, {
    code: 'amox',
    name: 'Amoxicillin 250 mg',
    default_pack_size: '10',
  });
  const service = country.id();
  await central.puts('item', service, { code: 'freight', name: 'Freight', type: 'service' });
  await country.settle();
  const invoice = async (type = 'customer_invoice', more: Row = {}): Promise<string> => {
    const id = country.id();
    await two.puts('invoice', id, { store_id: b.store, name_id: country.a.name, type, ...more });
    return id;
  };
  const at = (place: typeof two) => ({
    put: (table: string, id: string, row: Row) =>
      place.site.api.putRow(place.session, table, id, row),
    remove: (table: string, id: string) => place.site.api.deleteRow(place.session, table, id),
  });
  return { country, central, two, b, item, service, invoice, here: at(two), hub: at(central) };
}

describe('a row edited by hand', () => {
  it('has a rule in every table', () => {
    expect(rowRules.map((rule) => rule.table).sort()).toEqual(
      atollDictionary.tables.map((table) => table.name).sort(),
    );
  });

  it('is refused where only the system writes', async () => {
    const { here, hub, country, central, b, item } = await countryAtWork();
    const closed: readonly (readonly [string, Row, string | undefined])[] = [
      [
        'number_sequence',
        { store_id: b.store, kind: 'customer_invoice', last_value: 7 },
        undefined,
      ],
      ['user_permission', { user_id: country.id(), permission: 'administer' }, 'set-permissions'],
      ['activity_log', { at: '2026-01-01T00:00:00Z', type: 'x' }, undefined],
      ['report', { name: 'x', context: 'x', template: {}, is_custom: false }, undefined],
    ];
    for (const [table, row, use] of closed) {
      const refusal = await refusalOf(here.put(table, country.id(), row));
      expect(refusal).toMatchObject({ code: 'row.not-by-hand' });
      if (use !== undefined) expect(refusal.next).toContain(use);
    }
    const store = { code: 'C', name: 'C', created_date: '2026-01-01' };
    expect((await refusalOf(hub.put('store', country.id(), store))).next).toContain('create-store');
    const site = { code: 'x', name: 'x', site_type: 'open' };
    expect((await refusalOf(hub.put('site', country.id(), site))).next).toContain('create-site');
    expect((await refusalOf(hub.remove('store', b.store))).code).toBe('row.not-deleted');
    const counted = { store_id: b.store, item_id: item, pack_size: '1', total_packs: '5' };
    const totals = await refusalOf(here.put('stock_line', country.id(), counted));
    expect(totals.kind).toBe('row-check');
    const owner = await refusalOf(hub.put('store', b.store, { active_site_id: 1 }));
    expect(owner.kind).toBe('row-check');
    expect(await central.row('store', b.store)).toMatchObject({ active_site_id: 3 });
  });

  it('that others point to is not deleted', async () => {
    const { hub, here, country, item, invoice } = await countryAtWork();
    const line = { invoice_id: await invoice(), item_id: item, packs: '1' };
    await here.put('invoice_line', country.id(), line);
    await country.settle();
    expect((await refusalOf(hub.remove('item', item))).message).toBe(
      'This item is still used by invoice line.',
    );
    const unused = country.id();
    await country.central.puts('item', unused, { code: 'unused', name: 'Unused' });
    expect((await hub.remove('item', unused)).ok).toBe(true);
  });

  it('makes a visibility between two stores mutual', async () => {
    const { hub, country, central, b } = await countryAtWork();
    const made = await central.does('create-store', { code: 'C', name: 'C', store_mode: 'store' });
    const join = country.id();
    await central.puts('name_store_join', join, {
      name_id: made['name_id'] ?? null,
      store_id: b.store,
    });
    const back = { name_id: b.name, store_id: String(made['store_id']) };
    expect(await central.rows('name_store_join', back)).toMatchObject([{ inactive: false }]);
    await central.puts('name_store_join', join, { inactive: true });
    expect(await central.rows('name_store_join', back)).toMatchObject([{ inactive: true }]);
    expect((await refusalOf(hub.remove('name_store_join', join))).next).toContain('hide-name');
    const own = { name_id: b.name, store_id: b.store };
    expect((await refusalOf(hub.put('name_store_join', country.id(), own))).kind).toBe('row-check');
  });

  it('carries the address of a store to its twin', async () => {
    const { central, b } = await countryAtWork();
    await central.puts('store', b.store, { address_1: 'Harbour road 3' });
    expect(await central.row('name', b.name)).toMatchObject({ bill_address_1: 'Harbour road 3' });
  });

  it('carries the address of a store to its twin where the primary is another site, too', async () => {
    const { central, primary, b, settle } = await smallCountry({ mirrored: true });
    await central.puts('store', b.store, { address_1: 'Harbour road 3' });
    await settle();
    await settle();
    for (const place of [central, primary])
      expect(await place.row('name', b.name)).toMatchObject({ bill_address_1: 'Harbour road 3' });
  });

  it('sets only preferences that exist, to values that they can have', async () => {
    const { hub, country, b } = await countryAtWork();
    const put = (key: string, value: string) =>
      hub.put('store_preference', country.id(), { store_id: b.store, key, value });
    expect((await refusalOf(put('colour', 'red'))).code).toBe('preference.unknown');
    expect((await refusalOf(put('transfer_si_state', 'red'))).code).toBe('preference.value');
    expect((await put('transfer_si_state', 'new')).ok).toBe(true);
  });
});

describe('an invoice written by hand', () => {
  it('[F7] gets the next number of its store and kind, which a refused one does not use up', async () => {
    const { two, invoice, here, country, b } = await countryAtWork();
    const first = await invoice();
    const bad = { store_id: b.store, name_id: country.id(), type: 'customer_invoice' };
    expect((await here.put('invoice', country.id(), bad)).ok).toBe(false);
    const second = await invoice();
    const other = await invoice('supplier_invoice');
    expect(await two.row('invoice', first)).toMatchObject({
      serial: 1,
      status: 'new',
      on_hold: false,
      rate: '1',
    });
    expect(await two.row('invoice', second)).toMatchObject({ serial: 2 });
    expect(await two.row('invoice', other)).toMatchObject({ serial: 1 });
  });

  it('[DR2] of a store that is edited elsewhere is refused with the place', async () => {
    const { hub, country, b } = await countryAtWork();
    const row = { store_id: b.store, name_id: country.a.name, type: 'customer_invoice' };
    const refusal = await refusalOf(hub.put('invoice', country.id(), row));
    expect(refusal).toMatchObject({
      code: 'gate.edited-elsewhere',
      details: { table: 'invoice', edited_at: 'District Two' },
    });
  });

  it('[F4] changes its status by operations only', async () => {
    const { here, two, invoice, item, country } = await countryAtWork();
    const id = await invoice('customer_invoice', { status: 'suggested' });
    await two.puts('invoice', id, { status: 'new' });
    expect((await refusalOf(here.put('invoice', id, { status: 'suggested' }))).code).toBe(
      'invoice.status-by-operation',
    );
    const refusal = await refusalOf(here.put('invoice', id, { status: 'confirmed' }));
    expect(refusal).toMatchObject({
      code: 'invoice.status-by-operation',
      next: 'Use confirm-invoice.',
    });
    await two.puts('invoice_line', country.id(), { invoice_id: id, item_id: item });
    await two.does('cancel-invoice', { invoice_id: id });
    expect((await refusalOf(here.put('invoice', id, { status: 'new' }))).code).toBe(
      'invoice.status-by-operation',
    );
    const again = two.site.api.operation(two.session, 'confirm-invoice', { invoice_id: id });
    expect((await refusalOf(again)).code).toBe('invoice.wrong-status');
  });

  it('of a kind that only operations make is refused, and so is one without a partner', async () => {
    const { here, country, b } = await countryAtWork();
    const put = (row: Row) => here.put('invoice', country.id(), { store_id: b.store, ...row });
    expect((await refusalOf(put({ type: 'repack' }))).code).toBe('invoice.type-not-by-hand');
    const alone = await refusalOf(put({ type: 'customer_invoice' }));
    expect(alone).toMatchObject({
      kind: 'row-check',
      details: { faults: [{ column: 'name_id' }] },
    });
    const nothing = await refusalOf(here.put('invoice', country.id(), {}));
    const { faults } = nothing.details as {
      readonly faults: readonly { readonly column: string }[];
    };
    expect(faults.map((fault) => fault.column)).toEqual(['store_id', 'type']);
  });

  it('is deleted with its lines while it is new, and its number stays used', async () => {
    const { here, two, invoice, item, country } = await countryAtWork();
    const id = await invoice();
    const line = country.id();
    await two.puts('invoice_line', line, { invoice_id: id, item_id: item });
    expect((await here.remove('invoice', id)).ok).toBe(true);
    expect(await two.row('invoice_line', line)).toBeUndefined();
    expect(await two.row('invoice', await invoice())).toMatchObject({ serial: 2 });
  });

  it('once finalised keeps all but comment, colour and transport reference', async () => {
    const { here, two, item, country, central, b } = await countryAtWork();
    const customer = country.id();
    await central.puts('name', customer, { code: 'W', name: 'Ward' });
    await country.settle();
    const id = country.id();
    await two.puts('invoice', id, {
      store_id: b.store,
      name_id: customer,
      type: 'supplier_invoice',
    });
    const line = country.id();
    await two.puts('invoice_line', line, { invoice_id: id, item_id: item, packs: '3' });
    await two.does('confirm-invoice', { invoice_id: id });
    expect((await refusalOf(here.put('invoice_line', line, { packs: '4' }))).code).toBe(
      'invoice.lines-locked',
    );
    await two.does('finalise-invoice', { invoice_id: id });
    await two.puts('invoice', id, { comment: 'late', name_id: customer });
    expect((await refusalOf(here.put('invoice', id, { their_ref: 'x' }))).code).toBe(
      'invoice.locked',
    );
    expect((await refusalOf(here.remove('invoice', id))).code).toBe('invoice.wrong-status');
    expect((await refusalOf(here.remove('invoice_line', line))).code).toBe('invoice.lines-locked');
  });
});

describe('a line written by hand', () => {
  it('[C1] takes its number, name, kind and pack size from what it belongs to, and is counted in the header', async () => {
    const { two, invoice, item, service, country } = await countryAtWork();
    const id = await invoice();
    const [placeholder, freight] = [country.id(), country.id()];
    const line = { invoice_id: id, item_id: item, packs: 7 };
    expect(await two.puts('invoice_line', placeholder, line)).toMatchObject({
      line_number: 1,
      type: 'placeholder',
      item_name: 'Amoxicillin 250 mg',
      pack_size: '10',
      packs: '7',
    });
    const charge = { invoice_id: id, item_id: service, sell_price: 80, tax: 15 };
    expect(await two.puts('invoice_line', freight, charge)).toMatchObject({
      line_number: 2,
      type: 'service',
      packs: '1',
      sell_price: '80',
      tax: '15',
    });
    expect(await two.row('invoice', id)).toMatchObject({ line_count: 2 });
    await two.site.api.deleteRow(two.session, 'invoice_line', placeholder);
    expect(await two.row('invoice', id)).toMatchObject({ line_count: 1 });
    const arriving = { invoice_id: await invoice('supplier_invoice'), item_id: item };
    expect(await two.puts('invoice_line', country.id(), arriving)).toMatchObject({
      type: 'stock_in',
    });
  });

  it('takes batch, dates, prices and shelf from the stock chosen for it, then and later', async () => {
    const { two, here, invoice, item, country, b } = await countryAtWork();
    const shelf = country.id();
    await two.puts('location', shelf, { store_id: b.store, code: 'S1' });
    const batches: string[] = [];
    for (const batch of ['X1', 'X2']) {
      const arrival = await invoice('supplier_invoice');
      const line = country.id();
      await two.puts('invoice_line', line, {
        invoice_id: arrival,
        item_id: item,
        pack_size: '5',
        packs: '9',
        batch,
        sell_price: '3',
        location_id: shelf,
      });
      await two.does('confirm-invoice', { invoice_id: arrival });
      batches.push(String((await two.row('invoice_line', line))?.['stock_line_id']));
    }
    const [first = '', second = ''] = batches;
    const line = country.id();
    const made = { invoice_id: await invoice(), item_id: item, packs: '2' };
    await two.puts('invoice_line', line, made);
    expect(await two.puts('invoice_line', line, { stock_line_id: first })).toMatchObject({
      type: 'stock_out',
      pack_size: '5',
      packs: '2',
      batch: 'X1',
      sell_price: '3',
      location_id: shelf,
    });
    const other = { stock_line_id: second, sell_price: '4' };
    expect(await two.puts('invoice_line', line, other)).toMatchObject({
      batch: 'X2',
      sell_price: '4',
    });
    expect(
      (await refusalOf(here.put('invoice_line', line, { pack_size: '6' }))).details,
    ).toMatchObject({
      faults: [{ column: 'pack_size' }],
    });
    expect(await two.puts('invoice_line', line, { stock_line_id: null })).toMatchObject({
      type: 'placeholder',
    });
  });

  it('cannot take stock of another store or item', async () => {
    const { here, invoice, item, service, country, two, b } = await countryAtWork();
    const stock = country.id();
    await two.puts('stock_line', stock, { store_id: b.store, item_id: item, pack_size: '1' });
    const id = await invoice();
    const foreign = { invoice_id: id, item_id: service, stock_line_id: stock };
    expect((await refusalOf(here.put('invoice_line', country.id(), foreign))).kind).toBe(
      'row-check',
    );
    const unknown = { invoice_id: id, item_id: item, stock_line_id: country.id() };
    expect((await refusalOf(here.put('invoice_line', country.id(), unknown))).kind).toBe(
      'row-check',
    );
    const nowhere = { invoice_id: country.id(), item_id: item };
    expect((await refusalOf(here.put('invoice_line', country.id(), nowhere))).kind).toBe(
      'row-check',
    );
  });
});
