export { DISPENSARIES, EVERYONE, feedsOf, PRIMARY, siteFeed, storeFeed } from './audience.ts';
export { emptyTopology, type KnownTopology } from './build-topology.ts';
export { feedsReadBy } from './interest.ts';
export { type Owner, ownerOf } from './owner-of.ts';
export type { SiteEntry, StoreEntry, Topology } from './topology.ts';
