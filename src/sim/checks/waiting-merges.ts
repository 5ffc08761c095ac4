import type { Row } from '#dictionary';
import { contentOf } from '../law/content.ts';
import { type Merges, mergesOf } from '../law/merges.ts';
import type { World } from '../world/world.ts';
import { sameButMerged } from './same.ts';

/**
 * Whether two versions of a row differ only by merges that wait in central's quarantine. Their site has turned what it
 * holds, and does not turn it back; central has turned nothing, until people decide (ADR 0019).
 */
export function differByWaitingMerges(world: World, here: Row, there: Row): boolean {
  const left = leftByWaitingMerges(world);
  return (
    left !== undefined && (sameButMerged(there, here, left) || sameButMerged(here, there, left))
  );
}

/** Where rows go when the merges that wait count like those that are known; undefined when none waits. */
export function leftByWaitingMerges(world: World): Merges['left'] | undefined {
  const waiting = waitingMerges(world);
  if (waiting.length === 0) return undefined;
  const known = [...world.central().mirror().rows('merge_event')];
  return mergesOf(contentOf({ merge_event: [...known, ...waiting] })).left;
}

function waitingMerges(world: World): readonly Row[] {
  return [...world.central().mirror().rows('quarantined_group')].flatMap((group) => {
    const { changes } = group['body'] as unknown as {
      readonly changes: readonly { readonly table: string; readonly row: Row }[];
    };
    return changes.filter(({ table }) => table === 'merge_event').map(({ row }) => row);
  });
}
