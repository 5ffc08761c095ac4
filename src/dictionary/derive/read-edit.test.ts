import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMillionths } from '#base';
import { parcel, parcelLine } from '../toy-dictionary.ts';
import { readEdit } from './read-edit.ts';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';

function faultsOf(columns: Record<string, unknown>): unknown {
  const read = readEdit(parcel, columns);
  return read.ok ? [] : read.faults;
}

describe('readEdit', () => {
  it('brings what others write into the spelling of rows', () => {
    const given = {
      store_id: ID.toUpperCase(),
      weight: 12.5,
      packed_at: '2026-11-22T10:00+02:00',
      sent_day: '2026-11-22',
      fragile: true,
      comment: null,
    };
    expect(readEdit(parcel, given)).toEqual({
      ok: true,
      edit: { ...given, store_id: ID, weight: '12.5', packed_at: '2026-11-22T08:00:00.000Z' },
    });
  });

  it.each([
    ['2026-11-22T08:00:00Z', '2026-11-22T08:00:00.000Z'],
    ['2026-11-22 08:00:00.123456Z', '2026-11-22T08:00:00.123Z'],
    ['2026-01-01T00:30:00.5-0130', '2026-01-01T02:00:00.500Z'],
  ])('reads the moment %s', (written, packed_at) => {
    expect(readEdit(parcel, { packed_at: written })).toEqual({ ok: true, edit: { packed_at } });
  });

  it.each([
    '2026-11-22T08:00:00',
    '2026-02-30T08:00:00Z',
    '2026-11-22',
    '0001-01-01T00:00:00+01:00',
    '22/11/2026 08:00Z',
    '',
  ])('refuses the moment %j', (packed_at) => {
    expect(faultsOf({ packed_at })).toEqual([
      {
        column: 'packed_at',
        reason: 'must be a moment that says its offset, such as 2026-11-22T08:00:00Z',
      },
    ]);
  });

  it('refuses by name what is not for others to set', () => {
    expect(
      faultsOf({
        serial: 5,
        seal_key: 'x',
        row_version: 3,
        colour: 'red',
        id: ID,
        status: undefined,
      }),
    ).toEqual([
      { column: 'serial', reason: 'is set by the system' },
      { column: 'seal_key', reason: 'is kept secret and is set by an operation of its own' },
      { column: 'row_version', reason: 'is set by the system' },
      { column: 'colour', reason: 'is not known here' },
      { column: 'id', reason: 'names the row and is not one of the columns to set' },
      { column: 'status', reason: 'is missing' },
    ]);
  });

  it('lets an edit repeat the id of its row, and no other', () => {
    expect(readEdit(parcel, { id: ID, comment: 'a' }, { id: ID })).toEqual({
      ok: true,
      edit: { comment: 'a' },
    });
    expect(readEdit(parcel, { id: 'b', comment: 'a' }, { id: ID }).ok).toBe(false);
  });

  it('says the limit that a decimal passes', () => {
    expect(faultsOf({ weight: '-0.5' })).toEqual([
      { column: 'weight', reason: 'must not be below 0' },
    ]);
    expect(faultsOf({ weight: 0.1234567 })).toEqual([
      {
        column: 'weight',
        reason: 'must be a number with at most 6 places, up to 9007199254.740991',
      },
    ]);
    expect(faultsOf({ weight: Number.NaN })).toHaveLength(1);
    expect(faultsOf({ weight: true })).toHaveLength(1);
  });

  it('reads every exact decimal, written plainly or with zeros at its end, as the same value', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: BigInt(Number.MAX_SAFE_INTEGER) }),
        fc.nat(3),
        (millionths, zeros) => {
          const packs = fromMillionths(millionths);
          const written = `${packs.includes('.') ? packs : `${packs}.`}${'0'.repeat(zeros + 1)}`;
          expect(readEdit(parcelLine, { packs: written })).toEqual({ ok: true, edit: { packs } });
        },
      ),
    );
  });

  it('is not fooled by names that every object has', () => {
    expect(
      readEdit(parcel, JSON.parse('{"__proto__": 1, "constructor": 2, "toString": 3}')),
    ).toMatchObject({
      faults: [{ column: '__proto__' }, { column: 'constructor' }, { column: 'toString' }],
    });
  });
});
