// Who may hold which row, and where it is edited: docs/spec/edit-rights.md and audiences-and-interest.md asked against central's rows.
import type { Row } from '#dictionary';
import type { Mirror } from '../device/mirror.ts';
import { typeOf } from './data-types.ts';

interface StoreFact {
  readonly id: string;
  readonly twin: string;
  readonly activeAt: number;
}

export interface Law {
  /** Whether the site may hold this row. Central may hold all but what is local to others. */
  readonly mayHold: (siteId: number, table: string, row: Row) => boolean;
  /** The one site that may edit this row; `undefined` when any site may, for itself, or nobody can be named. */
  readonly editor: (table: string, row: Row) => number | undefined;
}

/** The law as it stands with what central holds now. */
export function lawOf(hub: Mirror): Law {
  const stores = new Map<string, StoreFact>();
  for (const row of hub.rows('store')) {
    if (row['deleted_at'] === null) {
      stores.set(String(row['id']), {
        id: String(row['id']),
        twin: String(row['name_id']),
        activeAt: Number(row['active_site_id']),
      });
    }
  }
  let central = 0;
  let primary = 0;
  for (const row of hub.rows('site')) {
    if (row['deleted_at'] !== null) continue;
    if (row['is_central'] === true) central = Number(row['site_id']);
    if (row['is_primary'] === true) primary = Number(row['site_id']);
  }
  /** For each twin name, the sites that have an active store in which it is visible. */
  const seenAt = new Map<string, Set<number>>();
  for (const row of hub.rows('name_store_join')) {
    const store = stores.get(String(row['store_id']));
    if (row['deleted_at'] !== null || row['inactive'] === true || store === undefined) continue;
    const name = String(row['name_id']);
    const sites = seenAt.get(name) ?? new Set<number>();
    seenAt.set(name, sites.add(store.activeAt));
  }
  const activeAt = (storeId: unknown): number | undefined => stores.get(String(storeId))?.activeAt;
  const parentOf = (row: Row, type: { readonly column: string; readonly parent: string }) =>
    hub.row(type.parent, String(row[type.column]));

  const mayHold = (siteId: number, table: string, row: Row): boolean => {
    const type = typeOf(table);
    if (siteId === central && type.code !== 'L' && type.code !== 'Y') return true;
    switch (type.code) {
      case 'L':
      case 'Y':
        return false;
      case 'C':
        return true;
      case 'CS-P':
      case 'CS-C': {
        const store = stores.get(String(row[type.store]));
        if (store === undefined) return siteId === primary;
        return (
          siteId === primary ||
          siteId === store.activeAt ||
          seenAt.get(store.twin)?.has(siteId) === true
        );
      }
      case 'S':
        return activeAt(row[type.store]) === siteId;
      case 'T':
        return (
          activeAt(row[type.store]) === siteId ||
          (row[type.counterparty] !== null && activeAt(row[type.counterparty]) === siteId)
        );
      case 'M':
        return (
          activeAt(row[type.from]) === siteId ||
          row[type.to] === null ||
          activeAt(row[type.to]) === siteId
        );
      case 'W': {
        const parent = parentOf(row, type);
        return parent !== undefined && mayHold(siteId, type.parent, parent);
      }
    }
  };

  const editor = (table: string, row: Row): number | undefined => {
    const type = typeOf(table);
    switch (type.code) {
      case 'C':
      case 'CS-P':
        return primary;
      case 'CS-C':
      case 'Y':
        return central;
      case 'S':
      case 'T':
        return activeAt(row[type.store]);
      case 'M':
        return row[type.from] === null ? undefined : activeAt(row[type.from]);
      case 'L':
        return undefined;
      case 'W': {
        const parent = parentOf(row, type);
        return parent === undefined ? undefined : editor(type.parent, parent);
      }
    }
  };
  return { mayHold, editor };
}
