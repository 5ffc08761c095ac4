import type { Refusal } from '#base';
import { type Row, withoutSecrets } from '#dictionary';
import type { Unit } from '#engine/ports';
import type { Topology } from '#engine/rules';
import { type Group, MOST_CHANGES, placeAfter } from '#protocol';
import { readFacts, writeFacts } from '../facts.ts';
import type { Parts } from '../parts.ts';
import { tooMuchAtOnce } from '../refusals.ts';
import { ask } from './asked.ts';
import type { Change } from './change.ts';
import { epochsOf } from './may-edit.ts';
import { type Located, rootsOf } from './roots.ts';
import { whatLeaves } from './what-leaves.ts';

export interface Committed {
  /** Device time, to be shown. */
  readonly at: string;
  readonly changes: readonly Change[];
  readonly topology: Topology;
  /** What a dispensary leaves out leaves all the same. */
  readonly leftOutToo?: boolean;
}

/** Packed, this is far below what one request may carry. */
const MOST_CHARACTERS = 16_000_000;

function asSent({ dictionary, faults }: Parts, { table: name, row }: Located): Row {
  const table = dictionary.table(name);
  return table === undefined || faults.has('secrets-travel') ? row : withoutSecrets(table, row);
}

/**
 * Appends what of the changes leaves the site to its log as one group, chained to what came before. Refuses what
 * could never be sent: better when it is saved than when it is synced (J4).
 */
export async function logGroup(
  parts: Parts,
  unit: Unit,
  { at, changes, topology, leftOutToo = false }: Committed,
): Promise<Refusal | undefined> {
  const leaving = leftOutToo
    ? changes.map(({ table, after: row }) => ({ table, row }))
    : await whatLeaves(parts, unit, topology, changes);
  if (leaving.length === 0) return undefined;
  const { log } = await readFacts(unit, 'log');
  const epochs: Record<string, number> = {};
  const roots = await rootsOf(parts.dictionary, unit, leaving);
  const asked = await ask(unit, topology, roots, leaving);
  for (const root of roots) {
    if (root === undefined) continue;
    for (const { id, epoch } of epochsOf(topology, root, asked)) epochs[id] = epoch;
  }
  const group: Group = {
    position: log.position + 1,
    at,
    epochs,
    changes: leaving.map((each) => ({ table: each.table, row: asSent(parts, each) })),
  };
  const characters = JSON.stringify(group).length;
  if (leaving.length > MOST_CHANGES || characters > MOST_CHARACTERS)
    return tooMuchAtOnce({ rows: leaving.length, most: MOST_CHANGES });
  const place = placeAfter(parts.digest, log, group);
  await unit.put('outgoing_group', [
    { position: place.position, hash: place.hash, body: group as never },
  ]);
  await writeFacts(unit, { log: place });
  return undefined;
}
