import type { Refusal } from '#base';
import type { Unit } from '#engine/ports';
import type { Topology } from '#engine/rules';
import { type Group, MOST_CHANGES, placeAfter } from '#protocol';
import { readFacts, writeFacts } from '../facts.ts';
import type { Parts } from '../parts.ts';
import { tooMuchAtOnce } from '../refusals.ts';
import type { Change } from './change.ts';
import { epochOf } from './may-edit.ts';
import { travels } from './record.ts';
import { rootsOf } from './roots.ts';

export interface Committed {
  /** Device time, to be shown. */
  readonly at: string;
  readonly changes: readonly Change[];
  readonly topology: Topology;
}

/** Packed, this is far below what one request may carry. */
const MOST_CHARACTERS = 16_000_000;

/**
 * Appends what of the changes travels to this site's log as one group, chained to what came before. Refuses what
 * could never be sent: better when it is saved than when it is synced (J4).
 */
export async function logGroup(
  parts: Parts,
  unit: Unit,
  { at, changes, topology }: Committed,
): Promise<Refusal | undefined> {
  const travelling = changes
    .filter((change) => travels(parts.dictionary, change.table, change.after))
    .map((change) => ({ table: change.table, row: change.after }));
  if (travelling.length === 0) return undefined;
  const { log } = await readFacts(unit, 'log');
  const epochs: Record<string, number> = {};
  for (const root of await rootsOf(parts.dictionary, unit, travelling)) {
    const epoch = root === undefined ? undefined : epochOf(topology, root);
    if (epoch !== undefined) epochs[epoch.storeId] = epoch.epoch;
  }
  const group: Group = { position: log.position + 1, at, epochs, changes: travelling };
  const characters = JSON.stringify(group).length;
  if (travelling.length > MOST_CHANGES || characters > MOST_CHARACTERS)
    return tooMuchAtOnce({ rows: travelling.length, most: MOST_CHANGES });
  const place = placeAfter(parts.digest, log, group);
  await unit.put('outgoing_group', [
    { position: place.position, hash: place.hash, body: group as never },
  ]);
  await writeFacts(unit, { log: place });
  return undefined;
}
