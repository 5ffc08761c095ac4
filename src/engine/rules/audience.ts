import type { Row, SentTo } from '#dictionary';
import type { Topology } from './topology.ts';

/** The feed that every site reads. */
export const EVERYONE = 'everyone';
export const DISPENSARIES = 'dispensaries';
export const PRIMARY = 'primary';

export function storeFeed(storeId: string): string {
  return `store:${storeId}`;
}

export function siteFeed(siteId: number): string {
  return `site:${siteId}`;
}

/**
 * The feeds a row is filed under now. Shared feeds are named as they are; a narrow audience is resolved into the
 * feeds of the sites entitled at this moment (RT). Central itself reads no feed: it has everything.
 */
export function feedsOf(
  topology: Topology,
  sentTo: readonly SentTo[],
  row: Row,
): ReadonlySet<string> {
  const feeds = new Set<string>();
  for (const audience of sentTo) {
    switch (audience.to) {
      case 'everyone':
        feeds.add(EVERYONE);
        break;
      case 'dispensaries':
        feeds.add(DISPENSARIES);
        break;
      case 'primary':
        feeds.add(PRIMARY);
        break;
      case 'store': {
        const storeId = row[audience.store];
        if (typeof storeId === 'string') feeds.add(storeFeed(storeId));
        else if (audience.blank === 'everyone') feeds.add(EVERYONE);
        break;
      }
      case 'partners-of': {
        const storeId = row[audience.store];
        if (typeof storeId !== 'string') break;
        for (const partner of topology.partnersOf(storeId)) addActiveSite(topology, feeds, partner);
        break;
      }
      case 'counterparty': {
        const storeId = row[audience.store];
        if (typeof storeId === 'string') addActiveSite(topology, feeds, storeId);
        break;
      }
    }
  }
  return feeds;
}

function addActiveSite(topology: Topology, feeds: Set<string>, storeId: string): void {
  const siteId = topology.store(storeId)?.activeSiteId;
  if (siteId !== undefined && siteId !== topology.central().siteId) feeds.add(siteFeed(siteId));
}
