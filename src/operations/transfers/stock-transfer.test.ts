import { describe, expect, it } from 'vitest';
import { must, type Result } from '#base';
import { type CountryOptions, smallCountry } from '#country';
import { type Row, userAccount, userPermission } from '#dictionary';
import { isTooOld } from '../invoices/transfer-target.ts';
import { setPermissions } from '../users/set-permissions.ts';
import { fitting } from './fitting.ts';

async function refusalOf(asked: Promise<Result<unknown>>) {
  const answer = await asked;
  return must(answer.ok ? undefined : answer.refusal, 'it was refused');
}

/** B with ten packs of twelve, and a confirmed invoice of three of them to A. */
async function shipment(options: CountryOptions = {}) {
  const country = await smallCountry(options);
  const { primary, two, a, b, id } = country;
  const item = id();
  await primary.puts('item', item, { code: 'amox', name: 'Amoxicillin', default_pack_size: '24' });
  await country.settle();
  const arrival = id();
  await two.puts('invoice', arrival, { store_id: b.store, type: 'inventory_addition' });
  const line = {
    invoice_id: arrival,
    item_id: item,
    packs: '10',
    pack_size: '12',
    cost_price: '6',
    sell_price: '9',
  };
  const arrived = id();
  await two.puts('invoice_line', arrived, line);
  await two.does('finalise-invoice', { invoice_id: arrival });
  const stock =
    must(await two.row('invoice_line', arrived), 'the line is there')['stock_line_id'] ?? null;
  const ship = async (header: Row = {}): Promise<string> => {
    const invoice = id();
    const row = { store_id: b.store, name_id: a.name, type: 'customer_invoice', ...header };
    await two.puts('invoice', invoice, row);
    await two.puts('invoice_line', id(), { invoice_id: invoice, stock_line_id: stock, packs: '3' });
    await two.does('confirm-invoice', { invoice_id: invoice });
    return invoice;
  };
  const finalise = (invoice: string) =>
    two.site.api.operation(two.session, 'finalise-invoice', { invoice_id: invoice });
  const halves = async () => country.one.rows('invoice', { store_id: a.store });
  const received = async () => {
    const [half] = await halves();
    const [only] = await country.one.rows('invoice_line', { invoice_id: String(half?.['id']) });
    return { half: must(half, 'the half arrived'), line: must(only, 'and its line') };
  };
  const prefers = (key: string, value: string | boolean) =>
    country.central.does('set-store-preference', { store_id: a.store, key, value });
  return { country, item, ship, finalise, halves, received, prefers };
}

describe('a shipment is not finalised', () => {
  it('to a store that is not visible here, and the refusal names make-stores-visible', async () => {
    const { country, ship, finalise } = await shipment();
    const { central, settle } = country;
    const made = await central.does('create-store', { code: 'C', name: 'C', store_mode: 'store' });
    await settle();
    const unseen = await refusalOf(finalise(await ship({ name_id: made['name_id'] ?? null })));
    expect(unseen.code).toBe('transfer.not-visible');
    expect(unseen.next).toContain('make-stores-visible');
  });

  it('to a disabled store', async () => {
    const { country, ship, finalise } = await shipment();
    await country.central.puts('store', country.a.store, { disabled: true });
    await country.settle();
    expect((await refusalOf(finalise(await ship()))).code).toBe('transfer.receiver-disabled');
  });

  it('[ST11] to the store itself', async () => {
    const { country, ship, finalise } = await shipment();
    expect((await refusalOf(finalise(await ship({ name_id: country.b.name })))).code).toBe(
      'transfer.to-itself',
    );
  });

  it('by a person without the permission to transfer goods', async () => {
    const { country, ship, finalise } = await shipment();
    const { two } = country;
    const invoice = await ship();
    const taken = await two.site.perform(undefined, async (work) => {
      const user_id = two.session.person.user_id;
      const other = work.newId();
      await work.put(userAccount, other, { username: 'other', password_hash: 'hash' });
      await work.put(userPermission, work.newId(), { user_id: other, permission: 'administer' });
      return setPermissions.run(work, {
        user_id,
        store_id: null,
        permissions: ['finalise_customer_invoices'],
      });
    });
    expect(taken.ok).toBe(true);
    expect(await refusalOf(finalise(invoice))).toMatchObject({
      code: 'operations.not-permitted',
      details: { permission: 'transfer_goods' },
    });
  });
});

describe('[ST12] the age of a document', () => {
  const store = (created_date: string) => ({ created_date });
  const aged = (entered_at: string, receiver: string, sender = '2026-01-01') =>
    isTooOld({ document: { entered_at }, receiver: store(receiver), sender: store(sender) });

  it('stops a transfer when it is more than 30 days before the receiving store was made', () => {
    expect(aged('2026-03-01T00:00:00.000Z', '2026-03-31')).toBe(false);
    expect(aged('2026-02-28T23:59:59.999Z', '2026-03-31')).toBe(true);
    expect(aged('2026-05-01T00:00:00.000Z', '2026-03-31')).toBe(false);
  });

  it('[H1] stops nothing when it can only come from a wrong clock', () => {
    expect(aged('2006-03-01T00:00:00.000Z', '2026-03-31')).toBe(false);
  });

  it('is looked at where the shipment is finalised: the other store gets nothing', async () => {
    const { country, ship, finalise, halves } = await shipment();
    const later = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
    await country.central.puts('store', country.a.store, { created_date: later });
    await country.settle();
    const invoice = await ship();
    expect((await finalise(invoice)).ok).toBe(true);
    await country.settle();
    expect(await country.two.row('invoice', invoice)).toMatchObject({
      status: 'finalised',
      counterparty_store_id: null,
    });
    expect(await halves()).toEqual([]);
  });

  it('is looked at again where it is answered', async () => {
    const { country, ship, finalise, halves } = await shipment();
    const later = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
    const invoice = await ship();
    await country.central.puts('store', country.a.store, { created_date: later });
    expect((await finalise(invoice)).ok).toBe(true);
    await country.settle();
    expect((await halves()).filter((half) => half['type'] === 'supplier_invoice')).toEqual([]);
  });
});

describe('a document older than the first download of the receiving site', () => {
  it.each([
    [4, 3, 0],
    [2, 3, 1],
    [2, 1, 0],
  ])('by %s months, where central keeps %s: %s halves', async (age, kept, expected) => {
    const { country, ship, finalise, halves } = await shipment();
    const { central, a, b } = country;
    for (const { store } of [a, b])
      await central.puts('store', store, { created_date: '2020-01-01' });
    const key = 'prevent_transfers_months_before_initialisation';
    await central.puts('preference', country.id(), { key, value: kept });
    await country.settle();
    const entered = new Date();
    entered.setUTCMonth(entered.getUTCMonth() - age);
    expect((await finalise(await ship({ entered_at: entered.toISOString() }))).ok).toBe(true);
    await country.settle();
    const answers = (await halves()).filter((half) => half['type'] === 'supplier_invoice');
    expect(answers).toHaveLength(expected);
    const shown = (await central.site.gauges.status()).refused_consequences;
    expect(shown).toBe(expected === 1 ? 0 : 1);
  });
});

describe('the received half', () => {
  it('costs what the sender asked; it sells at cost where the store says nothing', async () => {
    const { country, ship, finalise, received } = await shipment();
    await finalise(await ship({ their_ref: 'R', comment: 'K' }));
    await country.settle();
    const { half, line } = await received();
    expect(half).toMatchObject({
      serial: 1,
      status: 'new',
      on_hold: true,
      their_ref: 'Customer invoice 1 (R)',
      comment: 'Stock transfer (K)',
      line_count: 1,
    });
    expect(line).toMatchObject({
      packs: '3',
      pack_size: '12',
      cost_price: '9',
      sell_price: '9',
      sent_packs: '3',
      sent_pack_size: '12',
    });
  });

  it('sells at the default price of its store, scaled to the pack, or with the margin on top of the cost', async () => {
    const { country, item, ship, finalise, received } = await shipment();
    const { a, one, two, settle } = country;
    const id = country.id();
    await one.puts('item_store_setting', id, { item_id: item, store_id: a.store, margin: '10' });
    await finalise(await ship());
    await settle();
    expect((await received()).line).toMatchObject({ cost_price: '9', sell_price: '9.9' });
    await one.puts('item_store_setting', id, { default_price: '30' });
    const second = await ship();
    await finalise(second);
    await settle();
    const sent = must(await two.row('invoice', second), 'it is there');
    const lines = await one.rows('invoice_line', { invoice_id: String(sent['linked_invoice_id']) });
    expect(lines).toMatchObject([{ sell_price: '15' }]);
  });

  it('is not held up by a price that comes out absurd', async () => {
    const { country, item, ship, finalise, received } = await shipment();
    const { a, one, settle } = country;
    await one.puts('item_store_setting', country.id(), {
      item_id: item,
      store_id: a.store,
      margin: '-150',
    });
    await finalise(await ship());
    await settle();
    expect((await received()).line).toMatchObject({ cost_price: '9', sell_price: '9' });
  });

  it('comes in packs of one where the store wants it, and keeps what was sent', async () => {
    const { country, ship, finalise, received, prefers } = await shipment();
    await prefers('pack_size_one', true);
    await finalise(await ship());
    await country.settle();
    expect((await received()).line).toMatchObject({
      packs: '36',
      pack_size: '1',
      cost_price: '0.75',
      sent_packs: '3',
      sent_pack_size: '12',
    });
  });

  it('is not on hold, or finalised at once with its stock, where the store wants that', async () => {
    for (const [state, expected] of [
      ['new', { status: 'new', on_hold: false, serial: 1 }],
      ['finalised', { status: 'finalised', on_hold: false, serial: 1 }],
    ] as const) {
      const { country, ship, finalise, received, prefers } = await shipment();
      await prefers('transfer_si_state', state);
      await finalise(await ship());
      await country.settle();
      expect((await received()).half).toMatchObject(expected);
      const stock = await country.one.rows('stock_line', { store_id: country.a.store });
      expect(stock.map((line) => line['total_packs'])).toEqual(state === 'finalised' ? ['3'] : []);
    }
  });

  it('[ST8] keeps what the sender decided, and is neither deleted nor cancelled', async () => {
    const { country, item, ship, finalise, received } = await shipment();
    await finalise(await ship());
    await country.settle();
    const { half, line } = await received();
    const { api } = country.one.site;
    const { session } = country.one;
    const put = (row: Row) => api.putRow(session, 'invoice_line', String(line['id']), row);
    expect((await refusalOf(put({ pack_size: '6' }))).code).toBe('invoice.received-column');
    expect((await put({ packs: '2', batch: 'seen' })).ok).toBe(true);
    const id = String(half['id']);
    expect(
      (await refusalOf(api.putRow(session, 'invoice', id, { name_id: country.a.name }))).code,
    ).toBe('invoice.received-column');
    expect((await refusalOf(api.deleteRow(session, 'invoice', id))).code).toBe('invoice.received');
    expect(
      (await refusalOf(api.operation(session, 'cancel-invoice', { invoice_id: id }))).code,
    ).toBe('invoice.received');
    const own = country.id();
    expect(
      (
        await api.putRow(session, 'invoice_line', own, {
          invoice_id: id,
          item_id: item,
          packs: '1',
        })
      ).ok,
    ).toBe(true);
    expect((await api.deleteRow(session, 'invoice_line', own)).ok).toBe(true);
    await country.one.does('release-invoice', { invoice_id: id });
    await country.one.does('confirm-invoice', { invoice_id: id });
    const stock = await country.one.rows('stock_line', { store_id: country.a.store });
    expect(stock).toMatchObject([{ total_packs: '2', batch: 'seen' }]);
  });

  it('is linked by its sender when an edit made meanwhile won over the link of central', async () => {
    const { country, ship, finalise } = await shipment();
    const { two, central } = country;
    const invoice = await ship();
    await finalise(invoice);
    country.onExchange = async () => {
      country.onExchange = undefined;
      await two.puts('invoice', invoice, { comment: 'packed by night' });
    };
    await country.settle();
    for (const place of [two, central]) {
      expect(await place.row('invoice', invoice)).toMatchObject({
        comment: 'packed by night',
        linked_invoice_id: expect.any(String),
      });
    }
  });

  it('goods under way keep the two stores visible to each other', async () => {
    const { country, ship, finalise } = await shipment();
    await finalise(await ship());
    await country.settle();
    const { central, a, b } = country;
    const hide = central.site.api.operation(central.session, 'hide-name', {
      name_id: a.name,
      store_id: b.store,
    });
    expect((await refusalOf(hide)).code).toBe('visibility.open-transfers');
  });

  it('arrives where the primary mirrors central', async () => {
    const { country, ship, finalise, halves } = await shipment({ mirrored: true });
    await finalise(await ship());
    await country.settle();
    expect(await halves()).toMatchObject([{ serial: 1, on_hold: true }]);
  });
});

describe('a text that must fit', () => {
  it('is cut between characters and says so', () => {
    expect(fitting('short', 5)).toBe('short');
    expect(fitting('abcdef', 5)).toBe('abcd…');
    expect(fitting('abc💊ef', 5)).toBe('abc…');
  });
});
