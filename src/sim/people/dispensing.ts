// Where people dispense, and whom they know there.
import type { Row } from '#dictionary';
import type { Clerk } from './clerk.ts';
import { idOf } from './stock-acts.ts';

export type PersonKind = 'patient' | 'prescriber';

/** The dispensaries that are active here. */
export function dispensariesOf(clerk: Clerk): readonly Row[] {
  return clerk.stores().filter((store) => store['store_mode'] === 'dispensary');
}

/** Those whose home is here, where a dispensary is. */
export function personsAtHome(clerk: Clerk, kind: PersonKind): readonly Row[] {
  if (dispensariesOf(clerk).length === 0) return [];
  return clerk.stores().flatMap((store) => clerk.seeBy(kind, 'store_id', idOf(store)));
}

/** Those whose home is at another site, as far as this one knows. */
export function personsElsewhere(clerk: Clerk, kind: PersonKind): readonly Row[] {
  return clerk.see(kind).filter((person) => !isAtHome(clerk, person));
}

export function isAtHome(clerk: Clerk, person: Row): boolean {
  return clerk.row('store', person['store_id'])?.['active_site_id'] === clerk.device.siteId;
}

/** Those who are visible in a store that is active here, wherever their home is. */
export function personsShown(clerk: Clerk, kind: PersonKind): readonly Row[] {
  return clerk.see(kind).filter((person) => isShownHere(clerk, kind, person));
}

export function isShownHere(clerk: Clerk, kind: PersonKind, person: Row): boolean {
  const here = new Set(clerk.stores().map((store) => store['id']));
  return joinsOf(clerk, kind, idOf(person)).some(
    (join) => join['inactive'] === false && here.has(join['store_id'] ?? null),
  );
}

export function joinsOf(clerk: Clerk, kind: PersonKind, id: string): readonly Row[] {
  return clerk.seeBy(`${kind}_store_join`, `${kind}_id`, id);
}
