import { ok, type Refusal, type Result, refused } from '#base';
import type { Unit } from '#engine/ports';
import { type Group, LOG_START, type LogPlace, placeAfter, type SyncRequest } from '#protocol';
import { acceptGroup } from '../gate/accept-group.ts';
import { dependsOn, quarantine, releaseWaiting, type Sent } from '../gate/quarantine.ts';
import type { Parts } from '../parts.ts';
import { brokenChain, forked, rolledBack } from '../refusals.ts';
import type { Peer } from './peer.ts';

/**
 * Takes a run of groups into central: each whole or into quarantine, repeats told from forks by the chained hash.
 * The returned peer holds the new end of the site's log; the caller saves it in the same unit.
 */
export async function servePush(
  parts: Parts,
  {
    unit,
    peer,
    request,
  }: { readonly unit: Unit; readonly peer: Peer; readonly request: SyncRequest },
): Promise<Result<Peer>> {
  const { push } = request;
  if (push === undefined || push.after.position > peer.held.position) return ok(peer); // a gap: the receipt says where to go on
  if (!parts.faults.has('skip-chain-check') && !(await isHeld(unit, peer, push.after))) {
    return refused(forked({ site_id: peer.site_id, position: push.after.position + 1 }));
  }
  // NOTE all of it before any of it: what is refused here must leave no trace.
  const gap = push.groups.find((group, i) => group.position !== push.after.position + 1 + i);
  if (gap !== undefined) return refused(brokenChain({ position: gap.position }));
  let place: LogPlace = push.after;
  let { held } = peer;
  for (const group of push.groups) {
    place = placeAfter(parts.digest, place, group);
    if (place.position <= held.position) {
      if (!parts.faults.has('accept-fork') && !(await isHeld(unit, { ...peer, held }, place)))
        return refused(forked({ site_id: peer.site_id, position: place.position }));
      continue;
    }
    await takeGroup(parts, { unit, from: peer.site_id, group });
    await unit.put('held_group', [
      { site_id: peer.site_id, position: place.position, hash: place.hash },
    ]);
    held = place;
  }
  return ok({ ...peer, held });
}

/** What the end of a site's log tells about its device: a fork, an old copy, or nothing wrong. */
export async function deviceRefusal(
  unit: Unit,
  peer: Peer,
  log: LogPlace,
): Promise<Refusal | undefined> {
  if (log.position > peer.held.position) return undefined;
  if (!(await isHeld(unit, peer, log)))
    return forked({ site_id: peer.site_id, position: log.position });
  if (log.position === peer.held.position) return undefined;
  return rolledBack({ site_id: peer.site_id, position: log.position, held: peer.held.position });
}

async function takeGroup(
  parts: Parts,
  sent: { readonly unit: Unit; readonly from: number; readonly group: Group },
): Promise<void> {
  const dependency = await dependsOn(parts, sent);
  const outcome =
    dependency === undefined
      ? await acceptGroup(parts, sent)
      : { taken: false as const, ...dependency };
  if (outcome.taken) await releaseWaiting(parts, sent.unit, sent.group.changes);
  else if (parts.faults.has('quarantine-row-only')) await takeGoodRows(parts, sent);
  else await quarantine(parts, sent, outcome);
}

/** Deliberate fault: the good rows of a refused group go in without the bad ones. */
async function takeGoodRows(parts: Parts, sent: Sent): Promise<void> {
  for (const change of sent.group.changes) {
    const single = { ...sent, group: { ...sent.group, changes: [change] } };
    const outcome = await acceptGroup(parts, single);
    if (!outcome.taken) await quarantine(parts, single, outcome);
  }
}

/** Whether this place is on the log that central holds of the site. */
async function isHeld(unit: Unit, peer: Peer, place: LogPlace): Promise<boolean> {
  if (place.position === LOG_START.position) return place.hash === LOG_START.hash;
  if (place.position === peer.held.position) return place.hash === peer.held.hash;
  const [row] = await unit.select({
    table: 'held_group',
    where: [
      { column: 'site_id', is: peer.site_id },
      { column: 'position', is: place.position },
    ],
  });
  return row !== undefined && row['hash'] === place.hash;
}
