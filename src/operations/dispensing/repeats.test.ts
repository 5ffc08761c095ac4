import { describe, expect, it } from 'vitest';
import { must, ok, type Result, type RowId } from '#base';
import { type CountryOptions, type Place, pharmacies } from '#country';
import { patient, type Row } from '#dictionary';
import type { Processor } from '#engine';

async function refusalOf(asked: Promise<Result<unknown>>) {
  const answer = await asked;
  return must(answer.ok ? undefined : answer.refusal, 'it was refused');
}

const asks = (place: Place, operation: string, input: Row) =>
  place.site.api.operation(place.session, operation, input);

/** Gives a patient another home, as central does when it is asked to. */
const moveHome: Processor = {
  name: 'move-home',
  watches: ['message'],
  concerns: (row) => row['type'] === 'move-home',
  async run(work, { row }) {
    const { patient_id, store_id } = row['body'] as Record<'patient_id' | 'store_id', RowId>;
    if (work.topology.central().siteId === work.topology.self)
      await work.put(patient, patient_id, { store_id, home_epoch: 2 });
    return ok(undefined);
  },
};

/** A patient at home in the clinic of site one, visible in that of site two, with a repeat of two times thirty tablets. */
async function withRepeat(options: CountryOptions = {}, everywhere = true) {
  const made = await pharmacies(options);
  const { country, here, there, item, prescription } = made;
  const { one, two, central, settle, id } = country;
  const registered = await one.does('register-patient', { store_id: here, last_name: 'A' });
  const patient_id = String(registered['patient_id']);
  await settle();
  await central.does('show-patient-here', { patient_id, store_id: there });
  if (everywhere)
    await central.does('set-store-preference', {
      store_id: here,
      key: 'repeats_on_all_visible_sites',
      value: true,
    });
  await settle();
  const original = await prescription('here', { patient_id }, { directions: 'one a day' });
  await one.does('finalise-prescription', { prescription_id: original });
  const [line] = await one.rows('prescription_line', { prescription_id: original });
  const repeat = id();
  await one.puts('repeat', repeat, {
    patient_id,
    item_id: item,
    original_invoice_line_id: String(line?.['id']),
    quantity: '30',
    repeats_total: 2,
  });
  await settle();
  const process = async (at: Place): Promise<string> =>
    String((await at.does('process-repeat', { repeat_id: repeat }))['prescription_id']);
  const dispense = async (at: Place): Promise<string> => {
    const prescription_id = await process(at);
    await at.does('finalise-prescription', { prescription_id });
    return prescription_id;
  };
  const state = async (at: Place = one) => {
    const row = must(await at.row('repeat', repeat), 'the repeat is there');
    return [row['repeats_left'], row['status']];
  };
  return { ...made, patient_id, repeat, one, two, process, dispense, state };
}

describe('process-repeat', () => {
  it('[DP10] makes a prescription from the repeat, with stock that expires first', async () => {
    const { country, one, repeat, process, here, item, patient_id, stockHere } = await withRepeat();
    const invoice = country.id();
    await one.puts('invoice', invoice, { store_id: here, type: 'inventory_addition' });
    const arrived = { item_id: item, packs: '2', pack_size: '10', expiry_date: '2029-01-31' };
    await one.puts('invoice_line', country.id(), { invoice_id: invoice, ...arrived });
    await one.does('finalise-invoice', { invoice_id: invoice });
    const id = await process(one);
    expect(await one.row('prescription', id)).toMatchObject({
      store_id: here,
      patient_id,
      status: 'new',
      serial: 2,
    });
    const lines = await one.rows('prescription_line', { prescription_id: id });
    expect(lines.map(({ packs, pack_size }) => [packs, pack_size]).sort()).toEqual([
      ['10', '1'],
      ['2', '10'],
    ]);
    expect(lines.find(({ stock_line_id }) => stock_line_id === stockHere)).toMatchObject({
      repeat_id: repeat,
      directions: 'one a day',
      item_name: 'Amoxicillin 250 mg',
      prescribed_quantity: '10',
    });
  });

  it('[DP10] leaves a line for what there is no stock of, which keeps it from being finalised', async () => {
    const { one, process, stockHere } = await withRepeat();
    await one.puts('stock_line', stockHere, { on_hold: true });
    const prescription_id = await process(one);
    expect(await one.rows('prescription_line', { prescription_id })).toMatchObject([
      { stock_line_id: null, packs: '0', prescribed_quantity: '30' },
    ]);
    expect((await refusalOf(asks(one, 'finalise-prescription', { prescription_id }))).code).toBe(
      'prescription.lines-without-stock',
    );
  });

  it('[D8] is for the home site only, unless the preference says otherwise', async () => {
    const { country, one, two, repeat, dispense, state, here } = await withRepeat({}, false);
    expect((await refusalOf(asks(two, 'process-repeat', { repeat_id: repeat }))).code).toBe(
      'operations.not-found',
    );
    await dispense(one);
    expect(await state()).toEqual([1, 'active']);
    const key = 'repeats_on_all_visible_sites';
    await country.central.does('set-store-preference', { store_id: here, key, value: true });
    await country.central.site.settle();
    await country.settle();
    await dispense(two);
    await country.settle();
    expect(await state()).toEqual([0, 'used_up']);
  });

  it('[DP10] refuses what is unknown, used up, out of date, cancelled or under way, and a store that is not theirs', async () => {
    const { country, one, repeat, process, dispense, there } = await withRepeat();
    const codeOf = async (input: Row = {}) =>
      (await refusalOf(asks(one, 'process-repeat', { repeat_id: repeat, ...input }))).code;
    expect(await codeOf({ repeat_id: country.id() })).toBe('operations.not-found');
    expect(await codeOf({ store_id: country.a.store })).toBe('person.home-no-dispensary');
    expect((await asks(one, 'process-repeat', { repeat_id: repeat, store_id: there })).ok).toBe(
      false,
    );
    const open = await process(one);
    expect(await codeOf()).toBe('repeat.under-way');
    await one.does('finalise-prescription', { prescription_id: open });
    await one.puts('repeat', repeat, { valid_until: '2020-01-01' });
    expect(await codeOf()).toBe('repeat.over');
    await one.puts('repeat', repeat, { valid_until: null, status: 'cancelled' });
    expect(await codeOf()).toBe('repeat.over');
    await one.puts('repeat', repeat, { status: 'active' });
    await dispense(one);
    expect(await codeOf()).toBe('repeat.over');
  });

  it('[DP10] asks in which dispensary, where several see the patient and none is the home', async () => {
    const { country, two, repeat, patient_id } = await withRepeat();
    const made = await country.central.does('create-store', {
      code: 'G',
      name: 'G',
      store_mode: 'dispensary',
      site_id: two.site.siteId,
    });
    const store_id = String(made['store_id']);
    await country.central.does('show-patient-here', { patient_id, store_id });
    await country.settle();
    expect((await refusalOf(asks(two, 'process-repeat', { repeat_id: repeat }))).code).toBe(
      'repeat.which-dispensary',
    );
    expect((await asks(two, 'process-repeat', { repeat_id: repeat, store_id })).ok).toBe(true);
  });
});

describe('what is left of a repeat', () => {
  it('[DP11] follows from what was dispensed at any site, however often that is told', async () => {
    const { country, two, repeat, dispense, state } = await withRepeat();
    const prescription_id = await dispense(two);
    expect(await state(two)).toEqual([2, 'active']);
    await country.settle();
    expect(await state()).toEqual([1, 'active']);
    expect(await state(two)).toEqual([1, 'active']);
    expect(await country.one.rows('message')).toMatchObject([
      { type: 'repeat-dispensed', body: { repeat_id: repeat, prescription_id } },
    ]);
    // Told once more under another id, as a former home of the patient would.
    const [told] = await two.rows('message');
    const { from_store_id = null, to_store_id = null, type = '', body = null } = told ?? {};
    await two.puts('message', country.id(), { from_store_id, to_store_id, type, body });
    await country.settle();
    expect(await country.one.rows('message')).toHaveLength(2);
    expect(await state()).toEqual([1, 'active']);
  });

  it('[DP11] goes below 0 when sites that are apart use it too often; nothing is dropped', async () => {
    const { country, one, two, dispense, state, repeat } = await withRepeat();
    one.line.open = false;
    await dispense(two);
    await dispense(two);
    await dispense(one);
    await dispense(one);
    one.line.open = true;
    await country.settle();
    expect(await state()).toEqual([-2, 'used_up']);
    expect(await country.central.row('repeat', repeat)).toMatchObject({ repeats_left: -2 });
    expect(await one.rows('activity_log', { type: 'repeat-overused' })).toHaveLength(2);
    expect(await country.central.quarantine()).toEqual([]);
  });

  it('[DP11] changes with the number of repeats, and is never set by hand', async () => {
    const { one, repeat, dispense, state } = await withRepeat();
    await dispense(one);
    await one.puts('repeat', repeat, { repeats_total: 5 });
    expect(await state()).toEqual([4, 'active']);
    const { api } = one.site;
    const byHand = api.putRow(one.session, 'repeat', repeat, { repeats_left: 9 });
    expect((await refusalOf(byHand)).kind).toBe('row-check');
  });

  it('[DP11] is counted at the home of today, wherever the message was sent', async () => {
    const made = await withRepeat({ processors: [moveHome] });
    const { country, one, two, dispense, patient_id, repeat, there } = made;
    one.line.open = false;
    await dispense(two);
    await two.site.sync();
    // Central has told the home of then, which has not heard of it yet.
    const body = { patient_id, store_id: there };
    await country.central.puts('message', country.id(), { type: 'move-home', body });
    one.line.open = true;
    await country.settle();
    expect(await two.row('repeat', repeat)).toMatchObject({ repeats_left: 1 });
    expect(await country.central.quarantine()).toEqual([]);
  });

  it('[DP11] [E2] is not lowered by a message that no store sent', async () => {
    const { country, two, repeat, state } = await withRepeat();
    await two.puts('message', country.id(), {
      type: 'repeat-dispensed',
      body: { repeat_id: repeat, prescription_id: country.id() },
    });
    await country.settle();
    expect(await country.one.rows('message')).toHaveLength(1);
    expect(await state()).toEqual([2, 'active']);
  });
});
