// A device that lies: the next group it commits says more than was done. The forged group stands on its log like any
// other, chained and all, as whoever owns a device could make it; its own tables stay as they were.
import type { Row } from '#dictionary';
import { type Group, type LogPlace, placeAfter } from '#protocol';
import type { Chance } from '../core/chance.ts';
import { digest } from '../core/digest.ts';
import type { Device, Tampering } from '../device/device.ts';
import { mayBeAddedWhereVisible } from '../law/data-types.ts';
import type { World } from '../world/world.ts';
import {
  type Change,
  type Forgery,
  foreignStore,
  freshId,
  isPrimary,
  type Lie,
  mine,
  ownStore,
  storesWhere,
  with_,
  withNew,
  withTouched,
} from './lie.ts';
import { MERGE_FORGERIES } from './merge-forgeries.ts';
import { PERSON_FORGERIES } from './person-forgeries.ts';

/** A row of the device's own under an id that another site has given. */
export const TAKEN_ID = 'the id of a foreign row';

export const FORGERIES: Readonly<Record<string, Forgery>> = {
  ...PERSON_FORGERIES,
  ...MERGE_FORGERIES,
  'a row of another store': (lie) => withLocationOf(lie, foreignStore(lie)),
  'a row of a store that nobody knows': (lie) => withLocationOf(lie, freshId(lie, 'store')),
  'a row of central': (lie) =>
    isPrimary(lie) ? undefined : withTouched(lie, 'item', { name: 'FORGED' }),
  'visibility granted to itself': (lie) => withTouched(lie, 'name_store_join', { inactive: false }),
  'a store taken over': (lie) => withTouched(lie, 'store', { active_site_id: lie.device.siteId }),
  [TAKEN_ID]: takenId,
  'a foreign row deleted': (lie) => {
    const row = foreignRow(lie);
    return row === undefined
      ? undefined
      : with_(lie, { table: 'location', row: { ...mine(lie, row), deleted_at: lie.group.at } });
  },
  'in the name of another site': (lie) => {
    const [first, ...rest] = lie.group.changes as readonly Change[];
    if (first === undefined) return undefined;
    return {
      ...lie.group,
      changes: [
        { ...first, row: { ...first.row, origin_site_id: lie.device.siteId + 1 } },
        ...rest,
      ],
    };
  },
  'under a wrong epoch': (lie) => {
    const [storeId] = Object.keys(lie.group.epochs);
    // NOTE what may be added wherever the person is visible rests on no epoch.
    return storeId === undefined || lie.group.changes.every(isAddedOnly)
      ? undefined
      : { ...lie.group, epochs: { ...lie.group.epochs, [storeId]: 99 } };
  },
  'an old version': (lie) => {
    const own = [...lie.world.central().mirror().rows('invoice')].find(
      (row) =>
        row['origin_site_id'] === lie.device.siteId &&
        Number(row['row_version']) > 1 &&
        !touches(lie, row),
    );
    return own === undefined
      ? undefined
      : with_(lie, { table: 'invoice', row: { ...own, row_version: 1, comment: 'FORGED' } });
  },
  'a table that nobody knows': (lie) =>
    with_(lie, { table: 'treasure', row: { id: freshId(lie, 'treasure') } }),
  'a table that never leaves its site': (lie) => {
    const [account] = lie.device.mirror().rows('user_account');
    return account === undefined ? undefined : with_(lie, { table: 'user_account', row: account });
  },
  'a row with a column that nobody knows': (lie) =>
    withFirst(lie, (row) => ({ ...row, admin: true })),
  'a row without a column it needs': (lie) =>
    withFirst(lie, (row) =>
      Object.fromEntries(
        Object.entries(row).filter(
          ([column]) => column !== 'store_id' && column !== 'invoice_id' && column !== 'type',
        ),
      ),
    ),
  'a number that is none': (lie) => withLocationOf(lie, ownStore(lie), { volume: 'NaN' }),
};

function isAddedOnly({ table, row }: Group['changes'][number]): boolean {
  return mayBeAddedWhereVisible(table) && row['row_version'] === 1;
}

/** Watches for the next group of the device and forges it; `forged` gets its hash. */
export function tamperWith(
  {
    world,
    device,
    chance,
    forgery,
  }: {
    readonly world: World;
    readonly device: Device;
    readonly chance: Chance;
    readonly forgery: string;
  },
  forged: (group: { readonly hash: string; readonly rows: readonly Change[] }) => void,
): Tampering {
  let place: LogPlace | undefined;
  let honestHash: unknown;
  /** What was undone was not told. */
  const isTold = () =>
    place !== undefined && device.mirror().row('outgoing_group', place.position) !== undefined;
  return {
    rewrite(table, rows) {
      if (table === 'outgoing_group' && !isTold()) {
        place = undefined;
        return rows.map((row) => {
          const group = row['body'] as unknown as Group;
          const lie = FORGERIES[forgery]?.({ group, world, device, chance });
          const before = device.mirror().row('this_site', 'log')?.['value'] as LogPlace | undefined;
          if (
            lie === undefined ||
            JSON.stringify(lie) === JSON.stringify(group) ||
            place !== undefined ||
            (before?.position ?? 0) !== group.position - 1
          )
            return row;
          honestHash = row['hash'];
          place = placeAfter(digest, before ?? { position: 0, hash: '' }, lie);
          const honest = new Set(group.changes.map((change) => JSON.stringify(change.row)));
          const rows = (lie.changes as readonly Change[]).filter(
            (change) => !honest.has(JSON.stringify(change.row)),
          );
          forged({ hash: place.hash, rows });
          return { ...row, hash: place.hash, body: lie as never };
        });
      }
      // NOTE the end of the log names the hash of the last group: the lie must be told there, too.
      if (table === 'this_site' && place !== undefined) {
        return rows.map((row) =>
          row['key'] === 'log' && (row['value'] as unknown as LogPlace).hash === honestHash
            ? { ...row, value: place as never }
            : row,
        );
      }
      return rows;
    },
  };
}

function withFirst({ group }: Lie, alter: (row: Row) => Row): Group | undefined {
  const [first, ...rest] = group.changes as readonly Change[];
  return first === undefined
    ? undefined
    : { ...group, changes: [{ ...first, row: alter(first.row) }, ...rest] };
}

function takenId(lie: Lie): Group | undefined {
  const row = foreignRow(lie);
  const storeId = ownStore(lie);
  return row === undefined || storeId === undefined
    ? undefined
    : with_(lie, {
        table: 'location',
        row: { ...mine(lie, row), store_id: storeId, code: 'FORGED' },
      });
}

function withLocationOf(
  lie: Lie,
  storeId: string | undefined,
  columns: Row = {},
): Group | undefined {
  if (storeId === undefined) return undefined;
  return withNew(lie, 'location', { store_id: storeId, code: 'FORGED', ...columns });
}

function foreignRow(lie: Lie): Row | undefined {
  const foreign = new Set(storesWhere(lie, (siteId) => siteId !== lie.device.siteId));
  return [...lie.world.central().mirror().rows('location')].find(
    (row) => foreign.has(String(row['store_id'])) && row['deleted_at'] === null,
  );
}

function touches({ group }: Lie, row: Row): boolean {
  return group.changes.some((change) => change.row['id'] === row['id']);
}
