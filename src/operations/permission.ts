import type { PERMISSIONS } from '#dictionary';

/** What a person can be allowed to do; the closed list stands with its table. `administer` implies all the others. */
export type Permission = (typeof PERMISSIONS)[number];

/** Permissions about things that belong to no store: held for all stores, or not at all. */
export const GLOBAL_PERMISSIONS: ReadonlySet<Permission> = new Set<Permission>([
  'manage_sites',
  'manage_stores',
  'manage_users',
  'edit_preferences',
  'edit_items',
  'edit_names',
]);
