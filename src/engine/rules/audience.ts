import type { OwnRule, Row, SentTo } from '#dictionary';
import { homeOf, type PartyKey } from './home-of.ts';
import type { Related, Topology } from './topology.ts';

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

/** To whom a row goes. */
export interface Audience {
  /**
   * The feeds it is filed under now. Shared feeds are named as they are, a home is the feed of the home store; a
   * partner and a counterparty are resolved into the feed of the site entitled at this moment (RT).
   */
  readonly feeds: ReadonlySet<string>;
  /**
   * And to the feeds of the stores in which one of these is visible: whoever files the row finds them in the rows that
   * make a party visible (`gate/asked`).
   */
  readonly seenBy: readonly PartyKey[];
}

/** Central itself reads no feed: it has everything. What `rowsAsked` names must be in `related`. */
export function audienceOf(
  topology: Topology,
  { sentTo }: Pick<OwnRule, 'sentTo'>,
  row: Row,
  related: Related = noRows,
): Audience {
  const feeds = new Set<string>();
  const seenBy = new Map<string, PartyKey>();
  const addSite = (siteId: number | undefined) => {
    if (siteId !== undefined && siteId !== topology.central().siteId) feeds.add(siteFeed(siteId));
  };
  for (const audience of sentTo) {
    if (!isWanted(topology, audience, row, related)) continue;
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
        break;
      }
      case 'partners-of': {
        const storeId = row[audience.store];
        if (typeof storeId !== 'string') break;
        for (const partner of topology.partnersOf(storeId))
          addSite(topology.store(partner)?.activeSiteId);
        break;
      }
      case 'counterparty': {
        const storeId = row[audience.store];
        if (typeof storeId === 'string') addSite(topology.store(storeId)?.activeSiteId);
        else if (audience.blank === 'everyone') feeds.add(EVERYONE);
        break;
      }
      case 'home': {
        const home = homeOf(topology, audience, row, related);
        if (home !== undefined) feeds.add(storeFeed(home.storeId));
        break;
      }
      case 'seen-by': {
        const id = row[audience.column];
        if (typeof id !== 'string') break;
        seenBy.set(`${audience.party}/${id}`, { kind: audience.party, id });
        // A store sees its own twin, though no row makes it visible there.
        const twinOf = audience.party === 'name' ? topology.storeOfName(id) : undefined;
        if (twinOf !== undefined) feeds.add(storeFeed(twinOf.storeId));
        break;
      }
    }
  }
  return { feeds, seenBy: [...seenBy.values()] };
}

const noRows: Related = () => undefined;

function isWanted(topology: Topology, { when }: SentTo, row: Row, related: Related): boolean {
  if (when === undefined) return true;
  const { preference, of } = when;
  if ('store' in of) return topology.preference(preference, String(row[of.store]));
  const home = homeOf(topology, { person: of.homeOf, column: of.column }, row, related);
  return home !== undefined && topology.preference(preference, home.storeId);
}
