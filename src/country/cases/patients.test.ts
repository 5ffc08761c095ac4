import { describe, expect, it } from 'vitest';
import { must } from '#base';
import type { Place } from '../small-country.ts';
import { clinics } from './clinics.ts';

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const answer = await work.then(
    () => 'it was done',
    (fault: Error) => fault.message,
  );
  return answer;
}

const POLICY = { discount_rate: '10', expiry_date: '2030-01-01' };

describe('a patient', () => {
  it('[B1] [E1] is at the home site and central, and elsewhere only once visible there, with all that hangs on them', async () => {
    const { country, there, patient, show } = await clinics();
    const id = await patient();
    const policy = country.id();
    await country.primary.puts('insurance_provider', country.id(), {
      name: 'Insurer',
    });
    await country.settle();
    const [provider] = await country.one.rows('insurance_provider');
    await country.one.puts('insurance_policy', policy, {
      patient_id: id,
      ...POLICY,
      provider_id: must(provider, 'dispensaries have it')['id'] ?? null,
      policy_number_full: 'a1',
    });
    await country.settle();
    expect(await country.central.rows('insurance_policy')).toHaveLength(1);
    expect(await country.two.rows('patient')).toEqual([]);
    const join = await show(id, there);
    await country.settle();
    expect(await country.two.row('patient', id)).toMatchObject({ name: 'Patient 1' });
    expect(await country.two.row('insurance_policy', policy)).toMatchObject({
      policy_number_full: 'a1',
    });
    expect(await country.central.quarantine()).toEqual([]);
    await country.primary.puts('patient_store_join', join, { inactive: true });
    await country.settle();
    expect(await country.two.rows('patient')).toEqual([]);
    expect(await country.two.rows('insurance_policy')).toEqual([]);
    expect(await country.one.rows('patient')).toHaveLength(1);
  });

  it('[D7] gets no policy at a site that sees them and has no dispensary', async () => {
    const { country, patient, show } = await clinics();
    const third = await country.addSite('District Three');
    const depot = await country.central.does('create-store', {
      code: 'depot',
      name: 'Depot',
      store_mode: 'store',
      site_id: third.site.siteId,
    });
    const id = await patient();
    await country.settle();
    await show(id, String(depot['store_id']));
    await country.settle();
    const policy = {
      patient_id: id,
      ...POLICY,
      provider_id: country.id(),
      policy_number_full: 'c1',
    };
    expect(await refusalOf(third.puts('insurance_policy', country.id(), policy))).toMatch(
      /edited at the home site/,
    );
  });

  it('[D7] is edited at home only, and a policy may be added where they are visible', async () => {
    const { country, there, patient, show } = await clinics();
    const id = await patient();
    await country.primary.puts('insurance_provider', country.id(), {
      name: 'Insurer',
    });
    await country.settle();
    await show(id, there);
    await country.settle();
    expect(await refusalOf(country.two.puts('patient', id, { phone: '1' }))).toMatch(/edited at/);
    const [provider] = await country.two.rows('insurance_provider');
    const policy = country.id();
    await country.two.puts('insurance_policy', policy, {
      patient_id: id,
      ...POLICY,
      provider_id: must(provider, 'dispensaries have it')['id'] ?? null,
      policy_number_full: 'b2',
    });
    await country.settle();
    expect(await country.central.quarantine()).toEqual([]);
    expect(await country.one.row('insurance_policy', policy)).toMatchObject({
      policy_number_full: 'b2',
    });
    await country.one.puts('insurance_policy', policy, { policy_number_full: 'b3' });
    await country.settle();
    expect(await country.two.row('insurance_policy', policy)).toMatchObject({
      policy_number_full: 'b3',
    });
    expect(
      await refusalOf(country.two.puts('insurance_policy', policy, { policy_number_full: 'b4' })),
    ).toMatch(/edited at/);
  });

  it('[PT2] is shown by the home site until central has received it, and from then on by the primary', async () => {
    const { country, here, patient } = await clinics({ mirrored: true });
    const id = await patient();
    const joins = () => country.one.rows('patient_store_join', { patient_id: id });
    const [made] = await joins();
    expect(made).toMatchObject({ store_id: here, established_at: null });
    // Hidden and shown again before anything was sent: three groups of one push.
    await country.one.puts('patient_store_join', String(made?.['id']), { inactive: true });
    await country.one.puts('patient_store_join', String(made?.['id']), { inactive: false });
    await country.settle();
    expect(await country.central.quarantine()).toEqual([]);
    const [received] = await joins();
    expect(received).toMatchObject({ inactive: false, origin_site_id: 1 });
    expect(received?.['established_at']).toEqual(expect.any(String));
    expect(
      await refusalOf(
        country.one.puts('patient_store_join', String(made?.['id']), { inactive: true }),
      ),
    ).toMatch(/edited at Primary/);
    await country.primary.puts('patient_store_join', String(made?.['id']), { inactive: true });
    await country.settle();
    expect((await joins())[0]).toMatchObject({ inactive: true });
  });

  it('[PT3] keeps the home store that they have, whoever edits them', async () => {
    const { country, patient, there } = await clinics();
    const id = await patient();
    await country.settle();
    expect(await refusalOf(country.one.puts('patient', id, { store_id: there }))).toMatch(
      /edited at|home store/,
    );
  });
});

describe('a patient whom central and the primary make visible in one store', () => {
  it('[PT2] [B10] is visible there as the primary said, and nothing waits', async () => {
    const { country, there, patient, show } = await clinics({ mirrored: true });
    const id = await patient();
    await country.settle();
    const join = await show(id, there);
    await country.central.does('change-home-store', {
      patient_id: id,
      store_id: there,
      force: true,
      reason: 'moved to town',
    });
    await country.settle();
    expect(await country.central.quarantine()).toEqual([]);
    for (const place of [country.central, country.two])
      expect(
        await place.rows('patient_store_join', { patient_id: id, store_id: there }),
      ).toMatchObject([{ id: join }]);
  });
});

describe('a row that gave way to the same one of central, while its site had worked on it further', () => {
  it.each([
    [1, 'is told of it again between the two'],
    [2, 'sends both at once'],
  ])('[B1] [B5] is as that site left it, which pushes %i at a time and %s', async (pushGroups) => {
    const { country, there, patient, show } = await clinics({
      mirrored: true,
      sizes: { pushGroups },
    });
    const id = await patient();
    await country.settle();
    for (let i = 0; i < pushGroups; i += 1)
      await country.primary.puts('unit', country.id(), { name: `unit ${i}` });
    const join = await show(id, there);
    await country.primary.puts('patient_store_join', join, { inactive: true });
    await country.central.does('change-home-store', {
      patient_id: id,
      store_id: there,
      force: true,
      reason: 'moved to town',
    });
    await country.settle();
    expect(await country.central.quarantine()).toEqual([]);
    for (const place of [country.central, country.primary, country.two])
      expect(await place.row('patient_store_join', join)).toMatchObject({
        inactive: true,
        row_version: 2,
      });
  });
});

describe('a back-fill that is large', () => {
  it('[B1] is done in slices, in the background', async () => {
    const { country, there, patient, show } = await clinics();
    const id = await patient();
    for (let i = 0; i < 700; i += 1)
      await country.one.puts('patient_medication_record', country.id(), {
        patient_id: id,
        medicine: `m${i}`,
      });
    await country.settle();
    await show(id, there);
    await country.central.site.settle();
    await country.settle();
    expect(
      await country.two.database.read((view) => view.count({ table: 'patient_medication_record' })),
    ).toBe(700);
    expect(await country.central.database.read((view) => view.count({ table: 'owed_rows' }))).toBe(
      0,
    );
  });
});

it('[B1] [DP3] a policy that is under way while its clinic leaves and comes back is there again', async () => {
  const { country, there, patient, show } = await clinics({ sizes: { pushGroups: 1 } });
  const { primary, two, id } = country;
  const [provider, policy] = [id(), id()];
  await primary.puts('insurance_provider', provider, { name: 'x' });
  const patient_id = await patient();
  await country.settle();
  await show(patient_id, there);
  await country.central.does('set-store-sync-settings', {
    store_id: there,
    include_transactions: true,
  });
  await country.settle();
  two.line.open = false;
  for (const code of ['x', 'y'])
    await two.puts('location', id(), { store_id: country.b.store, code });
  await two.puts('insurance_policy', policy, {
    patient_id,
    provider_id: provider,
    policy_number_full: '1',
    ...POLICY,
  });
  const assign = (place: Place) =>
    country.central.does('assign-store', { store_id: there, site_id: place.site.siteId });
  await assign(country.one);
  let exchanges = 0;
  country.onExchange = async () => {
    exchanges += 1;
    two.line.open = exchanges < 2;
  };
  two.line.open = true;
  await two.site.sync();
  expect(await two.row('insurance_policy', policy)).toBeUndefined();
  country.onExchange = undefined;
  await assign(two);
  two.line.open = true;
  await country.settle();
  expect(await two.row('insurance_policy', policy)).toMatchObject({ policy_number_full: '1' });
  expect(await country.central.quarantine()).toEqual([]);
});
