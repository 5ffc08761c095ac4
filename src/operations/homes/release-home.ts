import { ok } from '#base';
import { homeChange, homeRelease } from '#dictionary';
import type { Processor } from '#engine';

/**
 * At the former home site, when it hears of the change: says so, behind everything that it had saved for these
 * persons. From then on the gate lets nobody edit them there.
 */
export const releaseHome: Processor = {
  name: 'release-home',
  watches: [homeChange.name],
  concerns: (row) => row['status'] === 'requested',
  async run(work, { row }) {
    const change = await work.get(homeChange, String(row['id']));
    if (change?.status !== 'requested' || !work.topology.isActiveHere(change.from_store_id))
      return ok(undefined);
    const id = work.derivedId(change.id, 'home-release');
    if ((await work.get(homeRelease, id)) !== undefined) return ok(undefined);
    await work.put(homeRelease, id, {
      home_change_id: change.id,
      store_id: change.from_store_id,
      released_at: work.now,
    });
    return ok(undefined);
  },
};
