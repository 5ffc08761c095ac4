import { describe, expect, it } from 'vitest';
import { siteId } from '#base';
import { atollDictionary, type Row } from '#dictionary';
import { emptyTopology } from './build-topology.ts';

const site = (id: number, more: Row = {}) => ({
  table: 'site',
  row: {
    site_id: id,
    name: `Site ${id}`,
    is_central: id === 1,
    is_primary: id === 1,
    disabled_at: null,
    deleted_at: null,
    ...more,
  },
});
const store = (id: string, activeAt: number, more: Row = {}) => ({
  table: 'store',
  row: {
    id,
    name: `Store ${id}`,
    name_id: `name of ${id}`,
    active_site_id: activeAt,
    store_mode: 'store',
    ownership_epoch: 1,
    deleted_at: null,
    ...more,
  },
});
const join = (storeId: string, nameId: string, more: Row = {}) => ({
  table: 'name_store_join',
  row: { store_id: storeId, name_id: nameId, inactive: false, deleted_at: null, ...more },
});

const country = () =>
  emptyTopology(siteId(2), atollDictionary.topology).withRows([
    site(1),
    site(2),
    site(3),
    store('A', 2),
    store('B', 3),
    join('A', 'name of B'),
    join('B', 'name of A'),
  ]);

describe('the topology', () => {
  it('knows who is where', () => {
    const topology = country();
    expect(topology.central().siteId).toBe(1);
    expect(topology.storesActiveAt(siteId(3)).map((each) => each.storeId)).toEqual(['B']);
    expect(topology.storeOfName('name of A')?.storeId).toBe('A');
    expect(topology.partnersOf('A')).toEqual(['B']);
    expect(topology.isActiveHere('A')).toBe(true);
  });

  it('is the very same when rows say nothing new about who is where', () => {
    const topology = country();
    expect(
      topology.withRows([
        store('A', 2, { name: 'Another label' }),
        site(3),
        join('B', 'name of A'),
        join('B', 'name of C', { inactive: true }),
        { table: 'item', row: { id: 'x', deleted_at: null } },
      ]),
    ).toBe(topology);
  });

  it('stays as it was for those who hold it while rows change', () => {
    const before = country();
    const after = before.withRows([
      store('B', 2, { ownership_epoch: 2 }),
      join('A', 'name of B', { inactive: true }),
      site(3, { name: 'Renamed' }),
    ]);
    expect(before.store('B')?.activeSiteId).toBe(3);
    expect(before.partnersOf('B')).toEqual(['A']);
    expect(before.site(siteId(3))?.name).toBe('Site 3');
    expect(
      after
        .storesActiveAt(siteId(2))
        .map((each) => each.storeId)
        .sort(),
    ).toEqual(['A', 'B']);
    expect(after.storesActiveAt(siteId(3))).toEqual([]);
    expect(after.partnersOf('B')).toEqual([]);
    expect(after.site(siteId(3))?.name).toBe('Renamed');
  });

  it('follows the primary from one site to another, in whichever order the rows come', () => {
    const to = [site(1, { is_primary: false }), site(2, { is_primary: true })];
    expect(country().withRows(to).primary().siteId).toBe(2);
    expect(country().withRows(to.toReversed()).primary().siteId).toBe(2);
  });

  it('forgets what was deleted', () => {
    const topology = country().withRows([
      store('B', 3, { deleted_at: '2026-01-01T00:00:00.000Z' }),
      site(3, { deleted_at: '2026-01-01T00:00:00.000Z' }),
    ]);
    expect(topology.store('B')).toBeUndefined();
    expect(topology.storeOfName('name of B')).toBeUndefined();
    expect(topology.storesActiveAt(siteId(3))).toEqual([]);
    expect(topology.site(siteId(3))).toBeUndefined();
    expect(topology.partnersOf('A')).toEqual([]);
  });
});
