// Which of the roles this device has, as the country was planned.
import type { Clerk } from './clerk.ts';

export function isPrimary({ device, world }: Pick<Clerk, 'device' | 'world'>): boolean {
  const key = world.plan.country.primary;
  return key === 'central' ? device.isCentral : device.siteKey === key;
}
