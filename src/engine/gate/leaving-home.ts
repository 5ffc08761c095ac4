import type { Refusal } from '#base';
import type { View } from '#engine/ports';
import { type Home, ownerOf, type Topology } from '#engine/rules';
import { homeLeaving } from '../refusals.ts';
import type { Asked } from './asked.ts';
import type { Root } from './roots.ts';

/**
 * Why nobody edits these rows here any more: central is giving their person another home, and this site has heard of
 * it. What it saved before stands before its release in its log.
 */
export async function leavingRefusal(
  view: View,
  topology: Topology,
  roots: readonly (Root | undefined)[],
  asked: Asked,
): Promise<Refusal | undefined> {
  const { homeChanges } = topology.source;
  if (homeChanges === undefined) return undefined;
  const resting = roots.flatMap((root) => {
    const home = root && homeUnder(topology, root, asked);
    return home === undefined ? [] : [{ table: root?.table.name ?? '', home }];
  });
  if (resting.length === 0) return undefined;
  const { table, person, store, status, requested } = homeChanges;
  const leaving = await view.select({
    table,
    where: [
      { column: status, is: requested },
      { column: 'deleted_at', is: null },
    ],
  });
  const left = resting.find(({ home }) =>
    leaving.some((row) =>
      row[person] === null ? row[store] === home.storeId : row[person] === home.id,
    ),
  );
  return left === undefined
    ? undefined
    : homeLeaving({ table: left.table, person: left.home.kind });
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
