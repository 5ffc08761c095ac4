import { describe, expect, it } from 'vitest';
import { pharmacies } from './pharmacy.ts';

describe('the history of a dispensary that becomes a store', () => {
  it('[RT6] [B10] arrives but for what central can no longer take, document by document', async () => {
    const { country, here, patient, prescription } = await pharmacies();
    const id = await patient();
    await prescription('here', { patient_id: id, entered_at: '2026-01-01T08:00:00.000Z' });
    await country.settle();
    expect(await country.central.rows('stock_line')).toEqual([]);
    await country.central.puts('store', here, { store_mode: 'store' });
    await country.settle();
    await country.one.site.settle();
    await country.settle();
    expect(await country.central.rows('stock_line')).toHaveLength(1);
    expect(await country.central.rows('stock_movement')).toHaveLength(1);
    expect(await country.central.quarantine()).toMatchObject([
      { refusal: { code: 'gate.no-dispensary' } },
    ]);
  });
});
