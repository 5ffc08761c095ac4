import { must, type Refusal, type SiteId } from '#base';
import type { EditedAt } from '#dictionary';
import type { DeliberateFaults } from '#engine/ports';
import { ownerOf, type Topology } from '#engine/rules';
import { editedElsewhere, noDispensary, unknownPerson, unknownStore } from '../refusals.ts';
import type { Asked } from './asked.ts';
import type { Root } from './roots.ts';

export interface Editing {
  readonly siteId: SiteId;
  readonly asked: Asked;
  /** Whether the row did not exist before. */
  readonly creating: boolean;
  readonly faults: DeliberateFaults;
}

/** Why a site may not write a row with this root, or undefined when it may (D7). */
export function editRefusal(topology: Topology, root: Root, editing: Editing): Refusal | undefined {
  const table = root.table.name;
  const { siteId, asked, faults } = editing;
  if (isAddedWhereVisible(topology, root, editing)) return undefined;
  const editedAt = faults.has('primary-is-central')
    ? atCentral(root.rule.editedAt)
    : root.rule.editedAt;
  const owner = ownerOf(topology, editedAt, root.row, asked.related);
  switch (owner.kind) {
    case 'every-site':
      return undefined;
    case 'unknown-store': {
      // NOTE a person may be visible here whose home store is not.
      if (editedAt.at === 'home')
        return editedElsewhere({ table, edited_at: `the home site of the ${editedAt.person}` });
      return unknownStore({ table, store_id: owner.storeId });
    }
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

/**
 * Whether the row is one that a site may add that dispenses to the person; from then on it is the home site's. The home
 * may have come to that very site while the row was on its way.
 */
export function isAddedWhereVisible(
  topology: Topology,
  { rule: { editedAt }, row }: Root,
  { siteId, asked, creating, faults }: Editing,
): boolean {
  if (!creating || editedAt.at !== 'home' || editedAt.added === undefined) return false;
  if (faults.has('policy-added-anywhere')) return true;
  const home = ownerOf(topology, editedAt, row, asked.related);
  if ('siteId' in home && home.siteId === siteId) return true;
  if (!topology.storesActiveAt(siteId).some(({ mode }) => mode === 'dispensary')) return false;
  const person = { kind: editedAt.person, id: String(row[editedAt.column]) };
  return asked
    .storesSeeing(person)
    .some((storeId) => topology.store(storeId)?.activeSiteId === siteId);
}

/** One ownership that a row rests on: of a store, of a person by a home store, or of central data by the primary. */
export interface Epoch {
  readonly of: 'store' | 'patient' | 'prescriber' | 'primary';
  readonly id: string;
  readonly epoch: number;
}

/** The ownerships that a row rests on, a person's first; none for rows that nobody hands over. */
export function epochsOf(topology: Topology, root: Root, asked: Asked): readonly Epoch[] {
  if (root.rule.editedAt.at === 'primary')
    return [{ of: 'primary', id: 'primary', epoch: topology.primary().primaryEpoch }];
  const owner = ownerOf(topology, root.rule.editedAt, root.row, asked.related);
  if (!('siteId' in owner) || owner.storeId === undefined) return [];
  const { epoch } = must(topology.store(owner.storeId), 'an owner store is known');
  const ofStore: Epoch = { of: 'store', id: owner.storeId, epoch };
  if (owner.home === undefined) return [ofStore];
  const { kind, id, epoch: homeEpoch } = owner.home;
  return [{ of: kind, id, epoch: homeEpoch }, ofStore];
}

/** Deliberate fault: as if the primary were always central. */
function atCentral(editedAt: EditedAt): EditedAt {
  return editedAt.at === 'primary' ? { at: 'central' } : editedAt;
}

function titleOf(topology: Topology, siteId: SiteId): string {
  return topology.site(siteId)?.name ?? `site ${siteId}`;
}
