import { describe, expect, it } from 'vitest';
import { must, type Result } from '#base';
import { clinics, type Place } from '#country';
import type { Row } from '#dictionary';

async function refusalOf(asked: Promise<Result<unknown>>) {
  const answer = await asked;
  return must(answer.ok ? undefined : answer.refusal, 'it was refused');
}

const asks = (place: Place, operation: string, input: Row) =>
  place.site.api.operation(place.session, operation, input);

const AMINA = { first_name: 'Amina', last_name: 'Okoro', date_of_birth: '1990-02-03' };

/** A second dispensary at site one, beside the one that registers. */
async function twoAtOneSite() {
  const made = await clinics();
  const { country } = made;
  const beside = await country.central.does('create-store', {
    code: 'E',
    name: 'Clinic E',
    store_mode: 'dispensary',
    site_id: country.one.site.siteId,
  });
  await country.settle();
  return { ...made, beside: String(beside['store_id']) };
}

const storesSeeing = async (place: Place, id: unknown) =>
  (await place.rows('patient_store_join', { patient_id: String(id) }))
    .map(({ store_id }) => store_id)
    .sort();

describe('register-patient', () => {
  it('[DP1] makes the patient at home in the dispensary, with a code, visible in every dispensary of the site', async () => {
    const { country, here, beside } = await twoAtOneSite();
    const { one } = country;
    const made = await one.does('register-patient', { store_id: here, ...AMINA, phone: '12' });
    expect(await one.row('patient', String(made['patient_id']))).toMatchObject({
      code: 'C-1',
      name: 'Amina Okoro',
      store_id: here,
      home_epoch: 1,
      phone: '12',
    });
    expect(await storesSeeing(one, made['patient_id'])).toEqual([here, beside].sort());
    await country.settle();
    expect(await country.central.quarantine()).toEqual([]);
    expect(await storesSeeing(country.central, made['patient_id'])).toHaveLength(2);
    expect(await country.two.rows('patient')).toEqual([]);
  });

  it('[DP1] shows nobody where the creating store or the other one prefers not', async () => {
    const { country, here, beside } = await twoAtOneSite();
    const { central, one } = country;
    const prefers = async (store_id: string, key: string, value: boolean) => {
      await central.does('set-store-preference', { store_id, key, value });
      await country.settle();
    };
    await prefers(beside, 'patients_created_elsewhere_not_visible', true);
    const first = await one.does('register-patient', { store_id: here, last_name: 'A' });
    expect(await storesSeeing(one, first['patient_id'])).toEqual([here]);
    const second = await one.does('register-patient', { store_id: beside, last_name: 'B' });
    expect(await storesSeeing(one, second['patient_id'])).toEqual([here, beside].sort());
    await prefers(beside, 'new_patients_this_store_only', true);
    const third = await one.does('register-patient', { store_id: beside, last_name: 'C' });
    expect(await storesSeeing(one, third['patient_id'])).toEqual([beside]);
  });

  it('[DP2] answers who here may be the same, and registers all the same', async () => {
    const { country, here } = await clinics();
    const { one } = country;
    const first = await one.does('register-patient', {
      store_id: here,
      ...AMINA,
      national_health_number: 'N7',
    });
    expect(first['possible_duplicates']).toEqual([]);
    const same = { patient_id: first['patient_id'], code: 'C-1', name: 'Amina Okoro' };
    const namesake = { ...AMINA, last_name: 'OKORO' };
    expect(await one.does('register-patient', { store_id: here, ...namesake })).toMatchObject({
      code: 'C-2',
      possible_duplicates: [{ ...same, because: 'same-name-and-birth' }],
    });
    const other = { last_name: 'Bello', national_health_number: 'N7' };
    expect(await one.does('register-patient', { store_id: here, ...other })).toMatchObject({
      possible_duplicates: [{ ...same, because: 'same-national-number' }],
    });
    expect(await one.rows('patient')).toHaveLength(3);
  });

  it('[DP2] refuses the very same code, without a word of the other patient but the id', async () => {
    const { country, here } = await clinics();
    const { one } = country;
    const first = await one.does('register-patient', { store_id: here, code: 'X', ...AMINA });
    const no = await refusalOf(
      asks(one, 'register-patient', { store_id: here, code: 'X', last_name: 'Bello' }),
    );
    expect(no).toMatchObject({
      code: 'person.code-taken',
      details: { table: 'patient', id: first['patient_id'] },
    });
    expect(JSON.stringify(no)).not.toMatch(/Amina|Okoro/);
  });

  it('[DP2] goes past a number whose code somebody was given by hand', async () => {
    const { country, here } = await clinics();
    await country.one.does('register-patient', { store_id: here, code: 'C-1', last_name: 'A' });
    expect(
      await country.one.does('register-patient', { store_id: here, last_name: 'B' }),
    ).toMatchObject({ code: 'C-2' });
  });

  it('[DP1] takes an id of the caller, once', async () => {
    const { country, here } = await clinics();
    const input = { patient_id: country.id(), store_id: here, last_name: 'A' };
    expect(await country.one.does('register-patient', input)).toMatchObject({
      patient_id: input.patient_id,
    });
    expect((await refusalOf(asks(country.one, 'register-patient', input))).code).toBe(
      'person.id-in-use',
    );
  });
});

describe('[DP3] a home store', () => {
  it('that is no dispensary is refused with the way out, by the operation and for a single row', async () => {
    const { country } = await clinics();
    const { one, a, id } = country;
    const asked = await refusalOf(
      asks(one, 'register-patient', { store_id: a.store, last_name: 'A' }),
    );
    expect(asked.code).toBe('person.home-no-dispensary');
    expect(asked.next).toContain('store_mode');
    const row = { code: '1', name: 'A', last_name: 'A', store_id: a.store };
    for (const [table, columns] of [
      ['patient', row],
      ['prescriber', { code: '1', last_name: 'A', store_id: a.store }],
    ] as const) {
      const no = await refusalOf(one.site.api.putRow(one.session, table, id(), columns));
      expect(no.code).toBe('person.home-no-dispensary');
    }
  });

  it('of another site, or one that nobody knows, is refused', async () => {
    const { country, there } = await clinics();
    const { one, a } = country;
    const elsewhere = await refusalOf(
      asks(one, 'register-patient', { store_id: country.b.store, last_name: 'A' }),
    );
    expect(elsewhere.message).toContain('edited at District Two');
    for (const store_id of [there, a.name])
      expect((await asks(one, 'register-prescriber', { store_id, last_name: 'A' })).ok).toBe(false);
    const unknown = { store_id: country.id(), last_name: 'A' };
    expect((await refusalOf(asks(one, 'register-patient', unknown))).code).toBe(
      'operations.not-found',
    );
  });
});

describe('register-prescriber', () => {
  it('[DP1] [DP2] makes the prescriber visible at home, and names those who may be the same', async () => {
    const { country, here } = await clinics();
    const { one } = country;
    const doctor = { store_id: here, first_name: 'Ngozi', last_name: 'Bello' };
    const first = await one.does('register-prescriber', { ...doctor, registration_code: 'R1' });
    const id = String(first['prescriber_id']);
    expect(await one.rows('prescriber_store_join')).toMatchObject([
      { prescriber_id: id, store_id: here, inactive: false },
    ]);
    expect(await one.does('register-prescriber', doctor)).toMatchObject({
      code: 'C-2',
      possible_duplicates: [{ prescriber_id: id, name: 'Ngozi Bello', because: 'same-name' }],
    });
    await country.settle();
    expect(await country.central.quarantine()).toEqual([]);
    expect(await country.two.rows('prescriber')).toEqual([]);
  });
});
