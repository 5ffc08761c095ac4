import { must, type Refusal, type SiteId } from '#base';
import { ownerOf, type Topology } from '#engine/rules';
import { editedElsewhere, noDispensary, unknownPerson, unknownStore } from '../refusals.ts';
import type { Root } from './roots.ts';

/** Why `siteId` may not write a row with this root, or undefined when it may (D7). */
export function editRefusal(topology: Topology, root: Root, siteId: SiteId): Refusal | undefined {
  const table = root.table.name;
  const owner = ownerOf(topology, root.rule.editedAt, root.row);
  switch (owner.kind) {
    case 'every-site':
      return undefined;
    case 'unknown-store':
      return unknownStore({ table, store_id: owner.storeId });
    case 'unknown-person':
      return unknownPerson({ table, person: owner.person, id: owner.id });
    case 'no-dispensary':
      return noDispensary({ table, edited_at: titleOf(topology, owner.siteId) });
    case 'site':
      return owner.siteId === siteId
        ? undefined
        : editedElsewhere({ table, edited_at: titleOf(topology, owner.siteId) });
  }
}

/** The store whose ownership a row rests on, and its epoch; undefined for rows that no store owns. */
export function epochOf(
  topology: Topology,
  root: Root,
): { readonly storeId: string; readonly epoch: number } | undefined {
  const owner = ownerOf(topology, root.rule.editedAt, root.row);
  if (owner.kind !== 'site' || owner.storeId === undefined) return undefined;
  return {
    storeId: owner.storeId,
    epoch: must(topology.store(owner.storeId), 'an owner store is known').epoch,
  };
}

function titleOf(topology: Topology, siteId: SiteId): string {
  return topology.site(siteId)?.name ?? `site ${siteId}`;
}
