import { describe, expect, test } from 'vitest';
import { syncWords } from '../derive/sync-words.ts';
import { checkDictionary } from '../model/check-dictionary.ts';
import { atollDictionary } from './atoll-dictionary.ts';

const typesOf = (rows: (row: number) => boolean) =>
  Object.fromEntries(
    atollDictionary.tables
      .filter((table) => table.rows.some(rows))
      .map((table) => [table.name, syncWords(atollDictionary, table).sync_type]),
  );

describe('the dictionary of Atoll', () => {
  test('is sound, and holds each of the 70 kinds of data', () => {
    expect(checkDictionary(atollDictionary)).toEqual([]);
    expect(Object.keys(atollDictionary.dataTypes)).toHaveLength(70);
  });

  test('[D7] kinds 1 to 20 are central, but for what hangs on a name or a store', () => {
    const types = typesOf((row) => row <= 20);
    expect(Object.entries(types).filter(([, type]) => type !== 'central')).toEqual([
      ['name_tag_join', 'name'],
      ['master_list_name_join', 'name'],
      ['local_list_line', 'store'],
    ]);
  });

  test('[RT4] kinds 21 to 24 are for dispensaries', () => {
    expect(typesOf((row) => row >= 21 && row <= 24)).toEqual({
      insurance_provider: 'dispensary',
      patient_event_type: 'dispensary',
      abbreviation: 'dispensary',
      item_direction: 'dispensary',
      diagnosis: 'dispensary',
    });
  });

  test('kinds 61 to 70 stay, but for what the country prefers and what stores tell each other of a transfer', () => {
    const types = typesOf((row) => row >= 61);
    expect(Object.entries(types).filter(([, type]) => type !== 'local')).toEqual([
      ['transfer_log', 'transfer'],
      ['shared_preference', 'central'],
    ]);
  });

  test('an order, a tender and a payment are edited where their own column says', () => {
    const cases = (name: string) => {
      const table = atollDictionary.table(name);
      return (
        table && syncWords(atollDictionary, table).cases.map((each) => each.edited_at.mirrored)
      );
    };
    const either = ['Active site of the store', 'Primary'];
    expect(cases('purchase_order')).toEqual(either);
    expect(cases('quote_line')).toEqual(either);
    expect(cases('cash_transaction')).toEqual(either);
  });
});
