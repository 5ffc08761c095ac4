import type { Row } from '#dictionary';
import type { Device } from '../device/device.ts';
import { contentOf } from '../law/content.ts';
import { type Merges, mergesOf } from '../law/merges.ts';
import type { World } from '../world/world.ts';
import { sameButMerged } from './same.ts';

/**
 * Whether two versions of a row differ only by merges that wait in central's quarantine. Their site has turned what it
 * holds, and does not turn it back; central has turned nothing, until people decide (ADR 0019).
 */
export function differByWaitingMerges(world: World, here: Row, there: Row): boolean {
  const left = leftWithWaiting(world);
  return (
    left !== undefined && (sameButMerged(there, here, left) || sameButMerged(here, there, left))
  );
}

/** Whether two ids would name one row if all merges that wait were taken. */
export function nameOneByWaitingMerges(world: World, some: unknown, other: unknown): boolean {
  const left = leftWithWaiting(world);
  return left !== undefined && left(some) === left(other);
}

/**
 * Whether the row, or the patient it hangs on, is merged away only by a merge that waits, or is still on its way from
 * this device: where that was made, it leaves with what is left like any.
 */
export function isMergedByWaiting(
  world: World,
  { id, patient_id = null }: Row,
  device?: Device,
): boolean {
  const left = leftWithWaiting(world, device);
  if (left === undefined) return false;
  const known = leftAtCentral(world);
  return [id, patient_id].some((each) => left(each) !== each && known(each) === each);
}

/** Whether central has merged the row away, and merges that wait and come before would have kept it (MG4). */
export function isKeptByWaiting(world: World, { id }: Row): boolean {
  const left = leftWithWaiting(world);
  return left !== undefined && left(id) === id && leftAtCentral(world)(id) !== id;
}

function leftAtCentral(world: World): Merges['left'] {
  const known = [...world.central().mirror().rows('merge_event')];
  return mergesOf(contentOf({ merge_event: known })).left;
}

/** Where merged rows would be if all that wait, and those of this device, were taken; undefined when there is none. */
function leftWithWaiting(world: World, device?: Device): Merges['left'] | undefined {
  const waiting = [
    ...mergesIn(world.central().mirror().rows('quarantined_group')),
    ...mergesIn(device?.mirror().rows('outgoing_group') ?? []),
  ];
  if (waiting.length === 0) return undefined;
  const known = [...world.central().mirror().rows('merge_event')];
  return mergesOf(contentOf({ merge_event: [...known, ...waiting] })).left;
}

function mergesIn(groups: Iterable<Row>): readonly Row[] {
  return [...groups].flatMap((group) => {
    const { changes } = group['body'] as unknown as {
      readonly changes: readonly { readonly table: string; readonly row: Row }[];
    };
    return changes.filter(({ table }) => table === 'merge_event').map(({ row }) => row);
  });
}
