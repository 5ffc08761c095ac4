import type { SiteId } from '#base';
import type { EditedAt, Person, Row } from '#dictionary';
import { homeOf, type PersonKey } from './home-of.ts';
import type { Related, Topology } from './topology.ts';

/** Where a row is edited: one site, every site for itself, or nowhere (and why). */
export type Owner =
  | {
      /**
       * `no-dispensary`: the site has no active dispensary (or the store is none), so nobody edits it there; what was
       * made before still rests on the same ownerships.
       */
      readonly kind: 'site' | 'no-dispensary';
      readonly siteId: SiteId;
      /** The store whose ownership the right rests on. */
      readonly storeId?: string;
      /** The person whose home it rests on as well; both epochs count. */
      readonly home?: PersonKey & { readonly epoch: number };
    }
  | { readonly kind: 'every-site' }
  | { readonly kind: 'unknown-store'; readonly storeId: string }
  | { readonly kind: 'unknown-person'; readonly person: Person; readonly id: string };

/**
 * Who may edit a row that falls under this rule; with-parent rows are asked through their root. What `rowsAsked`
 * names must be in `related`.
 */
export function ownerOf(
  topology: Topology,
  editedAt: EditedAt,
  row: Row,
  related: Related = noRows,
): Owner {
  switch (editedAt.at) {
    case 'every-site':
      return { kind: 'every-site' };
    case 'central':
      return { kind: 'site', siteId: topology.central().siteId };
    case 'primary':
      return { kind: 'site', siteId: topology.primary().siteId };
    case 'creator':
      return row[editedAt.store] === null || row[editedAt.store] === undefined
        ? { kind: 'every-site' }
        : siteOfStore(topology, row[editedAt.store]);
    case 'active-site': {
      const owner = siteOfStore(topology, row[editedAt.store]);
      if (editedAt.dispensary !== true || owner.kind !== 'site') return owner;
      const isDispensary = topology.store(String(owner.storeId))?.mode === 'dispensary';
      return isDispensary ? owner : { ...owner, kind: 'no-dispensary' };
    }
    case 'home':
      return ownerAtHome(topology, editedAt, row, related);
  }
}

const noRows: Related = () => undefined;

function siteOfStore(topology: Topology, storeId: unknown): Owner {
  const store = topology.store(String(storeId));
  if (store === undefined) return { kind: 'unknown-store', storeId: String(storeId) };
  return { kind: 'site', siteId: store.activeSiteId, storeId: store.storeId };
}

/** Any active dispensary of the home site will do, not only the home store (PT1). */
function ownerAtHome(
  topology: Topology,
  rule: Extract<EditedAt, { readonly at: 'home' }>,
  row: Row,
  related: Related,
): Owner {
  const home = homeOf(topology, rule, row, related);
  if (home === undefined)
    return { kind: 'unknown-person', person: rule.person, id: String(row[rule.column]) };
  const owner = siteOfStore(topology, home.storeId);
  if (owner.kind !== 'site') return owner;
  const { kind, id, epoch } = home;
  const dispenses = topology
    .storesActiveAt(owner.siteId)
    .some((store) => store.mode === 'dispensary');
  return { ...owner, kind: dispenses ? 'site' : 'no-dispensary', home: { kind, id, epoch } };
}
