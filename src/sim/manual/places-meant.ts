// Which sites the words of the manual mean, for a row in a country. A phrase that is not known here is a fault: then
// nobody could check the manual.
import type { Row } from '#dictionary';
import { type Content, rowOf } from '../law/content.ts';
import type { Facts, Sites, StoreFact } from '../law/facts.ts';

export interface Meaning {
  readonly facts: Facts;
  readonly content: Content;
  readonly row: Row;
}

type Person = 'patient' | 'prescriber';
type Meant = (given: Meaning, words: readonly string[]) => Iterable<number>;

const STORE = /the store(?: in (\w+))?/.source;

/** Who receives: each phrase of the manual, as a person who knows the country would take it. */
const RECEIVERS: readonly (readonly [words: RegExp, meant: Meant])[] = [
  [/^Every site$/, ({ facts }) => facts.sites],
  [/^Central$/, ({ facts }) => [facts.central]],
  [/^Primary$/, ({ facts }) => [facts.primary]],
  [/^Sites with an active dispensary store$/, ({ facts }) => facts.dispensarySites],
  [
    new RegExp(`^Active and collector sites of ${STORE}$`),
    (given, [column]) => activeAndCollectors(storeIn(given, column)),
  ],
  [
    new RegExp(`^Active site of ${STORE}( \\(every site when blank\\))?$`),
    (given, [column, blank]) => {
      const isBlank = (given.row[column ?? 'store_id'] ?? null) === null;
      return isBlank && blank !== undefined ? given.facts.sites : active(storeIn(given, column));
    },
  ],
  [
    /^Active site of the counterparty store$/,
    (given) => active(storeIn(given, 'counterparty_store_id')),
  ],
  [
    new RegExp(`^Active sites of stores that see ${STORE}$`),
    (given, [column]) => {
      const store = storeIn(given, column);
      return store === undefined ? [] : given.facts.sitesThatSee(store);
    },
  ],
  [
    /^Active and collector sites of the home store of the (patient|prescriber)$/,
    (given, [person]) => activeAndCollectors(homeOf(given, person as Person)),
  ],
  [
    /^Sites with an active or collector store where the (patient|prescriber)(?: in (\w+))? is visible$/,
    ({ facts, row }, [person, column]) =>
      facts.sitesWithPerson(person as Person, personIn(row, person as Person, column)),
  ],
  [
    /^Sites with an active or collector store where the name is visible or whose twin it is$/,
    ({ facts, row }) => [
      ...facts.sitesWithName(row['name_id']),
      ...activeAndCollectors(facts.storeOfTwin(row['name_id'])),
    ],
  ],
];

export function receiversMeant(given: Meaning, phrases: readonly string[]): Sites {
  return new Set(phrases.flatMap((phrase) => [...sitesMeant(given, phrase)]));
}

function sitesMeant(given: Meaning, phrase: string): Iterable<number> {
  const [, words = phrase, preference] = /^(.*) \(with `(\w+)`\)$/.exec(phrase) ?? [];
  if (preference !== undefined && !isPreferred(given, preference)) return [];
  for (const [known, meant] of RECEIVERS) {
    const found = known.exec(words);
    if (found !== null) return meant(given, found.slice(1));
  }
  throw new Error(`Nobody knows who is meant by "${phrase}".`);
}

/** Preferences are those of the store that dispenses, or of the patient's home store. */
function isPreferred(given: Meaning, preference: string): boolean {
  if (preference === 'prescriptions_to_all_visible_sites')
    return storeIn(given, 'store_id')?.sharesPrescriptions === true;
  if (preference === 'repeats_on_all_visible_sites')
    return homeOf(given, 'patient')?.sharesRepeats === true;
  throw new Error(`Nobody knows the preference ${preference}.`);
}

/** A store says who it is by its id. */
export function storeIn({ facts, row }: Meaning, column = 'store_id'): StoreFact | undefined {
  const id = row[column] ?? (column === 'store_id' ? row['id'] : null);
  return id === null ? undefined : facts.store(id);
}

export function homeOf({ facts, content, row }: Meaning, person: Person): StoreFact | undefined {
  const id = personIn(row, person);
  const known = rowOf(content, person, id) ?? row;
  return facts.store(known['store_id']);
}

function personIn(row: Row, person: Person, column?: string): unknown {
  return row[column ?? `${person}_id`] ?? row['kept_id'] ?? row['id'];
}

function active(store: StoreFact | undefined): readonly number[] {
  return store === undefined ? [] : [store.activeAt];
}

function activeAndCollectors(store: StoreFact | undefined): readonly number[] {
  return store === undefined ? [] : [store.activeAt, ...store.collectors];
}
