import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Digest } from '#base';
import { text } from '../model/column.ts';
import type { Table } from '../model/table.ts';
import { parcel, toyDictionary } from '../toy-dictionary.ts';
import { fingerprint } from './fingerprint.ts';

const digest: Digest = {
  sha256: (of) => createHash('sha256').update(of).digest('hex'),
  sha1: (prefix, of) => createHash('sha1').update(prefix).update(of).digest(),
};

function withParcel(change: Partial<Table>): string {
  const tables = toyDictionary.tables.map((each) =>
    each.name === 'parcel' ? { ...each, ...change } : each,
  );
  return fingerprint({ ...toyDictionary, tables }, digest);
}

describe('fingerprint', () => {
  const before = fingerprint(toyDictionary, digest);

  it('does not ask for words, indexes, fallbacks or order', () => {
    const columns = Object.fromEntries(Object.entries(parcel.columns).reverse());
    expect(withParcel({ title: 'Box', notes: ['New.'], indexes: [], columns })).toBe(before);
    expect(
      fingerprint({ ...toyDictionary, tables: [...toyDictionary.tables].reverse() }, digest),
    ).toBe(before);
  });

  it.each<[string, Partial<Table>]>([
    ['a column more', { columns: { ...parcel.columns, colour: text(20) } }],
    ['another length', { columns: { ...parcel.columns, comment: text(2_001).optional() } }],
    ['a required column', { columns: { ...parcel.columns, comment: text(2_000) } }],
    ['a unique group', { unique: [['store_id', 'serial']] }],
    ['another rule', { sync: { kind: 'with-parent', parent: 'store_id' } }],
    ['another name', { name: 'box' }],
  ])('changes with %s', (_, change) => {
    expect(withParcel(change)).not.toBe(before);
  });
});
