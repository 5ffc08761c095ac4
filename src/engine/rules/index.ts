export {
  type Audience,
  audienceOf,
  DISPENSARIES,
  EVERYONE,
  PRIMARY,
  siteFeed,
  storeFeed,
} from './audience.ts';
export { emptyTopology, type KnownTopology } from './build-topology.ts';
export type { RowChange } from './country.ts';
export { decidedCase } from './decided-case.ts';
export { type Home, homeOf, type PartyKey, type PersonKey } from './home-of.ts';
export { feedsReadBy } from './interest.ts';
export { leavesSite } from './leaves-site.ts';
export { type Owner, ownerOf } from './owner-of.ts';
export { partiesAsked, type RowAsked, rowsAsked } from './rows-asked.ts';
export type { Related, SiteEntry, StoreEntry, Topology } from './topology.ts';
