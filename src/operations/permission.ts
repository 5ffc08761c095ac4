import type { PERMISSIONS } from '#dictionary';

/** What a person can be allowed to do; the closed list stands with its table. `administer` implies all the others. */
export type Permission = (typeof PERMISSIONS)[number];
