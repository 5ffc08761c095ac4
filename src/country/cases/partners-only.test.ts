// Who may be named as the other store of a transfer: only a partner, whatever a device says (E4).
import { describe, expect, it } from 'vitest';
import { emptyRow, invoice } from '#dictionary';
import { smallCountry } from '../small-country.ts';
import { forged, kept } from './forged.ts';
import { halvesAt, readyShipment } from './shipment.ts';

describe('the other store of a transfer', () => {
  it('[E4] is not reached by naming it: what a device makes up waits at central, and nobody gets it', async () => {
    const country = await smallCountry();
    const { central, one, two, a, id } = country;
    const stranger = await central.does('create-store', {
      code: 'C',
      name: 'Store C',
      store_mode: 'store',
      site_id: two.site.siteId,
    });
    await country.settle();
    const made = id();
    const row = {
      ...emptyRow(invoice),
      id: made,
      store_id: a.store,
      name_id: a.name,
      counterparty_store_id: stranger['store_id'] ?? null,
      type: 'customer_invoice',
      status: 'finalised',
      serial: 1,
      entered_at: '2026-01-01T00:00:00.000Z',
      ...kept(one.site.siteId),
    };
    const request = await forged(country, [{ table: 'invoice', row }]);
    expect(await central.site.hub.serve(one.site.siteId, request)).toMatchObject({ ok: true });
    await two.site.sync();
    expect(await central.row('invoice', made)).toBeUndefined();
    expect(await two.row('invoice', made)).toBeUndefined();
    expect(await central.quarantine()).toMatchObject([
      { site_id: one.site.siteId, refusal: { code: 'gate.not-partners' } },
    ]);
  });

  it('[E4] [DR3] gets a shipment that was made before the two were hidden from each other once they are visible again', async () => {
    const country = await smallCountry();
    const { central, one, two, a, b } = country;
    const shipment = await readyShipment(country);
    await two.does('finalise-invoice', { invoice_id: shipment.invoice });
    await central.does('hide-name', { name_id: a.name, store_id: b.store });
    await country.settle();
    expect(await halvesAt(one, country)).toEqual([]);
    expect(await one.row('invoice', shipment.invoice)).toBeUndefined();
    expect((await central.quarantine()).map(({ refusal }) => refusal.code)).toContain(
      'gate.not-partners',
    );
    await central.does('make-stores-visible', { store_id: a.store, other_store_id: b.store });
    await country.settle();
    expect(await central.quarantine()).toEqual([]);
    expect(await halvesAt(one, country)).toMatchObject([{ linked_invoice_id: shipment.invoice }]);
  });
});
