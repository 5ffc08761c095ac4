import { describe, expect, it } from 'vitest';
import type { Row } from '#dictionary';
import { audienceOf } from './audience.ts';
import { feedsReadBy } from './interest.ts';
import { leavesSite } from './leaves-site.ts';
import {
  at,
  known,
  mirroredCountry,
  prefers,
  ruleOf,
  setting,
  shown,
  store,
} from './testing/mirrored-country.ts';
import type { Related } from './topology.ts';

const country = mirroredCountry();
const people = known({ 'patient/p': { id: 'p', store_id: 'A', home_epoch: 1 } });

function audience(table: string, row: Row, topology = country, related: Related = people) {
  const { feeds, seenBy } = audienceOf(topology, ruleOf(table, row), row, related);
  return { feeds: [...feeds].sort(), seenBy };
}

const p = { kind: 'patient', id: 'p' };

describe('the audience of a row', () => {
  it('[RT4] of dispensary data is the primary and the dispensaries', () => {
    expect(audience('abbreviation', {})).toEqual({
      feeds: ['dispensaries', 'primary'],
      seenBy: [],
    });
  });

  it('[B1] of what hangs on a name is the primary, who sees it, and the store whose twin it is', () => {
    const tag = { name_id: 'name of A' };
    expect(audience('name_tag_join', tag)).toEqual({
      feeds: ['primary', 'store:A'],
      seenBy: [{ kind: 'name', id: 'name of A' }],
    });
    expect(audience('master_list_name_join', { name_id: 'n' }).feeds).toEqual(['primary']);
  });

  it('[B1] of a patient, and what hangs on one, is the home store and who sees the patient', () => {
    const expected = { feeds: ['store:A'], seenBy: [p] };
    expect(audience('patient', { id: 'p', store_id: 'A', home_epoch: 1 })).toEqual(expected);
    expect(audience('patient_event', { patient_id: 'p', store_id: 'B' })).toEqual(expected);
  });

  it('[B1] of a merge of patients is who sees the one or the other', () => {
    const row = { kind: 'patient', kept_id: 'p', removed_id: 'q', store_id: null };
    expect(audience('merge_event', row)).toEqual({
      feeds: ['store:A'],
      seenBy: [p, { kind: 'patient', id: 'q' }],
    });
    expect(audience('merge_event', { ...row, kind: 'unit' }).feeds).toEqual(['everyone']);
  });

  it('[E1] of a repeat is the home store alone, unless the home store or the country prefers otherwise', () => {
    const row = { patient_id: 'p' };
    const key = 'repeats_on_all_visible_sites';
    expect(audience('repeat', row)).toEqual({ feeds: ['store:A'], seenBy: [] });
    expect(audience('repeat', row, mirroredCountry(prefers(key, true))).seenBy).toEqual([p]);
    expect(audience('repeat', row, mirroredCountry(prefers(key, true, 'A'))).seenBy).toEqual([p]);
    const not = mirroredCountry(prefers(key, true), prefers(key, false, 'A'));
    expect(audience('repeat', row, not).seenBy).toEqual([]);
  });

  it('[E1] of a prescription is its store, by the preference of that store also home and who sees the patient', () => {
    const row = { store_id: 'D', patient_id: 'p' };
    expect(audience('prescription', row)).toEqual({ feeds: ['store:D'], seenBy: [] });
    const sharing = mirroredCountry(prefers('prescriptions_to_all_visible_sites', true, 'D'));
    expect(audience('prescription', row, sharing)).toEqual({
      feeds: ['store:A', 'store:D'],
      seenBy: [p],
    });
  });

  it('[B1] of who sees a patient is that of the patient, once central has received it that of the store', () => {
    const row = { patient_id: 'p', store_id: 'B', established_at: null };
    expect(audience('patient_store_join', row)).toEqual({ feeds: ['store:A'], seenBy: [p] });
    const established = { ...row, established_at: '2026-11-22T08:00:00.000Z' };
    expect(audience('patient_store_join', established)).toEqual({
      feeds: ['primary', 'site:2', 'store:B'],
      seenBy: [],
    });
  });

  it('[B1] of a centralised order is also the primary and who sees the store', () => {
    const row = { store_id: 'A', procurement_owner: 'store', counterparty_store_id: null };
    expect(audience('purchase_order', row).feeds).toEqual(['store:A']);
    const centralised = { ...row, procurement_owner: 'primary' };
    expect(audience('purchase_order', centralised).feeds).toEqual(['primary', 'site:3', 'store:A']);
  });
});

describe('what a dispensary leaves out', () => {
  const leaves = (table: string, row: Row, topology = country, related: Related = people) =>
    leavesSite(topology, ruleOf(table, row), row, related);
  const left = { store_id: 'D', counterparty_store_id: null };

  it('[E1] is its stock, stocktakes, prescriptions and invoices, not its requisitions, shelves and patients', () => {
    for (const table of ['stock_line', 'stock_movement', 'stocktake', 'backorder', 'invoice'])
      expect([table, leaves(table, left)]).toEqual([table, false]);
    expect(leaves('prescription', { store_id: 'D', patient_id: 'p' })).toBe(false);
    for (const table of ['requisition', 'location', 'sensor', 'asset', 'item_store_setting'])
      expect([table, leaves(table, left)]).toEqual([table, true]);
    expect(leaves('patient_event', { patient_id: 'p', store_id: 'D' })).toBe(true);
  });

  it('[B1] is no half of a transfer, nor what belongs to one', () => {
    expect(leaves('invoice', { ...left, counterparty_store_id: 'B' })).toBe(true);
    const note = { store_id: 'D', invoice_id: 'i' };
    const half = known({ 'invoice/i': { counterparty_store_id: 'B' } });
    const own = known({ 'invoice/i': { counterparty_store_id: null } });
    expect(leaves('invoice_note', note, country, half)).toBe(true);
    expect(leaves('box', note, country, own)).toBe(false);
  });

  it('[B1] is nothing of a store of another mode, nor where the setting says so', () => {
    expect(leaves('stock_line', { store_id: 'B' })).toBe(true);
    expect(leaves('stock_line', { store_id: 'A' })).toBe(true);
    const included = mirroredCountry(setting('D', { include_transactions: true }));
    expect(leaves('stock_line', { store_id: 'D' }, included)).toBe(true);
    const onItsRow = mirroredCountry(
      store('D', 4, 'dispensary', { include_transactions_in_sync: true }),
    );
    expect(leaves('stock_line', { store_id: 'D' }, onItsRow)).toBe(true);
  });

  it('[E1] is everything of a table that goes nowhere', () => {
    expect(leaves('user_account', {})).toBe(false);
    expect(leaves('report', { is_custom: false })).toBe(false);
  });
});

describe('the interest of a site', () => {
  it('[B1] is the stores active there and those it collects, and the dispensaries with an active one', () => {
    expect(feedsReadBy(country, at(2))).toEqual([
      'everyone',
      'site:2',
      'store:A',
      'store:W',
      'dispensaries',
    ]);
    // NOTE a collector of a dispensary is no dispensary.
    expect(feedsReadBy(country, at(5))).toEqual(['everyone', 'site:5', 'store:A']);
    expect(feedsReadBy(country, at(9))).toEqual(['everyone', 'site:9', 'primary']);
  });

  it('[B1] of a collector ends with the setting', () => {
    const none = country.withRows([setting('A', { collectors: [] })]);
    expect(feedsReadBy(none, at(5))).toEqual(['everyone', 'site:5']);
    const other = none.withRows([setting('A', { collectors: [3] })]);
    expect(feedsReadBy(other, at(3))).toContain('store:A');
  });
});

describe('who sees whom', () => {
  it('is kept between stores only, and asked for when a name becomes the twin of a store', () => {
    expect(country.partnersOf('A')).toEqual(['B']);
    const customer = [shown('name of N', 'A'), shown('name of A', 'N')];
    const before = country.withRows(customer);
    const made = store('N', 3, 'store');
    expect(before.newTwins([made])).toEqual(['name of N']);
    // What the customer was visible in was not kept: the caller reads it again with the new store.
    expect(before.withRows([made]).partnersOf('N')).toEqual([]);
    const after = before.withRows([made, shown('name of N', 'A')]);
    expect(after.partnersOf('N')).toEqual(['A']);
    expect(after.newTwins([made])).toEqual([]);
  });
});
