import type { Device } from '../device/device.ts';
import type { World } from '../world/world.ts';
import type { Clerk } from './clerk.ts';

/** Whether this device takes itself for the primary's. */
export function isPrimary({ device }: Pick<Clerk, 'device'>): boolean {
  const topology = device.site()?.topology();
  // NOTE before its first contact a device knows of no sites.
  return topology?.site(topology.self)?.isPrimary === true;
}

/** The devices of a place: of central, of the site with that key, or of the site that central holds for the primary. */
export function devicesAt(world: World, place: string): readonly Device[] {
  if (place === 'central') return [world.central()];
  if (place !== PRIMARY) return world.remotes().filter((device) => device.siteKey === place);
  const rows = [...world.central().mirror().rows('site')];
  const primary = rows.find((row) => row['is_primary'] === true)?.['site_id'];
  return [world.central(), ...world.remotes()].filter((device) => device.siteId === primary);
}

/** In place of the key of a site, since the role is handed over. */
export const PRIMARY = 'primary';
