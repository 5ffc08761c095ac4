// A shipment arrives at central, and the answer to it is refused there: people see it and can try again.
import { describe, expect, it } from 'vitest';
import { must } from '#base';
import { smallCountry } from '../small-country.ts';
import { halvesAt, readyShipment } from './shipment.ts';

/** Store A was closed at central while B, which had not heard of it, shipped to it. */
async function refusedShipment() {
  const country = await smallCountry();
  const shipment = await readyShipment(country);
  await country.central.puts('store', country.a.store, { disabled: true });
  await country.two.does('finalise-invoice', { invoice_id: shipment.invoice });
  await country.two.site.sync();
  const { central } = country;
  const listed = async () => {
    const answer = await central.site.api.consequences(central.session);
    return must(answer.ok ? answer.value : undefined, 'a list');
  };
  const retries = () =>
    central.site.api.operation(central.session, 'retry-consequence', { id: shipment.invoice });
  return { country, shipment, listed, retries };
}

describe('a refused consequence', () => {
  it('[TR1] is counted, and listed with its reason and what to do', async () => {
    const { country, shipment, listed } = await refusedShipment();
    expect((await country.central.site.gauges.status()).refused_consequences).toBe(1);
    expect(await listed()).toMatchObject([
      { table: 'invoice', id: shipment.invoice, code: 'transfer.receiver-disabled' },
    ]);
    expect((await listed())[0]?.message).toContain('another customer');
  });

  it('[TR1] is tried again by a person, and says why when it still cannot be', async () => {
    const { country, retries, listed } = await refusedShipment();
    expect(await retries()).toMatchObject({
      refusal: {
        code: 'site.consequence-refused',
        details: { code: 'transfer.receiver-disabled' },
      },
    });
    expect(await listed()).toHaveLength(1);
    expect(await country.central.rows('activity_log', { type: 'consequence-retried' })).toEqual([]);
  });

  it('[TR1] follows after all when nothing speaks against it any more, and the log says who tried', async () => {
    const { country, shipment, retries, listed } = await refusedShipment();
    const { central } = country;
    const note = {
      number: 1_000_000,
      table_name: 'invoice',
      code: 'x',
      message: 'A disk was full.',
    };
    await central.puts('store', country.a.store, { disabled: false });
    expect(await listed()).toEqual([]);
    await central.database.write((unit) =>
      unit.put('unsettled', [{ ...note, row_id: shipment.invoice }]),
    );
    expect(await retries()).toMatchObject({ ok: true });
    expect(await listed()).toEqual([]);
    expect(await halvesAt(central, country)).toHaveLength(1);
    expect(await central.rows('activity_log', { type: 'consequence-retried' })).toMatchObject([
      { record_id: shipment.invoice, user_id: central.session.person.user_id },
    ]);
    expect(await retries()).toMatchObject({ refusal: { code: 'site.no-refused-consequence' } });
  });

  it('[TR1] is forgotten once its row was looked at anew', async () => {
    const { country, shipment, listed } = await refusedShipment();
    const { two, central } = country;
    await two.puts('invoice', shipment.invoice, { comment: 'Hurry' });
    await two.site.sync();
    expect(await listed()).toHaveLength(1);
    expect((await central.site.gauges.status()).refused_consequences).toBe(1);
  });
});
