import { describe, expect, it } from 'vitest';
import { parcel, parcelLine, store, toyDictionary, toyTopology } from '../toy-dictionary.ts';
import { checkDictionary } from './check-dictionary.ts';
import { choice, hiddenRef, id, integer, json, ref, text } from './column.ts';
import {
  centralData,
  centralStoreData,
  localData,
  messageData,
  storeData,
  withParent,
} from './sync-rule.ts';
import { type Table, table } from './table.ts';

function faultsWith(...more: readonly Table[]): readonly string[] {
  const tables = [...toyDictionary.tables, ...more];
  return checkDictionary({
    ...toyDictionary,
    tables,
    table: (name) => tables.find((each) => each.name === name),
  });
}

describe('checkDictionary', () => {
  it('finds nothing in a sound dictionary', () => {
    expect(checkDictionary(toyDictionary)).toEqual([]);
  });

  it('names what cannot be', () => {
    const odd = table('odd', {
      title: 'Odd',
      columns: {
        id: id(),
        other_id: ref('nothing'),
        row_version: integer(),
        group: text(),
        Mixed: text(),
        state: choice('a', 'b').default('c' as 'a'),
        twice: choice('a', 'a'),
        blob: json(),
      },
      sync: localData(),
      unique: [['blob']],
    });
    expect(faultsWith({ ...odd, indexes: [['colour']] })).toEqual([
      'odd.other_id: points to nothing, which is no table',
      'odd.row_version: is one of the columns that every table has',
      'odd.group: is a word that databases keep for themselves',
      'odd.Mixed: is not a name in snake_case of at most 63 characters',
      'odd.state: has a fallback that must be one of a, b',
      'odd.twice: names a value twice, or none',
      'odd: the group (blob) compares json',
      'odd: the group (colour) names colour, which is no column of its own',
    ]);
  });

  it('asks for one id, in front', () => {
    const late = table('late', {
      title: 'Late',
      columns: { name: text(), id: id() },
      sync: centralData(),
    });
    expect(faultsWith(late)).toEqual([
      'late: has not exactly one id column, called id and standing first',
    ]);
  });

  it('finds names used twice or kept by the engine', () => {
    expect(faultsWith(parcel)).toEqual(['parcel: is declared twice']);
    expect(checkDictionary(toyDictionary, { taken: ['store'] })).toEqual([
      'store: is a table of the engine',
    ]);
  });

  it('asks that the owning store is given once and for ever', () => {
    const loose = table('loose', {
      title: 'Loose',
      columns: { id: id(), store_id: ref('store').optional(), name_id: ref('name').fixedOnce() },
      sync: storeData({ store: 'store_id', counterparty: 'name_id' }),
    });
    expect(faultsWith(loose)).toEqual([
      'loose.store_id: is optional, so a row could belong to no store',
      'loose.store_id: is not fixed, so a row could change its store',
      'loose.name_id: is no reference to store, yet the sync rule reads a store from it',
    ]);
    const shared = { ...loose, sync: centralStoreData({ store: 'store_id', editedAt: 'primary' }) };
    expect(faultsWith(shared)).toEqual([
      'loose.store_id: is optional, so a row could belong to no store',
      'loose.store_id: is not fixed, so a row could change its store',
    ]);
  });

  it('lets a message name no store', () => {
    const columns = {
      id: id(),
      from_store_id: hiddenRef('store').optional().fixedOnce(),
      to_store_id: hiddenRef('store').optional().fixedOnce(),
    };
    expect(
      faultsWith(
        table('note', {
          title: 'Note',
          columns,
          sync: messageData({ from: 'from_store_id', to: 'to_store_id' }),
        }),
      ),
    ).toEqual([]);
  });

  it('finds circles of parents', () => {
    const a = table('a', {
      title: 'A',
      columns: { id: id(), b_id: ref('b').fixedOnce() },
      sync: withParent('b_id'),
    });
    const b = table('b', {
      title: 'B',
      columns: { id: id(), a_id: ref('a').fixedOnce() },
      sync: withParent('a_id'),
    });
    expect(faultsWith(a, b)).toEqual([
      'a.b_id: leads in a circle of parents',
      'b.a_id: leads in a circle of parents',
    ]);
    expect(faultsWith({ ...parcelLine, name: 'c', sync: withParent('what') })).toEqual([
      'c.what: is no reference, yet rows are sent with it',
    ]);
  });

  it('finds a topology that reads what is not there', () => {
    const topology = {
      ...toyTopology,
      sites: 'place',
      stores: { ...toyTopology.stores, epoch: 'era' },
    };
    expect(checkDictionary({ ...toyDictionary, topology })).toEqual([
      'The topology reads place, which is no table',
      'The topology reads store.era, which is no column',
    ]);
    expect(store.columns.epoch.kind).toBe('integer');
  });
});
