import { describe, expect, it } from 'vitest';
import { must, ok, type Result } from '#base';
import { type CountryOptions, type Place, pharmacies, type SmallCountry } from '#country';
import { type Row, store } from '#dictionary';

async function refusalOf(asked: Promise<Result<unknown>>) {
  const answer = await asked;
  return must(answer.ok ? undefined : answer.refusal, 'it was refused');
}

const asks = (place: Place, operation: string, input: Row) =>
  place.site.api.operation(place.session, operation, input);
const asksPut = (place: Place, table: string, id: string, row: Row) =>
  place.site.api.putRow(place.session, table, id, row);

/** A patient at home in the clinic of site one. */
async function atWork(options: CountryOptions = {}) {
  const made = await pharmacies(options);
  const { country, here } = made;
  const registered = await country.one.does('register-patient', { store_id: here, last_name: 'A' });
  await country.settle();
  return { ...made, patient_id: String(registered['patient_id']) };
}

describe('finalise-prescription', () => {
  it('[DP7] [C4] lets the stock leave, numbers it in its store and closes it', async () => {
    const { country, patient_id, prescription, left, stockHere, item } = await atWork();
    const { one } = country;
    const first = await prescription('here', { patient_id });
    const id = await prescription('here', { patient_id });
    expect(await one.row('prescription', id)).toMatchObject({ serial: 2, status: 'new' });
    expect(await left('here')).toBe('100');
    expect(await one.does('finalise-prescription', { prescription_id: id })).toEqual({
      prescription_id: id,
    });
    expect(await one.row('prescription', id)).toMatchObject({
      status: 'finalised',
      finalised_at: expect.any(String),
    });
    expect(await left('here')).toBe('90');
    const [line] = await one.rows('prescription_line', { prescription_id: id });
    expect(line).toMatchObject({
      line_number: 1,
      item_id: item,
      item_name: 'Amoxicillin 250 mg',
      batch: 'B1',
      sell_price: '2',
    });
    expect(await one.rows('stock_movement', { source_id: String(line?.['id']) })).toMatchObject([
      { kind: 'dispense', quantity: '-10', stock_line_id: stockHere },
    ]);
    expect(await one.row('prescription', first)).toMatchObject({ serial: 1, status: 'new' });
  });

  it('[DP7] keeps the name that the item had', async () => {
    const { country, patient_id, prescription, item } = await atWork();
    const id = await prescription('here', { patient_id });
    await country.one.does('finalise-prescription', { prescription_id: id });
    await country.primary.puts('item', item, { name: 'Amoxicillin capsules' });
    await country.settle();
    expect(await country.one.rows('prescription_line', { prescription_id: id })).toMatchObject([
      { item_name: 'Amoxicillin 250 mg' },
    ]);
  });

  it('[DP7] leaves nothing of a prescription whose stock does not suffice, is on hold or was not chosen', async () => {
    const { country, patient_id, prescription, left, stockHere, item } = await atWork();
    const { one } = country;
    const codeOf = async (line: Row) => {
      const prescription_id = await prescription('here', { patient_id }, line);
      const no = await refusalOf(asks(one, 'finalise-prescription', { prescription_id }));
      expect(await one.row('prescription', prescription_id)).toMatchObject({ status: 'new' });
      return no.code;
    };
    expect(await codeOf({ packs: '101' })).toBe('stock.not-enough');
    expect(await codeOf({ stock_line_id: null, item_id: item })).toBe(
      'prescription.lines-without-stock',
    );
    await one.puts('stock_line', stockHere, { on_hold: true });
    expect(await codeOf({})).toBe('stock.on-hold');
    expect(await left('here')).toBe('100');
    const empty = country.id();
    await one.puts('prescription', empty, {
      store_id: String((await one.row('stock_line', stockHere))?.['store_id']),
      patient_id,
    });
    expect(
      (await refusalOf(asks(one, 'finalise-prescription', { prescription_id: empty }))).code,
    ).toBe('prescription.no-lines');
    expect(
      (await refusalOf(asks(one, 'finalise-prescription', { prescription_id: country.id() }))).code,
    ).toBe('operations.not-found');
  });

  it('[DP7] takes the discount of a policy that is valid, and refuses another', async () => {
    const clock = { now: () => Date.parse('2026-11-22T08:00:00Z'), monotonic: () => 0 };
    const { country, patient_id, prescription } = await atWork({ clock });
    const { one } = country;
    await country.primary.puts('insurance_provider', country.id(), { name: 'Insurer' });
    await country.settle();
    const [provider] = await one.rows('insurance_provider');
    const policy = async (columns: Row) => {
      const id = country.id();
      await one.puts('insurance_policy', id, {
        patient_id,
        provider_id: must(provider, 'dispensaries have it')['id'] ?? null,
        policy_number_full: 'a1',
        discount_rate: '12.5',
        expiry_date: '2026-11-23',
        ...columns,
      });
      return prescription('here', { patient_id, insurance_policy_id: id });
    };
    const valid = await policy({});
    await one.does('finalise-prescription', { prescription_id: valid });
    expect(await one.row('prescription', valid)).toMatchObject({ insurance_discount: '12.5' });
    for (const wrong of [{ expiry_date: '2026-11-22' }, { is_active: false }]) {
      const prescription_id = await policy(wrong);
      expect((await refusalOf(asks(one, 'finalise-prescription', { prescription_id }))).code).toBe(
        'prescription.policy-not-valid',
      );
    }
  });

  it('[D8] is done wherever the patient is visible, and refused elsewhere', async () => {
    const { country, patient_id, prescription, left, there } = await atWork();
    const { one, two } = country;
    const no = await refusalOf(
      asksPut(two, 'prescription', country.id(), { store_id: there, patient_id }),
    );
    expect(no.code).toBe('prescription.patient-not-visible');
    await two.does('show-patient-here', { patient_id, store_id: there });
    await country.settle();
    const id = await prescription('there', { patient_id });
    await country.central.puts(
      'patient_store_join',
      String(
        (await country.central.rows('patient_store_join', { patient_id, store_id: there }))[0]?.[
          'id'
        ],
      ),
      { inactive: true },
    );
    await country.settle();
    const hidden = await refusalOf(asks(two, 'finalise-prescription', { prescription_id: id }));
    expect(hidden.code).toBe('prescription.patient-not-visible');
    await country.central.does('show-patient-here', { patient_id, store_id: there });
    await country.settle();
    await two.does('finalise-prescription', { prescription_id: id });
    expect([await left('here'), await left('there')]).toEqual(['100', '90']);
    await country.settle();
    expect(await country.central.quarantine()).toEqual([]);
    expect(await one.rows('prescription')).toEqual([]);
  });

  it('[DP7] [DR2] is refused in a store of another site', async () => {
    const { country, patient_id, prescription, here } = await atWork();
    await country.central.site.perform(undefined, async (work) => {
      await work.put(store, here, { include_transactions_in_sync: true });
      return ok(undefined);
    });
    await country.settle();
    const id = await prescription('here', { patient_id });
    await country.settle();
    const no = await refusalOf(
      asks(country.central, 'finalise-prescription', { prescription_id: id }),
    );
    expect(no.message).toContain('edited at District One');
  });
});

describe('a single row of a prescription', () => {
  it('[DP8] takes no status by hand, and no change once it is finalised, but of the comment', async () => {
    const { country, patient_id, prescription, here } = await atWork();
    const { one } = country;
    const id = await prescription('here', { patient_id });
    const [line] = await one.rows('prescription_line', { prescription_id: id });
    const lineId = String(line?.['id']);
    const codeOf = async (table: string, row: string, columns: Row) =>
      (await refusalOf(asksPut(one, table, row, columns))).code;
    const byHand = 'prescription.status-by-operation';
    expect(await codeOf('prescription', id, { status: 'finalised' })).toBe(byHand);
    const born = { store_id: here, patient_id, status: 'finalised' };
    expect(await codeOf('prescription', country.id(), born)).toBe(byHand);
    await one.does('finalise-prescription', { prescription_id: id });
    expect(await codeOf('prescription', id, { status: 'new' })).toBe(byHand);
    expect(await codeOf('prescription', id, { insurance_discount: '50' })).toBe(
      'prescription.closed',
    );
    const closed = 'prescription.wrong-status';
    expect(await codeOf('prescription_line', lineId, { packs: '1' })).toBe(closed);
    const another = { prescription_id: id, item_id: String(line?.['item_id']) };
    expect(await codeOf('prescription_line', country.id(), another)).toBe(closed);
    for (const [table, row] of [
      ['prescription', id],
      ['prescription_line', lineId],
    ] as const) {
      const { api } = one.site;
      expect((await refusalOf(api.deleteRow(one.session, table, row))).code).toBe(closed);
    }
    expect((await asksPut(one, 'prescription', id, { comment: 'left early' })).ok).toBe(true);
    expect(
      (await refusalOf(asks(one, 'finalise-prescription', { prescription_id: id }))).code,
    ).toBe(closed);
  });

  it('[DP8] goes with its lines while it is open', async () => {
    const { country, patient_id, prescription } = await atWork();
    const { one } = country;
    const id = await prescription('here', { patient_id });
    expect((await one.site.api.deleteRow(one.session, 'prescription', id)).ok).toBe(true);
    expect(await one.rows('prescription_line')).toEqual([]);
  });

  it('[DP8] names what is wrong with a line', async () => {
    const { country, patient_id, prescription, stockHere } = await atWork();
    const { one } = country;
    const prescription_id = await prescription('here', { patient_id });
    const other = country.id();
    await country.primary.puts('item', other, { code: 'b', name: 'B' });
    await country.settle();
    const wrong: readonly (readonly [string, Row])[] = [
      ['item_id', {}],
      ['item_id', { item_id: country.id() }],
      ['stock_line_id', { stock_line_id: country.id() }],
      ['stock_line_id', { stock_line_id: stockHere, item_id: other }],
      ['pack_size', { stock_line_id: stockHere, pack_size: '7' }],
      ['repeat_id', { item_id: other, repeat_id: country.id() }],
    ];
    for (const [column, columns] of wrong) {
      const line = { prescription_id, ...columns };
      const no = await refusalOf(asksPut(one, 'prescription_line', country.id(), line));
      expect([no.kind, no.details['faults']]).toMatchObject(['row-check', [{ column }]]);
    }
  });
});

describe('a prescriber', () => {
  /** A doctor at home in the clinic of site one, whom site two knows by another of its dispensaries. */
  async function withDoctor(options: CountryOptions = {}) {
    const made = await atWork(options);
    const { country, here, there, patient_id } = made;
    const { central, one, two } = country;
    const doctor = await one.does('register-prescriber', { store_id: here, last_name: 'Bello' });
    const prescriber_id = String(doctor['prescriber_id']);
    await country.settle();
    const besideOne = await dispensaryAt(country, one);
    const besideTwo = await dispensaryAt(country, two);
    await central.does('show-prescriber-here', { prescriber_id, store_id: besideTwo });
    for (const store_id of [there, besideOne])
      await central.does('show-patient-here', { patient_id, store_id });
    await country.settle();
    return { ...made, prescriber_id, besideOne };
  }

  it('[DP9] becomes visible where they prescribe, asked of central, mirrored or not', async () => {
    for (const mirrored of [false, true]) {
      const made = await withDoctor({ mirrored });
      const { country, patient_id, prescription, prescriber_id, there } = made;
      country.primary.line.open = !mirrored;
      const id = await prescription('there', { patient_id, prescriber_id });
      await country.two.does('finalise-prescription', { prescription_id: id });
      country.primary.line.open = true;
      await country.settle();
      const where = { prescriber_id, store_id: there };
      expect(await country.two.rows('prescriber_store_join', where)).toMatchObject([
        { inactive: false, established_at: expect.any(String) },
      ]);
      expect(await country.central.quarantine()).toEqual([]);
    }
  });

  it('[DP9] keeps nobody waiting when central is not reached', async () => {
    const { country, patient_id, prescription, prescriber_id, there, left } = await withDoctor();
    const { two } = country;
    const id = await prescription('there', { patient_id, prescriber_id });
    two.line.open = false;
    await two.does('finalise-prescription', { prescription_id: id });
    expect(await left('there')).toBe('90');
    expect(await two.rows('prescriber_store_join', { store_id: there })).toEqual([]);
  });

  it('[DP9] is shown by the home site itself in another of its dispensaries', async () => {
    const { country, patient_id, prescriber_id, besideOne: store_id } = await withDoctor();
    const { one, central, primary, id } = country;
    const fee = id();
    await primary.puts('item', fee, { code: 'fee', name: 'Fee', type: 'service' });
    await country.settle();
    one.line.open = false;
    const prescription_id = id();
    await one.puts('prescription', prescription_id, { store_id, patient_id, prescriber_id });
    await one.puts('prescription_line', id(), { prescription_id, item_id: fee });
    await one.does('finalise-prescription', { prescription_id });
    expect(await one.rows('prescriber_store_join', { store_id })).toHaveLength(1);
    one.line.open = true;
    await country.settle();
    expect(await central.rows('prescriber_store_join', { store_id })).toHaveLength(1);
    expect(await central.quarantine()).toEqual([]);
  });

  it('[DP9] cannot be named by a prescription while nobody here knows them', async () => {
    const { country, patient_id, there } = await withDoctor();
    const row = { store_id: there, patient_id, prescriber_id: country.id() };
    const no = await refusalOf(asksPut(country.two, 'prescription', country.id(), row));
    expect(no.code).toBe('gate.missing-reference');
  });
});

/** A further dispensary, active at the place. */
async function dispensaryAt({ central, settle, id }: SmallCountry, at: Place): Promise<string> {
  const code = id();
  const site_id = at.site.siteId;
  const made = await central.does('create-store', {
    code,
    name: code,
    store_mode: 'dispensary',
    site_id,
  });
  await settle();
  return String(made['store_id']);
}
