import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { id, json, text } from '../model/column.ts';
import { localData } from '../model/sync-rule.ts';
import type { Row } from '../model/table.ts';
import { table } from '../model/table.ts';
import { parcel, parcelLine } from '../toy-dictionary.ts';
import { checkRow } from './check-row.ts';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const KEPT = {
  created_at: '2026-11-22T08:00:00.000Z',
  updated_at: '2026-11-22T08:00:00.000Z',
  deleted_at: null,
  row_version: 1,
  origin_site_id: 2,
};
const SOUND: Row = {
  id: ID,
  store_id: ID,
  counterparty_store_id: null,
  serial: -1,
  status: 'new',
  weight: '12.5',
  sent_day: '2024-02-29',
  packed_at: '2026-11-22T23:59:59.999Z',
  fragile: false,
  comment: 'زجاج 🧴',
  extra: { a: [1, null, 'b'] },
  seal_key: null,
  ...KEPT,
};

function reasonOf(column: string, value: unknown): string | undefined {
  const faults = checkRow(parcel, { ...SOUND, [column]: value } as Row);
  expect(faults.every((fault) => fault.column === column)).toBe(true);
  return faults[0]?.reason;
}

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)];
}

describe('checkRow', () => {
  it('finds nothing in a sound row', () => {
    expect(checkRow(parcel, SOUND)).toEqual([]);
  });

  it('names every column that is wrong, missing or unknown', () => {
    const { status: _, ...rest } = SOUND;
    expect(checkRow(parcel, { ...rest, fragile: 'no', colour: 'red' })).toEqual([
      { column: 'status', reason: 'is missing' },
      { column: 'fragile', reason: 'must be true or false' },
      { column: 'colour', reason: 'is not known here' },
    ]);
  });

  it('refuses a required column without a value', () => {
    expect(reasonOf('store_id', null)).toBe('must have a value');
    expect(reasonOf('weight', null)).toBeUndefined();
  });

  it.each([
    ['id', ID.toUpperCase()],
    ['store_id', 'store'],
    ['serial', -2],
    ['serial', 1.5],
    ['serial', -0],
    ['serial', 2 ** 53],
    ['serial', '1'],
    ['status', 'lost'],
    ['weight', 12.5],
    ['weight', '12.50'],
    ['weight', '-1'],
    ['weight', '-0'],
    ['weight', '00.5'],
    ['weight', '1e3'],
    ['weight', '.5'],
    ['weight', '0.1234567'],
    ['weight', '9007199254.740992'],
    ['sent_day', '2023-02-29'],
    ['sent_day', '1900-02-29'],
    ['sent_day', '2026-13-01'],
    ['sent_day', '2026-11-31'],
    ['sent_day', '0000-01-01'],
    ['sent_day', '2026-11-22T00:00:00.000Z'],
    ['packed_at', '2026-11-22T08:00:00Z'],
    ['packed_at', '2026-11-22T24:00:00.000Z'],
    ['packed_at', '2026-11-22T08:00:00.000+01:00'],
    ['fragile', 0],
    ['comment', 'x'.repeat(2_001)],
    ['comment', 'a\0b'],
    ['comment', '\ud800'],
    ['comment', 7],
    ['extra', nested(9)],
    ['extra', 'x'.repeat(64 * 1024)],
    ['extra', { a: Number.NaN }],
    ['extra', { a: undefined }],
    ['extra', { 'a\0': 1 }],
    ['extra', ['\udc00']],
    ['row_version', 1.5],
  ])('refuses %s %j', (column, value) => {
    expect(reasonOf(column, value)).toBeTypeOf('string');
  });

  it.each([
    ['weight', '9007199254.740991'],
    ['weight', '0'],
    ['weight', '0.000001'],
    ['sent_day', '2000-02-29'],
    ['packed_at', '0001-01-01T00:00:00.000Z'],
    ['extra', nested(8)],
    ['extra', 'x'.repeat(64 * 1024 - 2)],
    ['extra', false],
    ['comment', ''],
  ])('takes %s %j', (column, value) => {
    expect(reasonOf(column, value)).toBeUndefined();
  });

  it('has no room for a secret in a row that travels', () => {
    const { seal_key: _, ...travelling } = SOUND;
    expect(checkRow(parcel, travelling, { as: 'sent' })).toEqual([]);
    expect(checkRow(parcel, travelling)).toEqual([{ column: 'seal_key', reason: 'is missing' }]);
    expect(checkRow(parcel, { ...travelling, seal_key: null }, { as: 'sent' })).toEqual([
      { column: 'seal_key', reason: 'is kept secret and does not travel' },
    ]);
  });

  it('[J4] refuses a row that is too large as a whole', () => {
    const wide = table('wide', {
      title: 'Wide',
      columns: { id: id(), a: json(), b: json(), c: json(), d: json(), e: text() },
      sync: localData(),
    });
    const full = 'é'.repeat(32 * 1024 - 1);
    expect(checkRow(wide, { id: ID, a: full, b: full, c: full, d: '', e: '', ...KEPT })).toEqual(
      [],
    );
    expect(checkRow(wide, { id: ID, a: full, b: full, c: full, d: full, e: '', ...KEPT })).toEqual([
      { column: 'id', reason: 'belongs to a row of more than 256 kB' },
    ]);
  });

  it('[J2] takes any text that has a place everywhere', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (comment) => {
        const storable = !comment.includes('\0');
        expect(reasonOf('comment', comment) === undefined).toBe(storable);
      }),
    );
  });

  it('never throws, whatever a column holds', () => {
    const columns = [...Object.keys(parcelLine.columns), '__proto__', 'constructor'];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...columns), fc.anything()), (row) => {
        expect(checkRow(parcelLine, row as Row).length).toBeGreaterThan(0);
      }),
    );
  });
});
