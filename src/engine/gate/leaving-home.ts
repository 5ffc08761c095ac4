import type { Refusal } from '#base';
import type { View } from '#engine/ports';
import { type Home, ownerOf, type Topology } from '#engine/rules';
import { homeLeaving } from '../refusals.ts';
import type { Asked } from './asked.ts';
import type { Root } from './roots.ts';

/**
 * For each of these rows why nobody edits it here any more: central is giving its person another home, and this site
 * has heard of it. What it saved before stands before its release in its log.
 */
export async function leavingRefusals(
  view: View,
  topology: Topology,
  roots: readonly (Root | undefined)[],
  asked: Asked,
): Promise<readonly (Refusal | undefined)[]> {
  const { homeChanges } = topology.source;
  if (homeChanges === undefined) return [];
  const homes = roots.map((root) => root && homeUnder(topology, root, asked));
  if (homes.every((home) => home === undefined)) return [];
  const { table, person, store, status, requested } = homeChanges;
  const leaving = await view.select({
    table,
    where: [
      { column: status, is: requested },
      { column: 'deleted_at', is: null },
    ],
  });
  return homes.map((home, i) => {
    const isLeft = leaving.some((row) =>
      row[person] === null ? row[store] === home?.storeId : row[person] === home?.id,
    );
    if (home === undefined || !isLeft) return undefined;
    return homeLeaving({ table: roots[i]?.table.name ?? '', person: home.kind });
  });
}

function homeUnder(
  topology: Topology,
  { rule, row }: Root,
  { related }: Asked,
): Pick<Home, 'kind' | 'id' | 'storeId'> | undefined {
  const owner = ownerOf(topology, rule.editedAt, row, related);
  if (owner.kind !== 'site' || owner.home === undefined) return undefined;
  return { ...owner.home, storeId: String(owner.storeId) };
}
