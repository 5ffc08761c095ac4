import { defineRefusal } from '#base';

// Sync settings

export const noDispensary = defineRefusal<{ store_id: string; store: string }>({
  code: 'store.no-dispensary',
  kind: 'conflict',
  message: ({ store }) =>
    `${store} is no dispensary: its transactions are always sent, so there is nothing to choose.`,
  next: 'Leave include_transactions out, or choose a dispensary.',
});

export const collectorIsActive = defineRefusal<{ store_id: string; site_id: number }>({
  code: 'store.collector-is-active',
  kind: 'conflict',
  message: ({ site_id }) =>
    `The store is edited at site ${site_id}; a collector is a site that only reads it.`,
  next: 'Take that site out of the collectors.',
});

export const collectorsMalformed = defineRefusal<{ store_id: string }>({
  code: 'store.collectors',
  kind: 'row-check',
  message: () => 'The collectors of a store are a list of numbers of sites, each named once.',
  next: 'Give them as in [3, 7]; [] when only central keeps a copy.',
});

// Deletion

export const storeAtSite = defineRefusal<{ store: string; site_id: number }>({
  code: 'store.at-site',
  kind: 'conflict',
  message: ({ store, site_id }) =>
    `${store} is edited at site ${site_id}, which may have work that is not sent yet.`,
  next: 'Give the store to central with assign-store first, or disable it.',
});

export const storeInUse = defineRefusal<{ store_id: string; store: string; by: string }>({
  code: 'store.in-use',
  kind: 'conflict',
  message: ({ store, by }) => `${store} has a history, which names it: ${by}.`,
  next: 'Disable it: it disappears from view and keeps its history.',
});
