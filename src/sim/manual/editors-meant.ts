// Who may make and change a row, by the words of the manual.
import type { Sites } from '../law/facts.ts';
import { homeOf, type Meaning, storeIn } from './places-meant.ts';

export interface EditorsMeant {
  readonly makes: Sites;
  readonly changes: Sites;
  readonly deletes: Sites;
}

/** `also`: the other sentences of the chapter, some of which forbid what the place would allow. */
export function editorsMeant(given: Meaning, words: string, also: readonly string[]): EditorsMeant {
  const { makes, changes } = placesMeant(given, words);
  const says = (sentence: RegExp): boolean => also.some((each) => sentence.test(each));
  const isUnseen =
    says(/^Dispensed in a dispensary where the patient is visible/) &&
    ![...makes].some((site) => isSeenAt(given, site));
  if (isUnseen) return { makes: NOBODY, changes, deletes: changes };
  const isShipped = given.row['is_custom'] === false && says(/nobody makes or changes one by hand/);
  if (isShipped) return { makes: NOBODY, changes: NOBODY, deletes: NOBODY };
  const kept = says(/never changed/i) ? NOBODY : changes;
  return { makes, changes: kept, deletes: says(/never deleted/i) ? NOBODY : kept };
}

function isSeenAt(given: Meaning, site: number): boolean {
  const { facts, row } = given;
  const sites = facts.sitesWithPerson('patient', row['patient_id']);
  return sites.has(site) || homeOf(given, 'patient')?.activeAt === site;
}

const NOBODY: Sites = new Set();

function placesMeant(given: Meaning, words: string): Pick<EditorsMeant, 'makes' | 'changes'> {
  const { facts } = given;
  const one = (site: number | undefined): Sites => new Set(site === undefined ? [] : [site]);
  const both = (sites: Sites) => ({ makes: sites, changes: sites });
  if (words === 'Every site for itself') return both(facts.sites);
  if (words === 'Central') return both(one(facts.central));
  if (words === 'Primary') return both(one(facts.primary));

  const home =
    /^Home site of the (patient|prescriber), in an active dispensary(; another site with a dispensary where the patient is visible may add one and not change it)?$/.exec(
      words,
    );
  if (home !== null) {
    const site = homeOf(given, home[1] as 'patient' | 'prescriber')?.activeAt;
    const dispenses = site !== undefined && facts.dispensarySites.has(site);
    const changes = one(dispenses ? site : undefined);
    const seeing =
      home[2] === undefined ? [] : [...facts.activeWithPerson('patient', given.row['patient_id'])];
    const adders = seeing.filter((each) => facts.dispensarySites.has(each));
    return { makes: new Set([...changes, ...adders]), changes };
  }

  const active =
    /^Active site of the store(?: in (\w+))?( \(any site when blank\))?(, a dispensary)?(, once; nobody changes it afterwards)?$/.exec(
      words,
    );
  if (active === null) throw new Error(`Nobody knows who is meant by "${words}".`);
  const [, column = 'store_id', anyWhenBlank, dispensary, once] = active;
  const isBlank = (given.row[column] ?? null) === null && column !== 'store_id';
  const store = storeIn(given, column);
  const isWrong = dispensary !== undefined && store?.isDispensary !== true;
  const makes =
    isBlank && anyWhenBlank !== undefined
      ? facts.sites
      : one(isWrong ? undefined : store?.activeAt);
  return { makes, changes: once === undefined ? makes : new Set() };
}
