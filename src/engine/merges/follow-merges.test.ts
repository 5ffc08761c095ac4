import fc from 'fast-check';
import { expect, test } from 'vitest';
import { siteId } from '#base';
import { memoryDatabase } from '#database/memory';
import { atollDictionary, emptyRow, type Row } from '#dictionary';
import type { DeliberateFault } from '#engine/ports';
import { emptyTopology } from '#engine/rules';
import { nodeHost } from '#host';
import { storedTablesOf } from '#site';
import type { Change } from '../gate/change.ts';
import { rootsOf } from '../gate/roots.ts';
import { writeReceived } from '../gate/write-received.ts';
import { DEFAULT_SLICES, type Parts } from '../parts.ts';
import { recentOf } from '../session/recent.ts';
import { asLeft } from './as-left.ts';
import { followMerges } from './follow-merges.ts';
import { redirected } from './redirect.ts';

interface Arrival {
  readonly table: string;
  readonly row: Row;
}

/** A site of which nothing is there but its database and the gate. */
function bareSite(
  options: { readonly isCentral?: boolean; readonly fault?: DeliberateFault } = {},
) {
  const { recent, database } = recentOf(memoryDatabase(storedTablesOf(atollDictionary)));
  const parts: Parts = {
    ...nodeHost,
    dictionary: atollDictionary,
    database,
    recent,
    faults: new Set(options.fault === undefined ? [] : [options.fault]),
    mayFollow: () => false,
    country: { topology: emptyTopology(siteId(1), atollDictionary.topology) },
    isCentral: options.isCentral === true,
    fingerprint: '',
    slices: DEFAULT_SLICES,
  };
  return {
    parts,
    /** Takes rows in, in one unit. */
    takes: (...arrivals: readonly Arrival[]) =>
      database.write(async (unit) => {
        const changes: Change[] = [];
        for (const { table, row } of arrivals) {
          const id = String(row['id']);
          changes.push({ table, before: (await unit.get(table, [id])).get(id), after: row });
        }
        const received = await redirected(parts, unit, changes);
        await writeReceived(parts, unit, received);
        return followMerges(parts, unit, received);
      }),
    rows: (table: string) =>
      database.read((view) => view.select({ table, order: [{ column: 'id' }] })),
  };
}

/** A row as another site would send it. */
function arriving(table: string, columns: Row): Arrival {
  const of = atollDictionary.table(table);
  if (of === undefined) throw new Error(`${table} is no table`);
  const at = '2026-01-01T00:00:00.000Z';
  return {
    table,
    row: {
      ...emptyRow(of),
      created_at: at,
      updated_at: at,
      deleted_at: null,
      row_version: 1,
      origin_site_id: 2,
      ...columns,
    },
  };
}

const item = (id: string) => arriving('item', { id, code: id, name: id });

/** `what`: the removed item and the kept one, as `a>b`. */
function merging(id: string, what: string): Arrival {
  const [removed_id = '', kept_id = ''] = what.split('>');
  return arriving('merge_event', {
    id,
    kind: 'item',
    kept_id,
    removed_id,
    at: `2026-02-01T00:00:00.00${id.length % 10}Z`,
    status: 'done',
  });
}

const barcode = (id: string, item_id: string) => arriving('barcode', { id, code: id, item_id });

/** What is left at a site of the items, and what the barcodes name, after these arrivals one by one. */
async function after(arrivals: readonly Arrival[], fault?: DeliberateFault) {
  const site = bareSite(fault === undefined ? {} : { fault });
  for (const arrival of arrivals) await site.takes(arrival);
  return { items: await site.rows('item'), barcodes: await site.rows('barcode') };
}

const named = async (arrivals: readonly Arrival[], fault?: DeliberateFault) =>
  (await after(arrivals, fault)).barcodes.map((row) => row['item_id']);

const items = ['a', 'b', 'c'].map(item);

test('[MG1] a into b and b into c end at c in both orders, with what comes late', async () => {
  const early = [...items, barcode('1', 'a'), barcode('2', 'b'), barcode('3', 'c')];
  const late = [barcode('4', 'a'), barcode('5', 'b')];
  const [first, second] = [merging('m1', 'a>b'), merging('m2', 'b>c')];
  for (const order of [
    [first, second],
    [second, first],
  ])
    expect(await named([...early, ...order, ...late])).toEqual(['c', 'c', 'c', 'c', 'c']);
});

test('[MG3] a reference is turned where it stands: no version, no other column changes', async () => {
  const given = barcode('1', 'a');
  const { barcodes } = await after([...items, given, merging('m1', 'a>b')]);
  expect(barcodes).toEqual([{ ...given.row, item_id: 'b' }]);
});

test('[MG3] the removed row becomes a tombstone that points to what is left', async () => {
  const { items: left } = await after([...items, merging('m1', 'a>b'), merging('m22', 'b>c')]);
  expect(left.map((row) => [row['id'], row['deleted_at'], row['merged_into_id']])).toEqual([
    ['a', '2026-02-01T00:00:00.002Z', 'c'],
    ['b', '2026-02-01T00:00:00.003Z', 'c'],
    ['c', null, null],
  ]);
});

test('[MG4] of two merges that close a circle the row that is left lives', async () => {
  const circle = [merging('m1', 'a>b'), merging('m22', 'b>a')];
  for (const order of [circle, circle.toReversed()]) {
    const { items: left } = await after([...items, ...order]);
    expect(left.map((row) => [row['id'], row['deleted_at'], row['merged_into_id']])).toEqual([
      ['a', '2026-02-01T00:00:00.002Z', 'b'],
      ['b', null, null],
      ['c', null, null],
    ]);
  }
});

test('a merge that was only asked for turns nothing', async () => {
  const asked = merging('m1', 'a>b');
  const requested = { ...asked, row: { ...asked.row, status: 'requested' } };
  expect(await named([...items, barcode('1', 'a'), requested, barcode('2', 'a')])).toEqual([
    'a',
    'a',
  ]);
});

const node = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const history = fc
  .array(fc.tuple(node, node), { minLength: 1, maxLength: 6 })
  .map((pairs) => pairs.filter(([x, y]) => x !== y).map(([x, y]) => `${x}>${y}`));

/** Everything that arrives: each at least once, some again, in any order. */
const arrivals = fc
  .tuple(history, fc.array(node, { maxLength: 6 }))
  .map(([merges, names]) => [
    ...['a', 'b', 'c', 'd', 'e'].map(item),
    ...merges.map((what, i) => merging(`m${'x'.repeat(i)}`, what)),
    ...names.map((name, i) => barcode(`${i}`, name)),
  ]);

async function sameInAnyOrder(fault?: DeliberateFault): Promise<void> {
  const property = fc.asyncProperty(arrivals, fc.gen(), async (all, gen) => {
    const again = gen(fc.shuffledSubarray, [...all, ...all], { minLength: all.length * 2 });
    expect(await after(again, fault)).toEqual(await after(all, fault));
  });
  await fc.assert(property, { numRuns: 150, seed: 7 });
}

test('[G1, B4] any order and repetition of merges and rows ends in the same database', async () => {
  await sameInAnyOrder();
});

test('[MG1] the merge that counts last does not win: that fault is seen', async () => {
  await expect(sameInAnyOrder('merge-by-arrival')).rejects.toThrow();
});

test('[MG1] a chain that is followed one step only is seen', async () => {
  const told = [...items, merging('m1', 'a>b'), merging('m2', 'b>c'), barcode('1', 'a')];
  expect(await named(told)).toEqual(['c']);
  expect(await named(told, 'merge-one-step')).not.toEqual(['c']);
  await expect(sameInAnyOrder('merge-one-step')).rejects.toThrow();
});

test('[MG5] a late row that is not redirected is seen', async () => {
  const told = [...items, merging('m1', 'a>b'), barcode('1', 'a')];
  expect(await named(told, 'late-row-not-redirected')).toEqual(['a']);
  await expect(sameInAnyOrder('late-row-not-redirected')).rejects.toThrow();
});

const person = (id: string) =>
  arriving('patient', { id, code: id, name: id, last_name: id, store_id: 's' });
const prescribed = (id: string) =>
  arriving('prescription', {
    id,
    patient_id: 'a',
    store_id: 's',
    entered_at: '2026-01-01T00:00:00.000Z',
  });
const prescription = prescribed('p');
const persons = merging('m1', 'a>b');
const ofPersons: Arrival = { ...persons, row: { ...persons.row, kind: 'patient' } };

test('[MG2, G1] a prescription for the removed patient ends at the kept one, wherever it was written', async () => {
  const [home, hub, third] = [bareSite(), bareSite({ isCentral: true }), bareSite()];
  for (const site of [home, hub, third]) await site.takes(person('a'), person('b'));
  await home.takes(ofPersons);
  await third.takes(prescription);
  await hub.takes(ofPersons);
  await hub.takes(prescription);
  await third.takes(ofPersons);
  await home.takes(prescription);
  for (const site of [home, hub, third]) {
    expect(await site.rows('prescription')).toEqual([{ ...prescription.row, patient_id: 'b' }]);
    expect(await site.rows('patient')).toEqual(await hub.rows('patient'));
  }
});

test('[MG6] a site that may not hear of a merge is told what its rows read now', async () => {
  const hub = bareSite({ isCentral: true });
  await hub.takes(person('a'), person('b'), prescription);
  const { refiled } = await hub.takes(ofPersons);
  expect(refiled.find(({ table }) => table === 'prescription')).toMatchObject({ news: 'again' });
  const late = prescribed('q');
  const { changes } = await hub.takes(late);
  expect(changes).toMatchObject([{ turned: true, after: { id: 'q', patient_id: 'b' } }]);
});

test('[MG6] who receives a merged person, and what tells of the merges, is asked anew with each merge', async () => {
  const hub = bareSite({ isCentral: true });
  await hub.takes(person('a'), person('b'), person('c'), ofPersons);
  const next = merging('m2', 'b>c');
  const { changes, refiled } = await hub.takes({ ...next, row: { ...next.row, kind: 'patient' } });
  expect(changes.map(({ after: row }) => row['id'])).toEqual(['m2']);
  expect(refiled.map(({ row, news }) => [row['id'], news]).sort()).toEqual([
    ['a', 'again'],
    ['b', 'moved'],
    ['c', 'moved'],
    ['m1', 'moved'],
  ]);
});

test('[MG6] a merge, and the row it removed, go to whoever receives the row that is left', async () => {
  const hub = bareSite({ isCentral: true });
  const next = merging('m2', 'b>c');
  const chain = { ...next, row: { ...next.row, kind: 'patient' } };
  await hub.takes(person('a'), person('b'), person('c'), ofPersons, chain);
  const asked = [ofPersons, person('a'), person('c')];
  const roots = await hub.parts.database.write(async (unit) =>
    asLeft(hub.parts, unit, await rootsOf(atollDictionary, unit, asked)),
  );
  expect(
    roots.map((root) => [root?.row['id'], root?.row['kept_id'], root?.row['removed_id']]),
  ).toEqual([
    ['m1', 'c', 'c'],
    ['c', undefined, undefined],
    ['c', undefined, undefined],
  ]);
});
