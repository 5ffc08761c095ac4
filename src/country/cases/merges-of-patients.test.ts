// Patients registered twice, while another site dispenses to one of them.
import { expect, it } from 'vitest';
import { ok, type RowId } from '#base';
import { emptyRow, mergeEvent, store, storeSyncSetting } from '#dictionary';
import { type Clinics, clinics } from './clinics.ts';
import { forged, kept } from './forged.ts';

const TABLES = [
  'patient',
  'patient_store_join',
  'patient_medication_record',
  'prescription',
  'merge_event',
];

/** The second clinic sends its transactions: central has its prescriptions. */
async function clinicsThatSend(): Promise<Clinics> {
  const world = await clinics();
  const { country, there } = world;
  const sends = await country.central.site.perform(undefined, async (work) => {
    await work.put(store, there as RowId, { include_transactions_in_sync: true });
    await work.put(storeSyncSetting, work.newId(), {
      store_id: there as RowId,
      include_transactions: true,
    });
    return ok(undefined);
  });
  expect(sends.ok).toBe(true);
  await country.settle();
  return world;
}

/** What site two holds of persons reads as central has it, tombstones too. */
async function sameAtTwo({ country: { central, two } }: Clinics): Promise<void> {
  for (const table of TABLES) {
    const ids = (await two.database.read((view) => view.select({ table }))).map((row) => row['id']);
    for (const id of ids) {
      const [here, there] = [central, two].map(({ database }) =>
        database.read((view) => view.get(table, [String(id)])),
      );
      expect([...((await there) ?? [])]).toEqual([...((await here) ?? [])]);
    }
  }
}

async function dispenses({ country, there }: Clinics, patient_id: string): Promise<string> {
  const id = country.id();
  const entered_at = '2026-11-01T08:00:00.000Z';
  await country.two.puts('prescription', id, { store_id: there, patient_id, entered_at });
  return id;
}

const merges = ({ country }: Clinics, removed_id: string, kept_id: string) =>
  country.one.does('merge', { kind: 'patient', kept_id, removed_id });

const shownAt = ({ country, there }: Clinics) =>
  country.two.rows('patient_store_join', { store_id: there });

it('[MG2, G1] two patients are merged while a third site dispenses to the removed one', async () => {
  const world = await clinicsThatSend();
  const { country, there, patient, show } = world;
  const [a, b] = [await patient(), await patient()];
  await country.settle();
  await show(a, there);
  await country.settle();
  await country.one.puts('patient_medication_record', country.id(), {
    patient_id: b,
    medicine: 'of b',
  });
  const early = await dispenses(world, a);
  await country.settle();
  country.two.line.open = false;
  const late = await dispenses(world, a);
  await merges(world, a, b);
  await country.settle();
  country.two.line.open = true;
  await country.settle();
  expect(await country.central.quarantine()).toEqual([]);
  for (const place of [country.central, country.two]) {
    for (const id of [early, late])
      expect(await place.row('prescription', id)).toMatchObject({ patient_id: b });
    expect(await place.row('patient', a)).toBeUndefined();
    expect(await place.rows('patient_medication_record')).toHaveLength(1);
  }
  expect(await shownAt(world)).toMatchObject([{ patient_id: b, inactive: false }]);
  await sameAtTwo(world);
});

it.each([['a into b first'], ['b into c first']])(
  '[G1, MG6] %s: a site that saw only the first one comes to see what is left',
  async (order) => {
    const world = await clinicsThatSend();
    const { country, there, patient, show } = world;
    const [a, b, c] = [await patient(), await patient(), await patient()];
    await country.settle();
    await show(a, there);
    await country.settle();
    country.two.line.open = false;
    const late = await dispenses(world, a);
    if (order === 'a into b first') {
      await merges(world, a, b);
      await country.settle();
      await merges(world, b, c);
    } else {
      await merges(world, b, c);
      await country.settle();
      await merges(world, a, c);
    }
    await country.settle();
    country.two.line.open = true;
    await country.settle();
    expect(await country.two.row('prescription', late)).toMatchObject({ patient_id: c });
    expect((await country.two.rows('patient')).map((row) => row['id'])).toEqual([c]);
    await sameAtTwo(world);
    await dispenses(world, c);
    await country.settle();
    expect(await country.central.quarantine()).toEqual([]);
  },
);

it('[MG6] a site at which the patient is hidden again is told what its prescriptions read', async () => {
  const world = await clinicsThatSend();
  const { country, there, patient, show } = world;
  const [a, b] = [await patient(), await patient()];
  await country.settle();
  const join = await show(a, there);
  await country.settle();
  const id = await dispenses(world, a);
  await country.settle();
  await country.primary.puts('patient_store_join', join, { inactive: true });
  await country.settle();
  await merges(world, a, b);
  await country.settle();
  expect(await country.two.rows('merge_event')).toEqual([]);
  expect(await country.two.row('prescription', id)).toMatchObject({ patient_id: b });
  await sameAtTwo(world);
});

it('[MG7] visible in one store as both, the patient is visible there once', async () => {
  const world = await clinicsThatSend();
  const { country, there, patient, show } = world;
  const [a, b] = [await patient(), await patient()];
  await country.settle();
  for (const each of [a, b]) await show(each, there);
  await country.settle();
  await merges(world, a, b);
  await country.settle();
  expect(await shownAt(world)).toMatchObject([{ patient_id: b, inactive: false }]);
  await sameAtTwo(world);
});

it('[E2, E4] a forged merge with a patient of another home brings nothing', async () => {
  const world = await clinicsThatSend();
  const { country, there, patient } = world;
  const own = await patient();
  const foreign = country.id();
  const columns = { code: 'X', name: 'Foreign', last_name: 'X', store_id: there };
  await country.two.puts('patient', foreign, columns);
  await country.settle();
  const row = {
    ...emptyRow(mergeEvent),
    ...kept(country.one.site.siteId),
    id: country.id(),
    kind: 'patient',
    kept_id: own,
    removed_id: foreign,
    at: '2026-01-01T00:00:00.000Z',
  };
  const pushed = await forged(country, [{ table: 'merge_event', row }]);
  await country.central.site.hub.serve(country.one.site.siteId, pushed);
  const waiting = await country.central.quarantine();
  expect(waiting.map((group) => group.refusal.code)).not.toEqual([]);
  expect(await country.central.row('patient', foreign)).toMatchObject({ name: 'Foreign' });
  expect(await country.one.row('patient', foreign)).toBeUndefined();
});

it('[MG6, B2] who loses sight of a person loses the removed rows and the merges as well', async () => {
  const world = await clinicsThatSend();
  const { country, there, patient, show } = world;
  const [a, b] = [await patient(), await patient()];
  await country.settle();
  const join = await show(a, there);
  await country.settle();
  await merges(world, a, b);
  await country.settle();
  const held = async () => {
    const ids = new Set<unknown>();
    for (const table of ['patient', 'merge_event'])
      for (const row of await country.two.database.read((view) => view.select({ table })))
        ids.add(table === 'patient' ? row['id'] : 'the merge');
    return ids;
  };
  expect(await held()).toEqual(new Set([a, b, 'the merge']));
  await country.primary.puts('patient_store_join', join, { inactive: true });
  await country.settle();
  expect(await held()).toEqual(new Set());
  await country.primary.puts('patient_store_join', join, { inactive: false });
  await country.settle();
  expect(await held()).toEqual(new Set([a, b, 'the merge']));
});

it('[MG6, B2] so does a site whose store goes to another', async () => {
  const world = await clinicsThatSend();
  const { country, there, patient, show } = world;
  const [a, b] = [await patient(), await patient()];
  await country.settle();
  await show(a, there);
  await country.settle();
  await merges(world, a, b);
  await country.settle();
  const three = await country.addSite('District Three');
  await country.central.does('assign-store', { store_id: there, site_id: three.site.siteId });
  await country.settle();
  for (const table of ['patient', 'merge_event', 'patient_store_join']) {
    const at = async ({ database }: typeof three) =>
      (await database.read((view) => view.select({ table }))).length;
    expect([table, await at(country.two)]).toEqual([table, 0]);
    expect(await at(three)).toBeGreaterThan(0);
  }
});
