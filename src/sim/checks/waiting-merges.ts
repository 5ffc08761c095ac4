import type { Row } from '#dictionary';
import { contentOf } from '../law/content.ts';
import { mergesOf } from '../law/merges.ts';
import type { World } from '../world/world.ts';
import { sameButMerged } from './same.ts';

/**
 * Whether two versions of a row differ only by merges that wait in central's quarantine. Their site has turned what it
 * holds, and does not turn it back; central has turned nothing, until people decide (ADR 0019).
 */
export function differByWaitingMerges(world: World, here: Row, there: Row): boolean {
  const waiting = waitingMerges(world);
  if (waiting.length === 0) return false;
  const known = [...world.central().mirror().rows('merge_event')];
  const { left } = mergesOf(contentOf({ merge_event: [...known, ...waiting] }));
  return sameButMerged(there, here, left) || sameButMerged(here, there, left);
}

function waitingMerges(world: World): readonly Row[] {
  return [...world.central().mirror().rows('quarantined_group')].flatMap((group) => {
    const { changes } = group['body'] as unknown as {
      readonly changes: readonly { readonly table: string; readonly row: Row }[];
    };
    return changes.filter(({ table }) => table === 'merge_event').map(({ row }) => row);
  });
}
