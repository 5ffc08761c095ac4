import { defineRefusal } from '#base';

export const siteHasStores = defineRefusal<{ site_id: number; stores: number }>({
  code: 'site.has-stores',
  kind: 'conflict',
  message: ({ site_id, stores }) =>
    stores === 1
      ? `A store is edited at site ${site_id}.`
      : `${stores} stores are edited at site ${site_id}.`,
  next: 'Give them to other sites first, or retire the site with disable-site.',
});

export const siteHasDevice = defineRefusal<{ site_id: number }>({
  code: 'site.has-device',
  kind: 'conflict',
  message: ({ site_id }) => `A device is enrolled as site ${site_id}: it may hold unsent work.`,
  next: 'Let it sync, then take its place away with unbind-device; or retire the site with disable-site.',
});

export const siteHasWaiting = defineRefusal<{ site_id: number; groups: number }>({
  code: 'site.has-waiting',
  kind: 'conflict',
  message: ({ site_id, groups }) =>
    `Work of site ${site_id} waits in quarantine (${groups} ${groups === 1 ? 'group' : 'groups'}).`,
  next: 'Decide about it first (settle-quarantined), or retire the site with disable-site.',
});
