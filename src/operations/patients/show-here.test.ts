import { describe, expect, it } from 'vitest';
import { must, type Result } from '#base';
import { type CountryOptions, clinics, type Place, type SmallCountry } from '#country';
import type { Row } from '#dictionary';

async function refusalOf(asked: Promise<Result<unknown>>) {
  const answer = await asked;
  return must(answer.ok ? undefined : answer.refusal, 'it was refused');
}

const asks = (place: Place, operation: string, input: Row) =>
  place.site.api.operation(place.session, operation, input);

async function stranger(options: CountryOptions = {}) {
  const made = await clinics(options);
  const { country, here } = made;
  const registered = await country.one.does('register-patient', { store_id: here, last_name: 'A' });
  const patient = String(registered['patient_id']);
  await country.one.puts('patient_medication_record', country.id(), {
    patient_id: patient,
    medicine: 'Aspirin',
  });
  await country.settle();
  return { ...made, patient };
}

describe('show-patient-here', () => {
  it('[DP5] asks central, and the next sync brings the patient with all that hangs on them', async () => {
    const { country, there, patient } = await stranger();
    const { two } = country;
    const asked = { patient_id: patient, store_id: there };
    expect(await two.does('show-patient-here', asked)).toEqual(asked);
    expect(await two.rows('patient')).toEqual([]);
    expect((await two.site.sync()).error).toBe(null);
    expect(await two.rows('patient')).toMatchObject([{ id: patient }]);
    expect(await two.rows('patient_medication_record')).toHaveLength(1);
    await country.settle();
    expect(await country.central.quarantine()).toEqual([]);
  });

  it('[DP5] works while a mirrored primary is away, which has the row with its next sync and decides on', async () => {
    const { country, there, patient } = await stranger({ mirrored: true });
    const { two, primary, central } = country;
    primary.line.open = false;
    await two.does('show-patient-here', { patient_id: patient, store_id: there });
    await two.site.sync();
    expect(await two.rows('patient')).toMatchObject([{ id: patient }]);
    primary.line.open = true;
    await country.settle();
    const where = { patient_id: patient, store_id: there };
    const [row] = await primary.rows('patient_store_join', where);
    expect(row).toMatchObject({ inactive: false, established_at: expect.any(String) });
    await primary.puts('patient_store_join', String(row?.['id']), { inactive: true });
    await country.settle();
    expect(await central.quarantine()).toEqual([]);
    expect(await two.rows('patient')).toEqual([]);
    await two.does('show-patient-here', where);
    await country.settle();
    expect(await two.rows('patient')).toMatchObject([{ id: patient }]);
    expect(await central.quarantine()).toEqual([]);
  });

  it('[DP5] is done at once at central and, for a patient who is there, at the primary', async () => {
    const { country, there, patient } = await stranger({ mirrored: true });
    const { central, primary, two } = country;
    const asked = { patient_id: patient, store_id: there };
    await central.does('show-patient-here', asked);
    await country.settle();
    expect(await two.rows('patient')).toMatchObject([{ id: patient }]);
    const made = await two.does('register-patient', { store_id: there, last_name: 'B' });
    await country.settle();
    const [first, second] = [
      await dispensaryAt(country, primary),
      await dispensaryAt(country, primary),
    ];
    const theirs = { patient_id: String(made['patient_id']) };
    await primary.does('show-patient-here', { ...theirs, store_id: first });
    await country.settle();
    // The patient is there by now, so nobody needs to be asked.
    primary.line.open = false;
    await primary.does('show-patient-here', { ...theirs, store_id: second });
    primary.line.open = true;
    await country.settle();
    expect(await central.quarantine()).toEqual([]);
    expect(await central.rows('patient_store_join', theirs)).toHaveLength(3);
  });

  it('[DP5] refuses whom nobody knows, a store of another site, no dispensary, and who is visible already', async () => {
    const { country, here, there, patient } = await stranger();
    const { one, two, central } = country;
    const codeOf = async (place: Place, patient_id: string, store_id: string) =>
      (await refusalOf(asks(place, 'show-patient-here', { patient_id, store_id }))).code;
    expect(await codeOf(two, country.id(), there)).toBe('operations.not-found');
    expect(await codeOf(two, patient, here)).toMatch(/operations.not-found|person.store-elsewhere/);
    expect(await codeOf(two, patient, country.b.store)).toBe('person.home-no-dispensary');
    expect(await codeOf(one, patient, here)).toBe('person.already-visible');
    expect(await codeOf(central, patient, here)).toBe('person.already-visible');
    expect(await codeOf(central, patient, country.b.store)).toBe('person.home-no-dispensary');
    two.line.open = false;
    expect(await codeOf(two, patient, there)).toBe('site.asked-offline');
  });

  it('[DP5] [E4] is not done by central for a store that is not the asking site’s', async () => {
    const { country, here, patient } = await stranger();
    const { central, two } = country;
    const device = must(await central.site.hub.deviceOf(two.site.siteId), 'it is enrolled');
    const facts = await two.database.read((view) => view.get('this_site', ['central']));
    const answer = await central.site.hub.answer(two.site.siteId, {
      protocol: 1,
      number: 9_000_000_000,
      site_id: two.site.siteId,
      incarnation: device.incarnation,
      central: String(facts.get('central')?.['value']),
      person: two.session.person,
      operation: 'show-patient-here',
      input: { patient_id: patient, store_id: here },
    });
    expect(answer.ok ? '' : answer.refusal.code).toBe('person.store-not-of-site');
  });

  it('[E7] counts as a look-up, and is written down', async () => {
    const { country, there, patient } = await stranger();
    await country.two.does('show-patient-here', {
      patient_id: patient,
      store_id: there,
      reason: 'moved here',
    });
    expect(await country.central.rows('activity_log', { record_id: patient })).toMatchObject([
      { type: 'patient-shown', message: 'clerk at District Two: moved here' },
    ]);
    expect(await country.central.rows('activity_log', { type: 'patient-looked-up' })).toHaveLength(
      1,
    );
  });
});

describe('show-prescriber-here', () => {
  it('[DP4] [DP5] asks central like a patient, who is found there', async () => {
    const { country, here, there } = await clinics();
    const { one, two } = country;
    const doctor = { store_id: here, last_name: 'Bello', registration_code: 'R7' };
    const made = await one.does('register-prescriber', doctor);
    await country.settle();
    const asked = { prescriber_id: String(made['prescriber_id']), store_id: there };
    for (const terms of [{ text: 'bel' }, { code: 'R7' }])
      for (const [place, found_at] of [
        [one, 'here'],
        [two, 'central'],
      ] as const)
        expect(await place.does('find-prescriber', terms)).toMatchObject({
          found_at,
          prescribers: [{ prescriber_id: asked.prescriber_id, last_name: 'Bello' }],
        });
    expect((await refusalOf(asks(two, 'find-prescriber', { text: 'be' }))).code).toBe(
      'look-up.too-few-terms',
    );
    await two.does('show-prescriber-here', asked);
    await country.settle();
    expect(await two.rows('prescriber')).toMatchObject([{ id: asked.prescriber_id }]);
    expect((await refusalOf(asks(two, 'show-prescriber-here', asked))).code).toBe(
      'person.already-visible',
    );
    const store_id = await dispensaryAt(country, country.central);
    await country.central.does('show-prescriber-here', { ...asked, store_id });
    expect(await country.central.rows('prescriber_store_join')).toHaveLength(3);
  });
});

/** A further dispensary, active at the place. */
async function dispensaryAt({ central, settle, id }: SmallCountry, at: Place): Promise<string> {
  const code = id();
  const site_id = at.site.siteId;
  const store = { code, name: code, store_mode: 'dispensary', site_id };
  const made = await central.does('create-store', store);
  await settle();
  return String(made['store_id']);
}
