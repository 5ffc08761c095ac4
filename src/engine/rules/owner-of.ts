import type { SiteId } from '#base';
import type { EditedAt, Row } from '#dictionary';
import type { Topology } from './topology.ts';

/** Where a row is edited: one site, every site for itself, or nowhere yet (its store is not known here). */
export type Owner =
  | { readonly kind: 'site'; readonly siteId: SiteId; readonly storeId?: string }
  | { readonly kind: 'every-site' }
  | { readonly kind: 'unknown-store'; readonly storeId: string };

/** Who may edit a row that falls under this rule; with-parent rows are asked through their root. */
export function ownerOf(topology: Topology, editedAt: EditedAt, row: Row): Owner {
  switch (editedAt.at) {
    case 'every-site':
      return { kind: 'every-site' };
    case 'central':
      return { kind: 'site', siteId: topology.central().siteId };
    case 'primary':
      return { kind: 'site', siteId: topology.primary().siteId };
    case 'creator':
    case 'active-site': {
      const storeId = row[editedAt.store];
      if (storeId === null || storeId === undefined) return { kind: 'every-site' };
      const store = topology.store(String(storeId));
      if (store === undefined) return { kind: 'unknown-store', storeId: String(storeId) };
      return { kind: 'site', siteId: store.activeSiteId, storeId: store.storeId };
    }
  }
}
