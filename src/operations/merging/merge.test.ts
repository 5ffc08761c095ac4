import { expect, it } from 'vitest';
import { must, ok, type RowId } from '#base';
import { type Place, type SmallCountry, smallCountry } from '#country';
import { patient, type Row, userAccount, userPermission } from '#dictionary';

async function refusalOf(place: Place, input: Row) {
  const answer = await place.site.api.operation(place.session, 'merge', input);
  return must(answer.ok ? undefined : answer.refusal, 'it was refused');
}

async function twoItems(country: SmallCountry) {
  const [a, b] = [country.id(), country.id()];
  await country.central.puts('item', a, { code: 'a', name: 'a' });
  await country.central.puts('item', b, { code: 'b', name: 'b' });
  return { a, b };
}

it('[MG3] writes one event and a note of who did it', async () => {
  const country = await smallCountry();
  const { central } = country;
  const { a, b } = await twoItems(country);
  await central.does('merge', { kind: 'item', kept_id: b, removed_id: a });
  const { user_id } = central.session.person;
  expect(await central.rows('merge_event')).toMatchObject([
    { kind: 'item', kept_id: b, removed_id: a, store_id: null, user_id, status: 'done' },
  ]);
  expect(await central.rows('activity_log', { type: 'merged' })).toMatchObject([
    { record_id: b, from_value: a, user_id },
  ]);
  expect(await central.row('item', a)).toBeUndefined();
});

it('[MG8] says where such rows are merged', async () => {
  const country = await smallCountry();
  const { a, b } = await twoItems(country);
  await country.settle();
  const refusal = await refusalOf(country.one, { kind: 'item', kept_id: b, removed_id: a });
  expect(refusal).toMatchObject({
    code: 'merge.elsewhere',
    details: { edited_at: 'Central Medical Stores' },
  });
});

it('[MG8] refuses a row and itself, what is not there, and what is of another kind', async () => {
  const country = await smallCountry();
  const { central, b: store, id } = country;
  const { a } = await twoItems(country);
  const asked = (kept_id: string, removed_id: string) =>
    refusalOf(central, { kind: 'item', kept_id, removed_id });
  expect((await asked(a, a)).code).toBe('merge.same-row');
  expect((await asked(a, id())).code).toBe('operations.not-found');
  expect(await asked(a, store.name)).toMatchObject({
    code: 'merge.not-of-kind',
    details: { is: 'name' },
  });
  const service = id();
  await central.puts('item', service, { code: 's', name: 's', type: 'service' });
  expect(await asked(a, service)).toMatchObject({
    code: 'merge.unlike',
    details: { kept: 'stock', removed: 'service' },
  });
});

it('[MG8, G1] refuses what was merged already, and says into what; a circle is nothing to do', async () => {
  const country = await smallCountry();
  const { central, id } = country;
  const { a, b } = await twoItems(country);
  const c = id();
  await central.puts('item', c, { code: 'c', name: 'c' });
  const asked = (kept_id: string, removed_id: string) => ({ kind: 'item', kept_id, removed_id });
  await central.does('merge', asked(b, a));
  await central.does('merge', asked(c, b));
  expect(await refusalOf(central, asked(c, a))).toMatchObject({
    code: 'merge.merged-already',
    details: { id: a, into: c },
  });
  expect((await refusalOf(central, asked(a, c))).code).toBe('merge.circle');
});

it('[MG8] refuses to remove the twin of a store, or to show a store to one that does not see it', async () => {
  const country = await smallCountry();
  const { central, a, b, id } = country;
  const [customer, third] = [id(), await central.does('create-store', STORE_C)];
  await central.puts('name', customer, { code: 'x', name: 'x' });
  await central.does('hide-name', { name_id: customer, store_id: a.store });
  const asked = (kept_id: string, removed_id: string) => ({ kind: 'name', kept_id, removed_id });
  expect((await refusalOf(central, asked(customer, b.name))).code).toBe('merge.store-twin');
  await central.does('show-name', { name_id: customer, store_id: third['store_id'] ?? null });
  expect(await refusalOf(central, asked(b.name, customer))).toMatchObject({
    code: 'merge.seen-one-way',
    details: { store_id: third['store_id'], other_store_id: b.store },
  });
  await central.does('hide-name', { name_id: customer, store_id: third['store_id'] ?? null });
  await central.does('show-name', { name_id: customer, store_id: a.store });
  await central.does('merge', asked(b.name, customer));
  expect(await central.rows('name_store_join', { store_id: a.store })).toMatchObject([
    { name_id: b.name, inactive: false },
  ]);
  expect(await central.rows('name_store_join', { name_id: b.name, store_id: b.store })).toEqual([]);
});

it('[MG8] refuses to remove what a bill of materials builds', async () => {
  const country = await smallCountry();
  const { central, id } = country;
  const { a, b } = await twoItems(country);
  await central.puts('bom_master', id(), { item_id: a, name: 'kit', output_quantity: '1' });
  expect((await refusalOf(central, { kind: 'item', kept_id: b, removed_id: a })).code).toBe(
    'merge.bill-of-materials',
  );
  await central.does('merge', { kind: 'item', kept_id: a, removed_id: b });
});

it('[MG8] refuses patients of two home sites, and locations of two stores', async () => {
  const country = await smallCountry();
  const { central, one, two, a, b, id } = country;
  const made = await central.does('create-store', { ...STORE_C, store_mode: 'dispensary' });
  const [here, there] = [id(), id()];
  const answer = await central.site.perform(undefined, async (work) => {
    const columns = { code: 'p', name: 'p', last_name: 'p' };
    await work.put(patient, here, { ...columns, store_id: made['store_id'] as RowId });
    return ok(undefined);
  });
  expect(answer.ok).toBe(true);
  const row = must(
    (await central.database.read((view) => view.get('patient', [here]))).get(here),
    'the patient is there',
  );
  await central.database.write((unit) =>
    unit.put('patient', [{ ...row, id: there, code: 'q', store_id: b.store }]),
  );
  expect(
    await refusalOf(central, { kind: 'patient', kept_id: here, removed_id: there }),
  ).toMatchObject({ code: 'merge.homes-differ', details: { removed: 'District Two' } });

  const [own, foreign] = [id(), id()];
  await one.puts('location', own, { store_id: a.store, code: 'own' });
  await two.puts('location', foreign, { store_id: b.store, code: 'foreign' });
  await country.settle();
  expect(
    (await refusalOf(central, { kind: 'location', kept_id: own, removed_id: foreign })).code,
  ).toBe('merge.stores-differ');
});

it('[MG8, PP2] asks for the permission to merge such things', async () => {
  const country = await smallCountry();
  const { central } = country;
  const { a, b } = await twoItems(country);
  const other = await central.site.perform(undefined, async (work) => {
    const id = work.newId();
    await work.put(userAccount, id, { username: 'other', password_hash: 'hash' });
    await work.put(userPermission, work.newId(), { user_id: id, permission: 'edit_items' });
    return ok(id);
  });
  const session = {
    person: { user_id: must(other.ok ? other.value : undefined, 'made'), username: 'other' },
  };
  const asked = await central.site.api.operation(session, 'merge', {
    kind: 'item',
    kept_id: b,
    removed_id: a,
  });
  expect(asked).toMatchObject({
    ok: false,
    refusal: { code: 'operations.not-permitted', details: { permission: 'merge_items' } },
  });
});

it('[MG3] an event is not written by hand', async () => {
  const country = await smallCountry();
  const { central, id } = country;
  const { a, b } = await twoItems(country);
  const row = { kind: 'item', kept_id: b, removed_id: a, at: '2026-01-01T00:00:00.000Z' };
  const answer = await central.site.api.putRow(central.session, 'merge_event', id(), row);
  expect(answer).toMatchObject({
    ok: false,
    refusal: { code: 'row.not-by-hand', details: { use: 'merge' } },
  });
});

const STORE_C = { code: 'C', name: 'Store C', store_mode: 'store' };
