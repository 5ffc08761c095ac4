import type { SiteId } from '#base';
import { DISPENSARIES, EVERYONE, PRIMARY, siteFeed, storeFeed } from './audience.ts';
import type { Topology } from './topology.ts';

/** The feeds a site reads: a handful, whatever the size of the country. */
export function feedsReadBy(topology: Topology, siteId: SiteId): readonly string[] {
  const active = topology.storesActiveAt(siteId);
  const stores = [...active, ...topology.storesCollectedAt(siteId)];
  const feeds = [EVERYONE, siteFeed(siteId), ...stores.map((store) => storeFeed(store.storeId))];
  if (active.some((store) => store.mode === 'dispensary')) feeds.push(DISPENSARIES);
  if (topology.site(siteId)?.isPrimary === true) feeds.push(PRIMARY);
  return feeds;
}
