import { describe, expect, it } from 'vitest';
import { atollDictionary, type Row } from '#dictionary';
import { decidedCase } from './decided-case.ts';
import { ownerOf } from './owner-of.ts';
import { rowsAsked } from './rows-asked.ts';
import { known, mirroredCountry, prefers, ruleOf, store } from './testing/mirrored-country.ts';
import type { Related } from './topology.ts';

const country = mirroredCountry();
const ofA = { 'patient/p': { id: 'p', store_id: 'A', home_epoch: 3 } };

function owner(table: string, row: Row, related: Related = known(ofA), topology = country) {
  return ownerOf(topology, ruleOf(table, row).editedAt, row, related);
}

describe('the owner of a row', () => {
  it('[D7] of central data is the primary, of stores and what names are visible central', () => {
    for (const table of ['item', 'diagnosis', 'item_store_join'])
      expect(owner(table, { store_id: 'A' })).toEqual({ kind: 'site', siteId: 9 });
    for (const table of ['store', 'store_preference', 'name_store_join', 'store_sync_setting'])
      expect(owner(table, { store_id: 'A' })).toEqual({ kind: 'site', siteId: 1 });
  });

  it('[D7] of what belongs to no store that is known here is nobody', () => {
    expect(owner('invoice', { store_id: 'X' })).toEqual({ kind: 'unknown-store', storeId: 'X' });
    expect(owner('merge_event', { kind: 'location', store_id: null })).toMatchObject({
      kind: 'unknown-store',
    });
  });

  it('[D7] of a patient is the home site, in whichever dispensary is active there', () => {
    const home = { kind: 'patient', id: 'p', epoch: 3 };
    const atSite2 = { kind: 'site', siteId: 2, storeId: 'A', home };
    expect(owner('patient', { id: 'p', store_id: 'A', home_epoch: 3 })).toEqual(atSite2);
    expect(owner('patient_event', { patient_id: 'p', store_id: 'B' })).toEqual(atSite2);
    // W is no dispensary, but there is one at its site.
    expect(
      owner(
        'repeat',
        { patient_id: 'p' },
        known({ 'patient/p': { store_id: 'W', home_epoch: 1 } }),
      ),
    ).toMatchObject({ kind: 'site', siteId: 2, storeId: 'W' });
  });

  it('[D7] of a person whose home site has no dispensary is nobody, as of one who is not known', () => {
    expect(owner('prescriber', { id: 'q', store_id: 'B', home_epoch: 1 })).toEqual({
      kind: 'no-dispensary',
      siteId: 3,
      storeId: 'B',
      home: { kind: 'prescriber', id: 'q', epoch: 1 },
    });
    expect(owner('patient_event', { patient_id: 'x' })).toEqual({
      kind: 'unknown-person',
      person: 'patient',
      id: 'x',
    });
  });

  it('[D7] of a prescription is the site of the dispensary that dispenses', () => {
    const row = { store_id: 'D', patient_id: 'p' };
    expect(owner('prescription', row)).toEqual({ kind: 'site', siteId: 4, storeId: 'D' });
    expect(owner('prescription', { ...row, store_id: 'B' })).toMatchObject({
      kind: 'no-dispensary',
    });
  });

  it('[D7] of who sees a patient is the home site until central has received it, then the primary', () => {
    const row = { patient_id: 'p', store_id: 'A', established_at: null };
    expect(owner('patient_store_join', row)).toMatchObject({ siteId: 2 });
    const established = { ...row, established_at: '2026-11-22T08:00:00.000Z' };
    expect(owner('patient_store_join', established)).toEqual({ kind: 'site', siteId: 9 });
  });

  it('[D7] of a merge follows from what is merged', () => {
    const row = { kept_id: 'p', removed_id: 'q', store_id: null };
    expect(owner('merge_event', { ...row, kind: 'name' })).toMatchObject({ siteId: 9 });
    expect(owner('merge_event', { ...row, kind: 'patient' })).toMatchObject({ siteId: 2 });
    expect(owner('merge_event', { ...row, kind: 'location', store_id: 'B' })).toMatchObject({
      siteId: 3,
    });
  });

  it('[D7] of a standard report is each site for itself, of one made here the primary', () => {
    expect(owner('report', { is_custom: false })).toEqual({ kind: 'every-site' });
    expect(owner('report', { is_custom: true })).toMatchObject({ siteId: 9 });
  });
});

describe('the editor of a new order', () => {
  const { sync } = atollDictionary.table('purchase_order') ?? {};
  const stores = (said: string | null) => known({ 'store/A': { procurement_owner: said } });
  const decided = (topology = country, said: string | null = null) =>
    sync?.kind === 'by-column' ? decidedCase(topology, sync, { store_id: 'A' }, stores(said)) : '';

  it('[D7] is the store, with centralised procurement the primary, and what the store says in any case', () => {
    const centralised = mirroredCountry(prefers('centralised_procurement', true));
    expect(decided()).toBe('store');
    expect(decided(centralised)).toBe('primary');
    expect(decided(centralised, 'store')).toBe('store');
    expect(decided(country, 'primary')).toBe('primary');
  });

  it('[D7] stays what it was when the preference changes, for the order itself says it', () => {
    const centralised = mirroredCountry(prefers('centralised_procurement', true));
    const open = { store_id: 'A', procurement_owner: 'store' };
    expect(owner('purchase_order', open, known({}), centralised)).toMatchObject({ siteId: 2 });
    const central = { ...open, procurement_owner: 'primary' };
    expect(owner('purchase_order', central, known({}), country)).toEqual({
      kind: 'site',
      siteId: 9,
    });
  });
});

it('a rule says which other rows it asks for', () => {
  const asked = (table: string, row: Row) => rowsAsked(country, ruleOf(table, row), row);
  expect(asked('patient', { id: 'p', store_id: 'A' })).toEqual([]);
  expect(asked('repeat', { patient_id: 'p' })).toEqual([{ table: 'patient', id: 'p' }]);
  expect(asked('prescription', { store_id: 'A', patient_id: 'p' })).toEqual([
    { table: 'patient', id: 'p' },
  ]);
  expect(asked('box', { store_id: 'A', invoice_id: 'i' })).toEqual([{ table: 'invoice', id: 'i' }]);
  expect(asked('invoice', { store_id: 'A' })).toEqual([]);
  expect(store('A', 2, 'store').table).toBe(country.source.stores.table);
});
