import { describe, expect, it } from 'vitest';
import { add, type Decimal, multiply, must, ZERO } from '#base';
import { type Place, smallCountry } from '../small-country.ts';
import { catalogue, draftShipment, halvesAt, readyShipment } from './shipment.ts';

async function unitsIn(place: Place, store: string): Promise<Decimal> {
  const lines = await place.rows('stock_line', { store_id: store });
  return lines.reduce(
    (sum, line) => add(sum, multiply(line['total_packs'] as Decimal, line['pack_size'] as Decimal)),
    ZERO,
  );
}

async function refusalOf(
  work: Promise<{ readonly ok: boolean }>,
): Promise<{ readonly code: string; readonly message: string }> {
  const result = (await work) as {
    readonly ok: boolean;
    readonly refusal?: { readonly code: string; readonly message: string };
  };
  return must(result.refusal, 'it was refused');
}

describe('a shipment from B to A', () => {
  it('[ST1] stays with its sender and central while it is new or confirmed', async () => {
    const country = await smallCountry();
    const shipment = await draftShipment(country);
    await country.settle();
    expect(await country.one.rows('invoice')).toEqual([]);
    const at = await country.central.rows('invoice_line', { invoice_id: shipment.invoice });
    expect(at).toHaveLength(5);
  });

  it('[ST2] is not finalised while a placeholder line is unresolved, and the refusal names it', async () => {
    const country = await smallCountry();
    const { invoice, placeholder } = await draftShipment(country);
    const { api } = country.two.site;
    await country.two.does('confirm-invoice', { invoice_id: invoice });
    const finalise = await refusalOf(
      api.operation(country.two.session, 'finalise-invoice', { invoice_id: invoice }),
    );
    expect(JSON.stringify(finalise)).toContain(placeholder);
  });

  it('[ST3] [F1] when finalised is answered once by central, on hold, with number -1, linked both ways', async () => {
    const country = await smallCountry();
    const shipment = await readyShipment(country);
    await country.two.does('finalise-invoice', { invoice_id: shipment.invoice });
    await country.two.site.sync();
    const halves = await halvesAt(country.central, country);
    const sent = must(
      await country.central.row('invoice', shipment.invoice),
      'the customer invoice is at central',
    );
    expect(halves).toHaveLength(1);
    expect(halves[0]).toMatchObject({
      serial: -1,
      on_hold: true,
      status: 'new',
      name_id: country.b.name,
      linked_invoice_id: shipment.invoice,
      their_ref: `Customer invoice ${String(sent['serial'])} (R)`,
    });
    expect(String(halves[0]?.['comment'])).toContain('K');
    expect(sent['linked_invoice_id']).toBe(halves[0]?.['id']);
    const overview = await country.central.site.gauges.sites();
    const waiting = overview
      .filter((site) => site.waiting_for_site > 0)
      .map((site) => site.site_id);
    expect(waiting).toEqual([country.one.site.siteId, country.two.site.siteId]);
  });

  it('[ST4] [F7] is numbered at A; central and B see the number, and B finds a message on its invoice', async () => {
    const country = await smallCountry();
    const shipment = await readyShipment(country);
    await country.two.does('finalise-invoice', { invoice_id: shipment.invoice });
    await country.settle();
    for (const place of [country.one, country.central, country.two]) {
      expect((await halvesAt(place, country)).map((half) => half['serial'])).toEqual([1]);
    }
    const [message] = await country.two.rows('transfer_log', { invoice_id: shipment.invoice });
    expect(message?.['message']).toContain('number 1 allocated in store');
  });

  it("[ST5] [F3] arrives with its lines as they were sent, at the sender's price, without stock or shelf", async () => {
    const country = await smallCountry();
    const shipment = await readyShipment(country);
    await country.two.does('finalise-invoice', { invoice_id: shipment.invoice });
    await country.settle();
    const half = must((await halvesAt(country.one, country))[0], 'the half arrived');
    const lines = await country.one.rows('invoice_line', { invoice_id: String(half['id']) });
    const sent = await country.two.rows('invoice_line', { invoice_id: shipment.invoice });
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      const source = must(
        sent.find((each) => each['id'] === line['linked_line_id']),
        'each line names its source',
      );
      for (const column of [
        'item_id',
        'item_name',
        'batch',
        'expiry_date',
        'pack_size',
        'packs',
        'tax',
      ])
        expect(line[column]).toEqual(source[column]);
      expect(line).toMatchObject({
        stock_line_id: null,
        location_id: null,
        cost_price: source['sell_price'],
      });
    }
    const packs = lines
      .filter((line) => line['type'] === 'stock_in')
      .map((line) => line['sent_packs']);
    expect(packs.sort()).toEqual(['3', '4', '5']);
  });

  it('[ST6] [C4] [F2] adds its units to A only when released and confirmed, and none are lost or made', async () => {
    const country = await smallCountry();
    const shipment = await readyShipment(country);
    const before = await unitsIn(country.two, country.b.store);
    await country.two.does('finalise-invoice', { invoice_id: shipment.invoice });
    await country.settle();
    const half = must((await halvesAt(country.one, country))[0], 'the half arrived');
    const { api } = country.one.site;
    expect(
      (
        await refusalOf(
          api.operation(country.one.session, 'confirm-invoice', { invoice_id: String(half['id']) }),
        )
      ).code,
    ).toBe('invoice.on-hold');
    expect(await unitsIn(country.one, country.a.store)).toBe('0');
    await country.one.does('release-invoice', { invoice_id: String(half['id']) });
    await country.one.does('confirm-invoice', { invoice_id: String(half['id']) });
    await country.settle();
    expect(await unitsIn(country.one, country.a.store)).toBe('120');
    expect(await unitsIn(country.central, country.a.store)).toBe('120');
    expect(await unitsIn(country.two, country.b.store)).toBe(before);
    expect(before).toBe('180');
  });

  it('[ST7] [B4] comes out the same however often it is settled', async () => {
    const country = await smallCountry();
    const shipment = await readyShipment(country);
    await country.two.does('finalise-invoice', { invoice_id: shipment.invoice });
    for (let i = 0; i < 6; i += 1) await country.settle();
    for (const place of [country.one, country.two, country.central]) {
      expect(await halvesAt(place, country)).toHaveLength(1);
      expect(await place.rows('invoice')).toHaveLength(place === country.one ? 2 : 3);
    }
  });

  it("[ST8] locks B's lines; A may edit packs on hold, set a line to 0, but not delete it", async () => {
    const country = await smallCountry();
    const shipment = await readyShipment(country);
    await country.two.does('finalise-invoice', { invoice_id: shipment.invoice });
    await country.settle();
    const sentLine = String(shipment.lines[0]);
    const locked = await refusalOf(
      country.two.site.api.putRow(country.two.session, 'invoice_line', sentLine, { packs: '1' }),
    );
    expect(locked.code).toMatch(/^invoice\./);
    const half = must((await halvesAt(country.one, country))[0], 'the half arrived');
    const lines = await country.one.rows('invoice_line', { invoice_id: String(half['id']) });
    const line = must(
      lines.find((each) => each['linked_line_id'] === sentLine),
      'the received line',
    );
    const edited = await country.one.puts('invoice_line', String(line['id']), { packs: '2' });
    expect(edited).toMatchObject({ packs: '2', sent_packs: '3' });
    expect(
      (
        await refusalOf(
          country.one.site.api.deleteRow(country.one.session, 'invoice_line', String(line['id'])),
        )
      ).code,
    ).toMatch(/^invoice\./);
    expect(
      await country.one.puts('invoice_line', String(line['id']), { packs: '0' }),
    ).toMatchObject({ packs: '0' });
  });

  it('[ST9] between two stores of one site ends at that site, at once and numbered', async () => {
    const country = await smallCountry();
    await country.central.does('assign-store', {
      store_id: country.b.store,
      site_id: country.one.site.siteId,
    });
    await country.settle();
    country.one.line.open = true;
    const shipment = await readyShipment(country, country.one);
    country.one.line.open = false;
    await country.one.does('finalise-invoice', { invoice_id: shipment.invoice });
    expect((await halvesAt(country.one, country)).map((half) => half['serial'])).toEqual([1]);
    country.one.line.open = true;
    await country.settle();
    expect(await halvesAt(country.central, country)).toHaveLength(1);
  });

  it('[ST10] to a store at central is numbered there at once, and from a store at central needs no push', async () => {
    const receiving = await smallCountry();
    await receiving.central.does('assign-store', { store_id: receiving.a.store, site_id: 1 });
    await receiving.settle();
    const shipment = await readyShipment(receiving);
    await receiving.two.does('finalise-invoice', { invoice_id: shipment.invoice });
    await receiving.two.site.sync();
    expect((await halvesAt(receiving.central, receiving)).map((half) => half['serial'])).toEqual([
      1,
    ]);

    const sending = await smallCountry();
    await sending.central.does('assign-store', { store_id: sending.b.store, site_id: 1 });
    await sending.settle();
    const sent = await readyShipment(sending, sending.central);
    await sending.central.does('finalise-invoice', { invoice_id: sent.invoice });
    await sending.one.site.sync();
    expect((await halvesAt(sending.one, sending)).map((half) => half['serial'])).toEqual([1]);
  });

  it('[ST11] is refused when the customer is the store itself', async () => {
    const country = await smallCountry();
    const api = country.two.site.api;
    const invoice = country.id();
    const made = await api.putRow(country.two.session, 'invoice', invoice, {
      store_id: country.b.store,
      name_id: country.b.name,
      type: 'customer_invoice',
    });
    const { service } = await catalogue(country);
    if (made.ok) {
      await country.two.puts('invoice_line', country.id(), {
        invoice_id: invoice,
        item_id: service,
        packs: '1',
      });
      await country.two.does('confirm-invoice', { invoice_id: invoice });
    }
    const refusal = made.ok
      ? await refusalOf(
          api.operation(country.two.session, 'finalise-invoice', { invoice_id: invoice }),
        )
      : made.refusal;
    expect(refusal.message).toContain('itself');
  });

  it('[ST12] of 40 days before store A was made brings forth no supplier invoice', async () => {
    const country = await smallCountry();
    const shipment = await readyShipment(country);
    const old = new Date(Date.now() - 40 * 86_400_000).toISOString();
    const back = country.id();
    const source = must(
      await country.two.row('invoice_line', String(shipment.lines[0])),
      'a line to copy',
    );
    await country.two.puts('invoice', back, {
      store_id: country.b.store,
      name_id: country.a.name,
      type: 'customer_invoice',
      entered_at: old,
    });
    await country.two.puts('invoice_line', country.id(), {
      invoice_id: back,
      item_id: source['item_id'] ?? null,
      stock_line_id: source['stock_line_id'] ?? null,
      packs: '1',
    });
    await country.two.does('confirm-invoice', { invoice_id: back });
    await country.two.does('finalise-invoice', { invoice_id: back });
    await country.settle();
    expect(await halvesAt(country.central, country)).toEqual([]);
  });
});
