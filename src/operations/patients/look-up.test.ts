import { describe, expect, it } from 'vitest';
import { must, ok, type Result } from '#base';
import { type CountryOptions, clinics, type Place } from '#country';
import { type Row, userAccount, userPermission } from '#dictionary';

async function refusalOf(asked: Promise<Result<unknown>>) {
  const answer = await asked;
  return must(answer.ok ? undefined : answer.refusal, 'it was refused');
}

const asks = (place: Place, operation: string, input: Row) =>
  place.site.api.operation(place.session, operation, input);

const REASON = 'came without papers';
const CANARY = { first_name: 'Zebulon', last_name: 'Quagmire', date_of_birth: '1931-12-30' };

/** A patient at home in the clinic of site one, whom central knows and site two does not. */
async function stranger(options: CountryOptions = {}) {
  const made = await clinics(options);
  const { country, here } = made;
  const registered = await country.one.does('register-patient', {
    store_id: here,
    code: 'Z-77',
    ...CANARY,
  });
  await country.settle();
  return { ...made, patient: String(registered['patient_id']) };
}

describe('find-patient', () => {
  it('[DP4] finds those who are here without asking anybody', async () => {
    const { country, patient } = await stranger();
    country.one.line.open = false;
    for (const terms of [
      { text: 'quag' },
      { text: 'ZEBULON quagmire' },
      { code: 'Z-77' },
      { text: 'Quagmire', date_of_birth: '1931-12-30' },
    ])
      expect(await country.one.does('find-patient', { ...terms, reason: REASON })).toMatchObject({
        found_at: 'here',
        patients: [{ patient_id: patient }],
        more: false,
      });
    const no = await refusalOf(
      asks(country.one, 'find-patient', { text: 'quag', date_of_birth: '1932-01-01', reason: 'r' }),
    );
    expect(no.code).toBe('site.asked-offline');
  });

  it('[DP4] asks central for one who is not here, and tells as much as it takes to tell them apart', async () => {
    const { country, here, patient } = await stranger();
    expect(
      await country.two.does('find-patient', { text: 'quagmire zeb', reason: REASON }),
    ).toEqual({
      found_at: 'central',
      more: false,
      patients: [
        {
          patient_id: patient,
          code: 'Z-77',
          name: 'Zebulon Quagmire',
          date_of_birth: '1931-12-30',
          gender: 'unknown',
          home_store_id: here,
        },
      ],
    });
    expect(await country.two.rows('patient')).toEqual([]);
  });

  it('[DP4] asks central as well where it is told to', async () => {
    const { country, there, patient } = await stranger();
    await country.two.does('register-patient', { store_id: there, last_name: 'Quagmire' });
    const input = { text: 'Quagmire', reason: REASON };
    expect(await country.two.does('find-patient', input)).toMatchObject({ found_at: 'here' });
    await country.settle();
    const found = await country.two.does('find-patient', { ...input, everywhere: true });
    expect(found['patients']).toHaveLength(2);
    expect(JSON.stringify(found)).toContain(patient);
  });

  it('[DP6] says that central cannot be reached, and asks again when it can', async () => {
    const { country, patient } = await stranger();
    country.two.line.open = false;
    const no = await refusalOf(asks(country.two, 'find-patient', { code: 'Z-77', reason: REASON }));
    expect(no).toMatchObject({ code: 'site.asked-offline', kind: 'unreachable' });
    country.two.line.open = true;
    expect(await country.two.does('find-patient', { code: 'Z-77', reason: REASON })).toMatchObject({
      patients: [{ patient_id: patient }],
    });
  });

  it('[E7] takes a permission of its own, and terms that mean somebody', async () => {
    const { country, there } = await stranger();
    const { two, id } = country;
    const user_id = id();
    const person = { user_id, username: 'nurse' };
    await two.site.perform(undefined, async (work) => {
      await work.put(userAccount, user_id, { username: 'nurse', password_hash: 'no sign-in' });
      return ok(undefined);
    });
    const ask = (input: Row) => two.site.api.operation({ person }, 'find-patient', input);
    const input = { code: 'Z-77', reason: REASON };
    expect((await refusalOf(ask(input))).code).toBe('operations.not-permitted');
    await two.site.perform(undefined, async (work) => {
      const permission = 'look_up_patients';
      await work.put(userPermission, work.newId(), {
        user_id,
        store_id: work.topology.store(there)?.storeId ?? null,
        permission,
      });
      return ok(undefined);
    });
    expect((await refusalOf(ask(input))).code).toBe('operations.not-permitted');
    expect((await ask({ ...input, store_id: there })).ok).toBe(true);
    for (const vague of [{}, { text: 'qu' }, { text: ' q u ' }, { date_of_birth: '1931-12-30' }])
      expect((await refusalOf(asks(two, 'find-patient', { ...vague, reason: REASON }))).code).toBe(
        'look-up.too-few-terms',
      );
    expect((await refusalOf(asks(two, 'find-patient', { code: 'Z-77' }))).code).toBe(
      'site.bad-input',
    );
  });

  it('[E7] is written down at central: who, when, why and about whom', async () => {
    const { country, patient } = await stranger();
    await country.two.does('find-patient', { code: 'Z-77', reason: REASON });
    await country.two.does('find-patient', { code: 'nobody', reason: REASON });
    const { user_id } = country.two.session.person;
    const told = await country.central.rows('activity_log', { record_id: patient });
    expect(told).toMatchObject([
      {
        type: 'patient-found',
        from_value: user_id,
        message: `clerk at District Two: ${REASON}`,
      },
    ]);
    const asked = await country.central.rows('activity_log', { type: 'patient-looked-up' });
    expect(asked.map(({ to_value }) => to_value)).toEqual(['1', '0']);
    expect(await country.two.rows('activity_log', { type: 'patient-looked-up' })).toHaveLength(2);
  });

  it('[E8] leaves nothing of a patient in a log, a refusal or a figure', async () => {
    const { country } = await stranger();
    const { one, two, central } = country;
    await two.does('find-patient', { text: 'Quagmire', reason: REASON });
    const refusals = [
      await asks(two, 'find-patient', { text: 'Quagmire', code: 7, reason: REASON } as Row),
      await asks(two, 'find-patient', { date_of_birth: '1931-12-30', reason: REASON }),
      await asks(one, 'register-patient', {
        store_id: String((await one.rows('patient'))[0]?.['store_id']),
        code: 'Z-77',
        ...CANARY,
      }),
    ];
    expect(refusals.map((each) => each.ok)).toEqual([false, false, false]);
    const said: unknown[] = [
      refusals,
      await two.site.gauges.status(),
      await central.site.gauges.sites(),
    ];
    for (const place of [one, two, central]) said.push(await place.rows('activity_log'));
    expect(JSON.stringify(said)).not.toMatch(/Zebulon|Quagmire|1931-12-30|Z-77/i);
  });

  it('[E7] is refused to a person after so many in an hour, and allowed again when it has passed', async () => {
    let now = Date.parse('2026-11-22T08:00:00.000Z');
    const clock = { now: () => now, monotonic: () => now };
    const { country } = await stranger({ clock });
    const ask = () => asks(country.two, 'find-patient', { code: 'nobody', reason: REASON });
    for (let i = 0; i < 30; i += 1) expect((await ask()).ok).toBe(true);
    expect((await refusalOf(ask())).code).toBe('look-up.too-many');
    now += 61 * 60_000;
    expect((await ask()).ok).toBe(true);
  });

  it('[E7] tells nobody who asks for one after the other more than 1 % of the patients in a day', async () => {
    let now = Date.parse('2026-11-22T08:00:00.000Z');
    const clock = { now: () => now, monotonic: () => now };
    const { country, here } = await clinics({ clock });
    const all = 2_500;
    for (let i = 0; i < all; i += 500) {
      const ids = Array.from({ length: 500 }, (_, n) => i + n);
      const changes = ids.map((n) => ({
        table: 'patient',
        id: country.id(),
        put: { code: `P${n}`, name: `Name${n}`, last_name: `Name${n}`, store_id: here },
      }));
      expect((await country.one.site.api.putRows(country.one.session, changes)).ok).toBe(true);
    }
    await country.settle();
    const told = new Set<unknown>();
    const codes = new Set<unknown>();
    for (let i = 0; i < 24 * 12; i += 1) {
      now += 5 * 60_000 - 1;
      // Somebody who invents a name for himself at every question, at a site that lets him.
      const person = { ...country.two.session.person, username: `clerk ${i}` };
      const text = `name${String(i).padStart(3, '1')}`;
      const input = { text, reason: REASON };
      const answer = await country.two.site.api.operation({ person }, 'find-patient', input);
      if (!answer.ok) codes.add(answer.refusal.code);
      else
        for (const each of (answer.value as { readonly patients: readonly Row[] }).patients)
          told.add(each['patient_id']);
    }
    expect([...codes]).toEqual(['look-up.told-enough']);
    expect(told.size).toBeGreaterThan(0);
    expect(told.size).toBeLessThan(all / 100);
  });
});

describe('a question to central', () => {
  it('[DP6] is answered in the middle of a sync, whose numbers it shares', async () => {
    const { country } = await stranger();
    const { two } = country;
    let asked: Promise<Result<unknown>> | undefined;
    country.onExchange = async () => {
      country.onExchange = undefined;
      asked = asks(two, 'find-patient', { code: 'Z-77', reason: REASON });
      await asked;
    };
    await two.puts('message', country.id(), { type: 'note' });
    expect((await two.site.sync()).error).toBe(null);
    expect((await asked)?.ok).toBe(true);
    expect((await two.site.api.syncStatus(two.session)).ok).toBe(true);
    expect(await country.central.rows('message')).toHaveLength(1);
  });

  it('[DP6] [E2] is heard once, from the enrolled device, and only about what is answered there', async () => {
    const { country } = await stranger();
    const { central, two } = country;
    const { hub } = central.site;
    const device = must(await hub.deviceOf(two.site.siteId), 'it is enrolled');
    const facts = await two.database.read((view) => view.get('this_site', ['central']));
    const request = {
      protocol: 1,
      number: 9_000_000_000,
      site_id: two.site.siteId,
      incarnation: device.incarnation,
      central: String(facts.get('central')?.['value']),
      person: two.session.person,
      operation: 'find-patient',
      input: { code: 'Z-77', reason: REASON },
    };
    const codeOf = async (asked: Row) => {
      const answer = await hub.answer(two.site.siteId, { ...request, ...asked } as never);
      return answer.ok ? 'answered' : answer.refusal.code;
    };
    expect(await codeOf({})).toBe('answered');
    expect(await codeOf({})).toBe('sync.repeated-request');
    expect(await codeOf({ number: 9_000_000_001, incarnation: 'other' })).toBe(
      'sync.device-replaced',
    );
    expect(await codeOf({ number: 9_000_000_002, central: 'other' })).toBe('sync.central-replaced');
    expect(await codeOf({ number: 9_000_000_003, site_id: 1 })).toBe('sync.site-unknown');
    expect(await codeOf({ number: 9_000_000_004, operation: 'create-site' })).toBe(
      'site.no-such-operation',
    );
    expect(await codeOf({ number: 9_000_000_005, input: { code: 7 } })).toBe('site.bad-input');
    expect(await codeOf({ number: 9_000_000_006, protocol: 2 })).toBe('sync.version-incompatible');
  });
});
