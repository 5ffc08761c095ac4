import { describe, expect, it } from 'vitest';
import { atollDictionary, type Row } from '#dictionary';
import { storedTablesOf } from '#site';
import { createMirror } from '../device/mirror.ts';
import { DATA_TYPES } from './data-types.ts';
import { lawOf } from './entitled.ts';

/** Central 1; site 2 with store A, site 3 with store B, site 4 (primary) with none; A and B see each other, C is at central. */
function hub() {
  const mirror = createMirror(storedTablesOf(atollDictionary));
  const put = (table: string, rows: readonly Row[]) =>
    mirror.apply([{ table, put: rows.map((row) => ({ deleted_at: null, ...row })) }]);
  put(
    'site',
    [1, 2, 3, 4].map((site_id) => ({
      id: `site-${site_id}`,
      site_id,
      is_central: site_id === 1,
      is_primary: site_id === 4,
    })),
  );
  put('store', [
    { id: 'A', name_id: 'nA', active_site_id: 2 },
    { id: 'B', name_id: 'nB', active_site_id: 3 },
    { id: 'C', name_id: 'nC', active_site_id: 1 },
  ]);
  put('name_store_join', [
    { id: 'AB', name_id: 'nA', store_id: 'B', inactive: false },
    { id: 'BA', name_id: 'nB', store_id: 'A', inactive: false },
    { id: 'CA', name_id: 'nC', store_id: 'A', inactive: true },
  ]);
  put('invoice', [
    { id: 'sent', store_id: 'B', counterparty_store_id: 'A' },
    { id: 'draft', store_id: 'B', counterparty_store_id: null },
  ]);
  return mirror;
}

const SITES = [1, 2, 3, 4];

describe('who may hold a row', () => {
  const law = lawOf(hub());
  const holders = (table: string, row: Row) =>
    SITES.filter((site) => law.mayHold(site, table, row));

  it.each<[string, string, Row, number[]]>([
    ['central data: everyone', 'item', { id: 'i' }, [1, 2, 3, 4]],
    [
      'a store: central, the primary, its site and the sites that see it',
      'store',
      { id: 'A' },
      [1, 2, 3, 4],
    ],
    ['a store that nobody sees: central and the primary', 'store', { id: 'C' }, [1, 4]],
    ['store data: its site and central', 'location', { id: 'l', store_id: 'A' }, [1, 2]],
    [
      'half a transfer: also the site of the other store',
      'invoice',
      { id: 'x', store_id: 'B', counterparty_store_id: 'A' },
      [1, 2, 3],
    ],
    [
      'a draft: its own site and central',
      'invoice',
      { id: 'x', store_id: 'B', counterparty_store_id: null },
      [1, 3],
    ],
    ['a line: as its document', 'invoice_line', { id: 'x', invoice_id: 'sent' }, [1, 2, 3]],
    ['a line of a draft: as its draft', 'invoice_line', { id: 'x', invoice_id: 'draft' }, [1, 3]],
    [
      'a message to everyone',
      'message',
      { id: 'm', from_store_id: 'A', to_store_id: null },
      [1, 2, 3, 4],
    ],
    [
      'a message from A to B',
      'message',
      { id: 'm', from_store_id: 'A', to_store_id: 'B' },
      [1, 2, 3],
    ],
    ['what is local: nobody else', 'user_account', { id: 'u' }, []],
    ['the list of sites: nobody else', 'site', { id: 's' }, []],
  ])('%s', (_title, table, row, expected) => {
    expect(holders(table, row)).toEqual(expected);
  });
});

describe('where a row is edited', () => {
  const law = lawOf(hub());
  it.each<[string, Row, number | undefined]>([
    ['item', { id: 'i' }, 4],
    ['item_store_join', { id: 'i', store_id: 'A' }, 4],
    ['name_store_join', { id: 'i', store_id: 'A' }, 1],
    ['store', { id: 'A' }, 1],
    ['location', { id: 'l', store_id: 'A' }, 2],
    ['invoice', { id: 'sent', store_id: 'B' }, 3],
    ['invoice_line', { id: 'l', invoice_id: 'sent' }, 3],
    ['preference', { id: 'p' }, undefined],
  ])('%s', (table, row, expected) => {
    expect(law.editor(table, row)).toBe(expected);
  });
});

it('knows every table of the dictionary', () => {
  expect(Object.keys(DATA_TYPES).sort()).toEqual(
    atollDictionary.tables.map(({ name }) => name).sort(),
  );
});
