// Real lists from open sources, odd rows and all. They are not part of the repository: without the folder
// `shared/data` beside the checkout these tests are skipped.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newId, valueOf } from '#base';
import { atollDictionary, item, name, type Row, type Table, unit } from '#dictionary';
import { nodeHost } from '#host';
import { findInRows } from './find-in-rows.test-support.ts';
import { type ReadTableOptions, readTable, type TableRead } from './read-table.ts';
import { textOfFile } from './text-of-file.ts';

const folder = new URL('../../../shared/data/', import.meta.url);

async function read(
  file: string,
  table: Table,
  options: Partial<ReadTableOptions> = {},
): Promise<TableRead> {
  const text = valueOf(textOfFile(readFileSync(new URL(file, folder))));
  const find = findInRows({});
  return valueOf(await readTable(text, { dictionary: atollDictionary, table, find, ...options }));
}

function skippedHeaders(of: TableRead): readonly string[] {
  return of.skipped.map((each) => each.header);
}

describe.skipIf(!existsSync(folder))('real lists', () => {
  const unitsOfItems = { map: { name: 'unit' }, key: 'name', keepGood: true };

  it('units come out of the list of items, each once', async () => {
    const units = await read('items.csv', unit, unitsOfItems);
    expect(units.changes).toHaveLength(112);
    expect(units.repeated).toBe(596);
    // The items without a unit have none to give.
    expect(units.faults.every((fault) => fault.column === 'name')).toBe(true);
    expect(units.changes.length + units.repeated + units.faults.length).toBe(1_315);
  });

  it('items find their units by name, and codes like 45e50000 stay text', async () => {
    const units = await read('items.csv', unit, unitsOfItems);
    const rows: Row[] = units.changes.map((change) => ({
      ...change.put,
      id: newId(nodeHost.clock, nodeHost.random),
    }));
    const find = findInRows({ unit: rows });
    const items = await read('items.csv', item, { find, map: { universal_code: 'code' } });
    expect(items.changes).toHaveLength(1_315);
    expect(skippedHeaders(items)).toEqual([
      'kind',
      'route',
      'form',
      'pack_size',
      'who_eml',
      'unspsc',
    ]);
    expect(
      items.changes.filter((change) => /^\d+e\d+$/.test(String(change.put['code']))).length,
    ).toBeGreaterThan(1);
    expect(items.changes[0]?.put).toMatchObject({
      code: '358b04bf',
      universal_code: '358b04bf',
      strength: '20mg per mL',
      unit_id: rows.find((row) => row['name'] === '240mL')?.['id'],
    });
  });

  it('facilities become names; what has no column is skipped and said', async () => {
    const facilities = await read('facilities.csv', name, { set: { type: 'facility' } });
    expect(facilities.changes).toHaveLength(2_734);
    expect(skippedHeaders(facilities)).toEqual([
      'type',
      'zone',
      'latitude',
      'longitude',
      'supplier_code',
      'active',
    ]);
    expect(facilities.changes[0]?.put).toEqual({
      code: 'HC01',
      name: 'Comfort Health Clinic',
      type: 'facility',
    });
  });

  it('the one nameless line of the catalogue is named', async () => {
    const catalogue = await read('catalogue-10k.csv', item, {
      map: { default_pack_size: 'pack_size' },
      keepGood: true,
    });
    expect(catalogue.changes).toHaveLength(10_232);
    expect(catalogue.faults).toEqual([{ line: 4033, column: 'name', reason: 'must have a value' }]);
  });
});
