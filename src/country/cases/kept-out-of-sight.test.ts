import { describe, expect, it } from 'vitest';
import { type Clinics, clinics } from './clinics.ts';

/** A prescription under way at site two for a patient at home at site one. */
async function prescribed(): Promise<
  Clinics & { readonly id: string; readonly join: string; readonly prescription: string }
> {
  const given = await clinics();
  const { country, there, patient, show } = given;
  const id = await patient();
  await country.settle();
  const join = await show(id, there);
  await country.settle();
  const prescription = country.id();
  await country.two.puts('prescription', prescription, {
    store_id: there,
    patient_id: id,
    entered_at: '2026-01-01T08:00:00.000Z',
  });
  await country.primary.puts('patient_store_join', join, { inactive: true });
  await country.settle();
  return { ...given, id, join, prescription };
}

const held = ({ country, id }: { country: Clinics['country']; id: string }) =>
  country.two.database.read(async (view) => (await view.get('patient', [id])).size);

describe('a patient who is hidden while a prescription is under way', () => {
  it('[B2] stays at the site out of sight, and nothing new points there', async () => {
    const world = await prescribed();
    const { country, id, there } = world;
    expect(await held(world)).toBe(1);
    expect(await country.two.rows('patient')).toEqual([]);
    expect(await country.two.row('patient', id)).toMatchObject({ name: 'Patient 1' });
    await expect(
      country.two.puts('prescription', country.id(), {
        store_id: there,
        patient_id: id,
        entered_at: '2026-01-01T08:00:00.000Z',
      }),
    ).rejects.toThrow(/patient-not-visible/);
  });

  it('[B2] goes with the document that pointed there', async () => {
    const world = await prescribed();
    await world.country.two.site.api.deleteRow(
      world.country.two.session,
      'prescription',
      world.prescription,
    );
    expect(await held(world)).toBe(0);
  });

  it('[B1] is in sight again when visible again, as central has it', async () => {
    const world = await prescribed();
    const { country, id, join } = world;
    await country.one.puts('patient', id, { phone: '1' });
    await country.primary.puts('patient_store_join', join, { inactive: false });
    await country.settle();
    expect(await country.two.rows('patient')).toMatchObject([{ id, phone: '1' }]);
    expect(await country.central.quarantine()).toEqual([]);
  });
});
