// What a lie is made of: the group that a device is about to commit, and rows that it has no right to.
import { derivedId, type RowId } from '#base';
import { emptyRow, type Row } from '#dictionary';
import type { Group } from '#protocol';
import type { Chance } from '../core/chance.ts';
import { digest } from '../core/digest.ts';
import type { Device } from '../device/device.ts';
import { devicesAt, PRIMARY, isPrimary as takesItselfForPrimary } from '../people/places.ts';
import type { World } from '../world/world.ts';

export type Change = { readonly table: string; readonly row: Row };

/** What the lie is; undefined when there is nothing to lie about. */
export type Forgery = (lie: Lie) => Group | undefined;

export interface Lie {
  readonly group: Group;
  readonly world: World;
  readonly device: Device;
  readonly chance: Chance;
}

export function with_({ group }: Lie, change: Change): Group {
  return { ...group, changes: [...group.changes, change] };
}

/** A row that exists, changed as only another site may change it. */
export function withTouched(lie: Lie, table: string, columns: Row): Group | undefined {
  const rows = [...lie.world.central().mirror().rows(table)].filter(
    (row) => row['deleted_at'] === null,
  );
  const row = rows.length === 0 ? undefined : lie.chance.pick(rows);
  return row === undefined
    ? undefined
    : with_(lie, { table, row: { ...mine(lie, row), ...columns } });
}

/** A new row of the device's own making. */
export function withNew(lie: Lie, table: string, columns: Row): Group | undefined {
  const known = lie.world.dictionary.table(table);
  if (known === undefined || Object.values(columns).includes(undefined as never)) return undefined;
  const { at } = lie.group;
  const row: Row = {
    ...emptyRow(known),
    id: freshId(lie, table),
    created_at: at,
    updated_at: at,
    deleted_at: null,
    row_version: 1,
    origin_site_id: lie.device.siteId,
    ...columns,
  };
  return with_(lie, { table, row });
}

export function mine(lie: Lie, row: Row): Row {
  return {
    ...row,
    row_version: Number(row['row_version']) + 1,
    origin_site_id: lie.device.siteId,
    updated_at: lie.group.at,
  };
}

export function foreignStore(lie: Lie): string | undefined {
  return storesWhere(lie, (siteId) => siteId !== lie.device.siteId)[0];
}

export function ownStore(lie: Lie): string | undefined {
  return storesWhere(lie, (siteId) => siteId === lie.device.siteId)[0];
}

export function storesWhere(
  { world }: Lie,
  matches: (siteId: unknown) => boolean,
): readonly string[] {
  return [...world.central().mirror().rows('store')]
    .filter((row) => matches(row['active_site_id']))
    .map((row) => String(row['id']));
}

/** By its own account or by central's: what it says as such is no lie. */
export function isPrimary({ world, device }: Lie): boolean {
  return takesItselfForPrimary({ device }) || devicesAt(world, PRIMARY).includes(device);
}

export function freshId({ group, device }: Lie, role: string): RowId {
  return derivedId(digest, `${device.key}/${group.position}`, `forged ${role}`);
}
