import type { Refusal } from '#base';
import type { View } from '#engine/ports';
import { PRIMARY, type Topology } from '#engine/rules';
import { readFacts } from '../facts.ts';
import { primaryArriving } from '../refusals.ts';
import { parkedPages } from '../session/parked-pages.ts';
import type { Root } from './roots.ts';

/**
 * Why nobody edits central data here yet: the role of the primary has come, but not all that it is the role for (Q14).
 * Who edited then could give a code that another row has already.
 */
export async function arrivingRefusal(
  view: View,
  topology: Topology,
  roots: readonly (Root | undefined)[],
): Promise<Refusal | undefined> {
  const self = topology.site(topology.self);
  if (self?.isPrimary !== true || self.isCentral) return undefined;
  const central = roots.find((root) => root?.rule.editedAt.at === 'primary');
  if (central === undefined || (await isAllHere(view))) return undefined;
  return primaryArriving({ table: central.table.name });
}

/** Pages of the primary's own feed become visible with those before them: the oldest that waits tells. */
async function isAllHere(view: View): Promise<boolean> {
  const { initialised, marks, gain } = await readFacts(view, 'initialised', 'marks', 'gain');
  if (!initialised || marks[PRIMARY] === undefined || gain?.marks[PRIMARY] !== undefined)
    return false;
  for await (const { after } of parkedPages(view)) return after[PRIMARY] !== undefined;
  return true;
}
