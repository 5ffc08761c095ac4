import { describe, expect, it } from 'vitest';
import { must } from '#base';
import { type Clinics, clinics } from './clinics.ts';
import { pharmacies } from './pharmacy.ts';

/** A patient with an event, at home at site one and unknown at site two. */
async function atHome(): Promise<Clinics & { readonly id: string; readonly record: string }> {
  const given = await clinics();
  const id = await given.patient();
  const record = given.country.id();
  await given.country.one.puts('patient_medication_record', record, {
    patient_id: id,
    medicine: 'Amoxicillin',
  });
  await given.country.settle();
  return { ...given, id, record };
}

async function refusalOf(asked: Promise<unknown>): Promise<string> {
  return asked.then(
    () => 'it was done',
    (fault: Error) => fault.message,
  );
}

describe('a change of home store', () => {
  it('[PT1] is asked for, released and done; then the patient is edited at the new home, and no longer at the old one', async () => {
    const { country, there, id, record } = await atHome();
    expect(await refusalOf(country.two.puts('patient', id, { phone: '1' }))).toMatch(
      /must have a value/,
    );
    const asked = await country.central.does('change-home-store', {
      patient_id: id,
      store_id: there,
    });
    expect(asked['status']).toBe('requested');
    // Until the former home has heard of it, it goes on.
    await country.one.puts('patient', id, { phone: '2' });
    await country.settle();
    const change = await country.central.row('home_change', String(asked['home_change_id']));
    expect(change).toMatchObject({ status: 'done', moved: 1 });
    expect(await country.two.row('patient', id)).toMatchObject({
      phone: '2',
      store_id: there,
      home_epoch: 2,
    });
    await country.two.puts('patient', id, { phone: '3' });
    await country.two.puts('patient_medication_record', record, { note: 'seen at the new home' });
    expect(await refusalOf(country.one.puts('patient', id, { phone: '4' }))).toMatch(/edited at/);
    await country.settle();
    expect(await country.one.row('patient', id)).toMatchObject({ phone: '3' });
    expect(await country.one.row('patient_medication_record', record)).toMatchObject({
      note: 'seen at the new home',
    });
    expect(await country.central.quarantine()).toEqual([]);
  });

  it('[PT3] freezes the patient where they were at home, from hearing of it until it is done or called off', async () => {
    const { country, there, id } = await atHome();
    const { home_change_id } = await country.central.does('change-home-store', {
      patient_id: id,
      store_id: there,
    });
    let exchanges = 0;
    country.onExchange = async () => {
      exchanges += 1;
      if (exchanges > 1) country.one.line.open = false;
    };
    await country.one.site.sync().catch(() => undefined);
    expect(await refusalOf(country.one.puts('patient', id, { phone: '5' }))).toMatch(
      /another home store/,
    );
    country.onExchange = undefined;
    await country.central.does('cancel-home-change', {
      home_change_id: must(home_change_id, 'asked'),
    });
    country.one.line.open = true;
    await country.settle();
    await country.one.puts('patient', id, { phone: '6' });
    await country.settle();
    expect(await country.central.row('patient', id)).toMatchObject({ phone: '6', home_epoch: 1 });
    expect(await country.central.quarantine()).toEqual([]);
  });

  it('[PT3] within one site makes nothing late that was saved there meanwhile', async () => {
    const { country, id } = await atHome();
    const { one, central } = country;
    const clinic = { code: 'E', name: 'Clinic E', store_mode: 'dispensary' };
    const { store_id } = await central.does('create-store', {
      ...clinic,
      site_id: one.site.siteId,
    });
    await country.settle();
    await one.puts('patient', id, { phone: 'unsent' });
    const asked = await central.does('change-home-store', {
      patient_id: id,
      store_id: must(store_id, 'made'),
    });
    expect(asked['status']).toBe('requested');
    await country.settle();
    expect(await central.quarantine()).toEqual([]);
    const moved = { phone: 'unsent', store_id, home_epoch: 2 };
    for (const place of [one, central]) expect(await place.row('patient', id)).toMatchObject(moved);
    await one.puts('patient', id, { phone: 'from the other clinic' });
    await country.settle();
    expect(await central.row('patient', id)).toMatchObject({ phone: 'from the other clinic' });
  });

  it('[PT3] that is forced turns what was not sent into late work, and both sites end with the same rows', async () => {
    const { country, there, id, record } = await atHome();
    country.one.line.open = false;
    await country.one.puts('patient', id, { phone: 'unsent' });
    await country.one.puts('patient_medication_record', record, { note: 'unsent' });
    expect(
      await refusalOf(
        country.central.does('change-home-store', { patient_id: id, store_id: there, force: true }),
      ),
    ).toMatch(/needs a reason/);
    await country.central.does('change-home-store', {
      patient_id: id,
      store_id: there,
      force: true,
      reason: 'the clinic burnt down',
    });
    await country.two.site.sync();
    await country.two.puts('patient', id, { phone: 'new home' });
    country.one.line.open = true;
    await country.settle();
    const waiting = await country.central.quarantine();
    expect(waiting.map(({ refusal }) => refusal.code)).toContain('gate.late-person');
    for (const place of [country.one, country.two, country.central]) {
      expect(await place.row('patient', id)).toMatchObject({ phone: 'new home', store_id: there });
      expect(await place.row('patient_medication_record', record)).toMatchObject({ note: null });
    }
  });

  it('[RT2] [C3] [C4] [F4] that is forced gives back the repeat that was counted, not the stock that left for it', async () => {
    const { country, here, there, item, patient, prescription, stockHere } = await pharmacies();
    const { one, central } = country;
    await central.does('set-store-preference', {
      store_id: there,
      key: 'repeats_on_all_visible_sites',
      value: true,
    });
    await central.does('set-store-sync-settings', { store_id: here, include_transactions: true });
    const patient_id = await patient();
    const original = await prescription('here', { patient_id });
    await one.does('finalise-prescription', { prescription_id: original });
    const [line] = await one.rows('prescription_line', { prescription_id: original });
    const repeat = country.id();
    await one.puts('repeat', repeat, {
      patient_id,
      item_id: item,
      original_invoice_line_id: must(line, 'it has one')['id'] ?? null,
      quantity: '30',
      repeats_total: 2,
    });
    await country.settle();
    one.line.open = false;
    const { prescription_id } = await one.does('process-repeat', {
      repeat_id: repeat,
      store_id: here,
    });
    await one.does('finalise-prescription', { prescription_id: must(prescription_id, 'made') });
    await central.does('change-home-store', {
      patient_id,
      store_id: there,
      force: true,
      reason: 'the clinic burnt down',
    });
    one.line.open = true;
    await country.settle();
    const waiting = await central.quarantine();
    expect(waiting.map(({ refusal }) => refusal.code)).toEqual(['gate.late-person']);
    expect(await one.row('repeat', repeat)).toMatchObject({ repeats_left: 2 });
    expect(await one.row('prescription', String(prescription_id))).toMatchObject({
      status: 'finalised',
    });
    expect(await one.row('stock_line', stockHere)).toMatchObject({ total_packs: '60' });
    // At home here again, the next one builds on the stock of the last, which waits.
    await central.does('change-home-store', {
      patient_id,
      store_id: here,
      force: true,
      reason: 'it did not',
    });
    await country.settle();
    const next = await one.does('process-repeat', { repeat_id: repeat, store_id: here });
    await one.does('finalise-prescription', { prescription_id: next['prescription_id'] ?? null });
    await country.settle();
    expect(await central.row('stock_line', stockHere)).toMatchObject({ total_packs: '90' });
    const accepted = await central.site.api.operation(central.session, 'settle-quarantined', {
      id: must(waiting[0], 'one').id,
      decision: 'accept',
      reason: 'The paper says so',
    });
    expect(accepted).toMatchObject({ ok: true });
    await country.settle();
    for (const place of [one, central]) {
      expect(await place.row('stock_line', stockHere)).toMatchObject({ total_packs: '30' });
      expect(await place.rows('stock_movement', { stock_line_id: stockHere })).toHaveLength(4);
    }
    expect(await central.quarantine()).toEqual([]);
  });

  it('of a whole clinic moves everybody who is at home there', async () => {
    const { country, here, there, patient } = await clinics();
    for (let i = 0; i < 120; i += 1) await patient();
    await country.settle();
    const asked = await country.central.does('change-home-store', {
      from_store_id: here,
      store_id: there,
    });
    await country.settle();
    const change = await country.central.row('home_change', String(asked['home_change_id']));
    expect(change).toMatchObject({ status: 'done', moved: 120 });
    expect(await country.two.rows('patient', { store_id: there })).toHaveLength(120);
    expect(await country.central.quarantine()).toEqual([]);
  });

  it('is refused to a store that is no dispensary, and while another is under way', async () => {
    const { country, there, id } = await atHome();
    const change = (input: object) =>
      refusalOf(country.central.does('change-home-store', input as never));
    expect(await change({ patient_id: id, store_id: country.b.store })).toMatch(/no dispensary/);
    expect(await change({ store_id: there })).toMatch(/Exactly one/);
    expect(await change({ patient_id: country.id(), store_id: there })).toMatch(/no patient/);
    await country.central.does('change-home-store', { patient_id: id, store_id: there });
    expect(await change({ patient_id: id, store_id: there })).toMatch(/under way/);
    expect(
      await refusalOf(country.one.does('change-home-store', { patient_id: id, store_id: there })),
    ).toMatch(/Home stores are changed at/);
  });

  it('[PT1] ends with its reason where the new home is no dispensary by then, or nobody is there to be moved', async () => {
    const { country, here, there, id } = await atHome();
    const { central } = country;
    const asked = await central.does('change-home-store', { patient_id: id, store_id: there });
    await central.puts('store', there, { disabled: true });
    await country.settle();
    const over = await central.row('home_change', String(asked['home_change_id']));
    expect(over).toMatchObject({ status: 'cancelled', moved: 0 });
    expect(over?.['reason']).toContain('is disabled');
    expect(await country.one.row('patient', id)).toMatchObject({ store_id: here });
    await country.one.puts('patient', id, { phone: '6' });

    await central.puts('store', there, { disabled: false });
    const empty = await central.does('change-home-store', { from_store_id: there, store_id: here });
    await country.settle();
    expect(await central.row('home_change', String(empty['home_change_id']))).toMatchObject({
      status: 'cancelled',
      reason: 'Nobody whom it is about is at home there now.',
    });
  });

  it('[PT1] of one person waits for that of the whole store, or, forced, leaves it under way', async () => {
    const { country, here, there, id } = await atHome();
    const { central } = country;
    const whole = await central.does('change-home-store', { from_store_id: here, store_id: there });
    const one = { patient_id: id, store_id: there };
    expect(await refusalOf(central.does('change-home-store', one))).toMatch(/under way/);
    await central.does('change-home-store', { ...one, force: true, reason: 'moved' });
    expect(await central.row('home_change', String(whole['home_change_id']))).toMatchObject({
      status: 'requested',
    });
  });

  it('[MG3] of a patient who was merged away is that of the one who is left, found by either code', async () => {
    const { country, there, id, patient } = await atHome();
    const { central, one } = country;
    const removed = await patient();
    await country.settle();
    const code = String((await central.row('patient', removed))?.['code']);
    await one.does('merge', { kind: 'patient', kept_id: id, removed_id: removed });
    await country.settle();
    const found = await central.does('find-patient', { code, reason: 'an old card' });
    expect(found['patients']).toMatchObject([{ patient_id: id }]);
    expect(await refusalOf(one.puts('patient', removed, { phone: '7' }))).toContain(
      `was merged into ${id}`,
    );
    const shown = await central.does('show-patient-here', {
      patient_id: removed,
      store_id: there,
    });
    expect(shown).toMatchObject({ patient_id: id });
    await central.does('change-home-store', { patient_id: removed, store_id: there });
    await country.settle();
    expect(await central.row('patient', id)).toMatchObject({ store_id: there });
  });
});
