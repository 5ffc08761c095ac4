import { describe, expect, test } from 'vitest';
import { checkDictionary } from '../model/check-dictionary.ts';
import { atollDictionary } from './atoll-dictionary.ts';

describe('the dictionary of Atoll', () => {
  test('is sound', () => {
    expect(checkDictionary(atollDictionary)).toEqual([]);
  });

  test('gives every table and its lines one owner and one audience', () => {
    const types = Object.fromEntries(
      atollDictionary.tables.map(({ name, sync }) => [
        name,
        sync.kind === 'own' ? sync.type : sync.kind,
      ]),
    );
    expect(types).toEqual({
      site: 'sync',
      store: 'central_store',
      store_preference: 'central_store',
      message: 'message',
      unit: 'central',
      item: 'central',
      item_store_join: 'central_store',
      reason_option: 'central',
      name: 'central',
      name_store_join: 'central_store',
      location: 'store',
      stock_line: 'store',
      stock_movement: 'store',
      invoice: 'transfer',
      invoice_line: 'with-parent',
      number_sequence: 'store',
      transfer_log: 'transfer',
      user_account: 'local',
      user_permission: 'local',
      preference: 'local',
      activity_log: 'local',
    });
  });
});
