import { describe, expect, it } from 'vitest';
import { type Refusal, valueOf } from '#base';
import {
  atollDictionary,
  item,
  itemStoreJoin,
  type Row,
  stockLine,
  store,
  unit,
} from '#dictionary';
import { findInRows } from './find-in-rows.test-support.ts';
import { type ReadTableOptions, readTable, type TableRead } from './read-table.ts';

const TABLET = '01890a5d-ac96-774b-bcce-b302099a8001';
const BOTTLE = '01890a5d-ac96-774b-bcce-b302099a8002';
const OTHER_BOTTLE = '01890a5d-ac96-774b-bcce-b302099a8003';
const ASPIRIN = '01890a5d-ac96-774b-bcce-b302099a8004';
const WAREHOUSE = '01890a5d-ac96-774b-bcce-b302099a8005';

const find = findInRows({
  unit: [
    { id: TABLET, name: 'Tablet' },
    { id: BOTTLE, name: 'Bottle' },
    { id: OTHER_BOTTLE, name: 'Bottle' },
  ],
  item: [{ id: ASPIRIN, code: 'asp', name: 'Aspirin' }],
  store: [{ id: WAREHOUSE, code: 'WH01', name: 'Warehouse' }],
});

async function read(text: string, options: Partial<ReadTableOptions> = {}): Promise<TableRead> {
  return valueOf(
    await readTable(text, { dictionary: atollDictionary, table: item, find, ...options }),
  );
}

async function putsOf(
  text: string,
  options: Partial<ReadTableOptions> = {},
): Promise<readonly Row[]> {
  return (await read(text, options)).changes.map((change) => change.put);
}

async function refusalOf(text: string, options: Partial<ReadTableOptions> = {}): Promise<Refusal> {
  const result = await readTable(text, {
    dictionary: atollDictionary,
    table: item,
    find,
    ...options,
  });
  if (result.ok) throw new Error('It was read');
  return result.refusal;
}

async function faultsOf(text: string, options: Partial<ReadTableOptions> = {}): Promise<unknown> {
  const refusal = await refusalOf(text, options);
  expect(refusal.code).toBe('csv.bad-lines');
  return refusal.details['faults'];
}

describe('the header', () => {
  it('names columns in any case, with blanks, hyphens and the title of the table', async () => {
    const puts = await putsOf('Item Code,NAME,is-vaccine, Default pack size \nx1,Salt,yes,12.50\n');
    expect(puts).toEqual([
      { code: 'x1', name: 'Salt', is_vaccine: true, default_pack_size: '12.5' },
    ]);
  });

  it.each(['unit', 'Unit name', 'unit_id', 'UNIT-ID'])(
    'finds the row of another table under "%s"',
    async (header) => {
      expect(await putsOf(`code,name,${header}\nx1,Salt,Tablet\n`)).toEqual([
        { code: 'x1', name: 'Salt', unit_id: TABLET },
      ]);
    },
  );

  it('says what it skips and why', async () => {
    const { skipped } = await read('id,code,name,colour,row_version,abc\n,x1,Salt,red,7,A\n', {
      set: { abc: 'B' },
    });
    expect(skipped).toEqual([
      { header: 'colour', reason: 'fits no column of item' },
      { header: 'row_version', reason: 'row_version is set by the system' },
      { header: 'abc', reason: 'abc is the same in every line (--set)' },
    ]);
  });

  it('takes the header that --map names, and leaves a column alone that --map gives none', async () => {
    const text = 'code,name,label,strength\nx1,Salt,Table salt,strong\n';
    const { changes, skipped } = await read(text, { map: { name: 'Label', strength: '' } });
    expect(changes[0]?.put).toEqual({ code: 'x1', name: 'Table salt' });
    expect(skipped.map((each) => each.header)).toEqual(['name', 'strength']);
  });

  it('lets one header fill the column of its name and another', async () => {
    const puts = await putsOf('code,name\nx1,Salt\n', { map: { universal_code: 'code' } });
    expect(puts).toEqual([{ code: 'x1', name: 'Salt', universal_code: 'x1' }]);
  });

  it('lets the exact name win over looser ones', async () => {
    const { changes, skipped } = await read('item_code,code,name\nold,x1,Salt\n');
    expect(changes[0]?.put).toEqual({ code: 'x1', name: 'Salt' });
    expect(skipped).toEqual([{ header: 'item_code', reason: 'fits no column of item' }]);
  });

  it.each<[string, string, Partial<ReadTableOptions>]>([
    ['csv.no-header', ' \n\n', {}],
    ['csv.no-columns', 'colour,shape\nred,round\n', {}],
    ['csv.unclear-headers', 'code,name,Name\nx1,Salt,Table salt\n', {}],
    ['csv.no-such-header', 'code,name\nx1,Salt\n', { map: { name: 'label' } }],
    ['csv.column-not-settable', 'code,name\nx1,Salt\n', { map: { colour: 'name' } }],
    ['csv.column-not-settable', 'code,name\nx1,Salt\n', { set: { row_version: '1' } }],
    ['csv.bad-setting', 'code,name\nx1,Salt\n', { set: { unit_id: 'Crate' } }],
    ['csv.bad-setting', 'code,name\nx1,Salt\n', { set: { default_pack_size: '-1' } }],
    ['csv.no-key', 'code,name\nx1,Salt\n', { key: 'abc' }],
    ['csv.no-key', 'code,name\nx1,Salt\n', { key: 'colour' }],
    ['csv.no-key', 'code,name,weight\nx1,Salt,1\n', { key: 'weight' }],
  ])('is refused with %s: %j', async (code, text, options) => {
    expect((await refusalOf(text, options)).code).toBe(code);
  });
});

describe('the lines', () => {
  it('keep codes that look like numbers as text', async () => {
    const puts = await putsOf('code,name\n45e50000,A\n007,B\n1.0,C\n');
    expect(puts.map((put) => put['code'])).toEqual(['45e50000', '007', '1.0']);
  });

  it.each([
    ['a byte order mark and CRLF', '\uFEFFcode,name\r\nx1,"A\r\nB"\r\nx2,C\r\n'],
    ['semicolons', 'code;name\nx1;"A\r\nB"\nx2;C\n'],
    ['tabs', 'code\tname\nx1\t"A\r\nB"\nx2\tC'],
    ['mixed line ends', 'code,name\r\nx1,"A\r\nB"\nx2,C\r'],
    ['blank lines', '\n\ncode,name\n,\nx1,"A\r\nB"\n\n \nx2,C\n\n'],
  ])('are read from a file with %s', async (_, text) => {
    expect(await putsOf(text)).toEqual([
      { code: 'x1', name: 'A\r\nB' },
      { code: 'x2', name: 'C' },
    ]);
  });

  it('are counted as an editor counts them', async () => {
    const faults = await faultsOf(
      'code,name,is_vaccine\nx1,"A\nB\nC",yes\n\nx2,D,perhaps\nx3,,no\n',
    );
    expect(faults).toEqual([
      { line: 6, column: 'is_vaccine', reason: 'must be true or false (or yes or no)' },
      { line: 7, column: 'name', reason: 'must have a value' },
    ]);
  });

  it('[IE1] are refused one and all, with every fault named', async () => {
    const text = [
      'code,name,type,unit,default_pack_size,custom_data',
      'x1,A,Cross reference,Tablet,1,{"a":1}',
      'x2,B,lost,Crate,"1,5",{',
      'x3,C,stock,Bottle,0.1234567,',
      'x4,"D,stock,,,',
    ].join('\n');
    expect(await faultsOf(text)).toEqual([
      { line: 3, column: 'unit_id', reason: 'fits no row of unit: none has the name "Crate"' },
      {
        line: 3,
        column: 'default_pack_size',
        reason: 'must be a number with a point and without commas, such as 1234.5',
      },
      { line: 3, column: 'custom_data', reason: 'must be JSON' },
      { line: 3, column: 'type', reason: 'must be one of stock, service, cross_reference, text' },
      { line: 4, column: 'unit_id', reason: 'fits 2 rows of unit with the name "Bottle"' },
      {
        line: 4,
        column: 'default_pack_size',
        reason: 'must be a number with at most 6 places, up to 9007199254.740991',
      },
      {
        line: 5,
        column: null,
        reason: 'has a quotation mark that does not close, or text after it',
      },
    ]);
    const { changes, faults } = await read(text, { keepGood: true });
    expect(changes).toEqual([
      {
        line: 2,
        table: 'item',
        id: undefined,
        put: {
          code: 'x1',
          name: 'A',
          type: 'cross_reference',
          unit_id: TABLET,
          default_pack_size: '1',
          custom_data: { a: 1 },
        },
      },
    ]);
    expect(faults).toHaveLength(7);
  });

  it('with too many cells are named, with too few filled with blanks', async () => {
    expect(await faultsOf('code,name,abc\nx1,A,B,C\n')).toEqual([
      { line: 2, column: null, reason: 'has 4 cells where the header has 3' },
    ]);
    expect(await putsOf('code,name,abc\nx1,A\n')).toEqual([{ code: 'x1', name: 'A', abc: null }]);
  });

  it('empty what may be empty and leave the rest as it is where a cell is blank', async () => {
    expect(await putsOf('code,name,strength,default_pack_size\nx1,A,,\n')).toEqual([
      { code: 'x1', name: 'A', strength: null },
    ]);
  });

  it('share what --set says, references too', async () => {
    const text = 'item,pack size\nAspirin,30\nasp,100\n';
    const puts = await putsOf(text, {
      table: stockLine,
      set: { store_id: 'WH01', note: 'counted', batch: '' },
    });
    expect(puts[1]).toEqual({
      store_id: WAREHOUSE,
      item_id: ASPIRIN,
      pack_size: '100',
      note: 'counted',
      batch: null,
    });
    expect(puts).toHaveLength(2);
  });

  it('may name rows by their ids', async () => {
    const [put] = await putsOf(`item_id,store_id\n${ASPIRIN.toUpperCase()},${WAREHOUSE}\n`, {
      table: itemStoreJoin,
    });
    expect(put).toEqual({ item_id: ASPIRIN, store_id: WAREHOUSE });
  });

  it('[IE2] take the apostrophe off that guards a spreadsheet, and no other', async () => {
    const puts = await putsOf("code,name\n'=1,'quoted'\n''@x,'-1\n");
    expect(puts).toEqual([
      { code: '=1', name: "'quoted'" },
      { code: "'@x", name: '-1' },
    ]);
  });
});

describe('rows that exist', () => {
  it('are changed where the key says which they are', async () => {
    const { changes } = await read('code,name,abc\nasp,Aspirin 100mg,A\nx1,Salt,B\n', {
      key: 'code',
    });
    expect(changes).toEqual([
      { line: 2, table: 'item', id: ASPIRIN, put: { name: 'Aspirin 100mg', abc: 'A' } },
      { line: 3, table: 'item', id: undefined, put: { code: 'x1', name: 'Salt', abc: 'B' } },
    ]);
  });

  it('may leave blank what a new row needs', async () => {
    const { changes } = await read('code,name,abc\nasp,,A\n', { key: 'code' });
    expect(changes[0]?.put).toEqual({ abc: 'A' });
    expect(await faultsOf('code,name,abc\nx1,,A\n', { key: 'code' })).toEqual([
      { line: 2, column: 'name', reason: 'must have a value' },
    ]);
  });

  it('leave columns that the file does not have to the site, which may complete them', async () => {
    expect(await putsOf('code\nx1\n')).toEqual([{ code: 'x1' }]);
  });

  it('are told apart by a key that is not blank, and stands in one row only', async () => {
    const text = 'name,comment\nTablet,a\n,b\nBottle,c\n';
    expect(await faultsOf(text, { table: unit, key: 'name' })).toEqual([
      { line: 3, column: 'name', reason: 'must have a value: rows are told apart by it' },
      { line: 4, column: 'name', reason: 'is that of 2 rows' },
    ]);
  });

  it('keep their unique values to themselves', async () => {
    expect(await faultsOf('code,name\nasp,Aspirin\nx1,A\nx1,B\n')).toEqual([
      { line: 2, column: 'code', reason: 'is that of a row that exists (--key code changes it)' },
      { line: 4, column: 'code', reason: 'repeats code of line 3' },
    ]);
  });

  it('are known by id where the file has it', async () => {
    const fresh = '01890a5d-ac96-774b-bcce-b302099a80ff';
    const { changes } = await read(
      `id,code,name\n${ASPIRIN},asp,Aspirin C\n${fresh},x1,Salt\n,x2,Sugar\n`,
    );
    expect(changes.map((change) => change.id)).toEqual([ASPIRIN, fresh, undefined]);
    expect(await faultsOf('id,code,name\n17,x1,Salt\n')).toEqual([
      { line: 2, column: 'id', reason: 'must be an id (a UUID)' },
    ]);
  });

  it('passes over a line that says the same again, and names one that says something else', async () => {
    const options = { table: unit, map: { name: 'unit' }, key: 'name' };
    const { changes, repeated } = await read('code,unit\na,Drop\nb,Drop\nc,Spray\n', options);
    expect(changes.map((change) => change.put)).toEqual([{ name: 'Drop' }, { name: 'Spray' }]);
    expect(repeated).toBe(1);
    expect(await faultsOf('unit,comment\nDrop,a\nDrop,b\n', options)).toEqual([
      { line: 3, column: 'name', reason: 'is that of line 2, which says something else' },
    ]);
  });
});

it('asks the site once for each table and column, whatever the number of lines', async () => {
  const asked: string[] = [];
  const text = `code,name,unit\n${[...Array(500).keys()].map((n) => `x${n},N${n},Tablet`).join('\n')}`;
  await read(text, {
    key: 'code',
    find: (query) => {
      asked.push(`${query.table}.${query.column} ${query.values.length}`);
      return find(query);
    },
  });
  expect(asked).toEqual(['unit.name 1', 'item.code 500', 'item.code 500']);
  expect(store.name).toBe('store');
});
