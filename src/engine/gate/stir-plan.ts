// Where the audience of a row depends on more than the row: derived from the rules, once for each dictionary.
import { casesOf, type Dictionary, type Party, type Person, parentsFirst } from '#dictionary';

/** Rows of a table, found by a column. */
export interface Place {
  readonly table: string;
  readonly column: string;
}

export interface StirPlan {
  /** By the store whose partners, or whose partners' sites, count. */
  readonly partnersOf: readonly Place[];
  /** By the store whose active site counts. */
  readonly counterparties: readonly Place[];
  /** By the party who is visible somewhere, or at home: themselves first, then what hangs on them. */
  readonly parties: Readonly<Record<Party, readonly Place[]>>;
  /** By preference: rows found by the store that is asked, and persons whose home store is. */
  readonly preferences: ReadonlyMap<
    string,
    { readonly stores: readonly Place[]; readonly homes: ReadonlySet<Person> }
  >;
  /** By the store whose rows may stay at its site. */
  readonly stays: readonly Place[];
}

const known = new WeakMap<Dictionary, StirPlan>();

export function stirPlan(dictionary: Dictionary): StirPlan {
  const found = known.get(dictionary) ?? derive(dictionary);
  known.set(dictionary, found);
  return found;
}

function derive(dictionary: Dictionary): StirPlan {
  const partnersOf = places();
  const counterparties = places();
  const stays = places();
  const parties = { name: places(), patient: places(), prescriber: places() };
  const preferences = new Map<string, { stores: Places; homes: Set<Person> }>();
  for (const ordered of parentsFirst(dictionary)) {
    const table = ordered.name;
    for (const { rule } of casesOf(ordered)) {
      if (rule.stays !== undefined) stays.add(table, rule.stays.store);
      for (const audience of rule.sentTo) {
        if (audience.to === 'partners-of') partnersOf.add(table, audience.store);
        if (audience.to === 'counterparty') counterparties.add(table, audience.store);
        if (audience.to === 'home' || audience.to === 'seen-by') {
          const party = audience.to === 'home' ? audience.person : audience.party;
          parties[party].add(table, audience.column);
        }
        if (audience.when === undefined) continue;
        const { preference, of } = audience.when;
        const asked = preferences.get(preference) ?? { stores: places(), homes: new Set() };
        preferences.set(preference, asked);
        if ('store' in of) asked.stores.add(table, of.store);
        else asked.homes.add(of.homeOf);
      }
    }
  }
  return {
    partnersOf: partnersOf.all(),
    counterparties: counterparties.all(),
    stays: stays.all(),
    parties: {
      name: parties.name.all(),
      patient: parties.patient.all(),
      prescriber: parties.prescriber.all(),
    },
    preferences: new Map(
      [...preferences].map(([key, { stores, homes }]) => [key, { stores: stores.all(), homes }]),
    ),
  };
}

type Places = ReturnType<typeof places>;

/** Each place once, in the order in which it was first named. */
function places() {
  const byName = new Map<string, Place>();
  return {
    add(table: string, column: string) {
      byName.set(`${table}.${column}`, { table, column });
    },
    all: (): readonly Place[] => [...byName.values()],
  };
}
