// Who receives a row: the last column of domain.md 4.1, type by type, with what 4.3 says beside a row of the policy.
import type { Row } from '#dictionary';
import {
  COLLECTORS_HOLD_CENTRAL_STORE_DATA,
  COLLECTORS_HOLD_PERSONS_AT_HOME,
  COLLECTORS_HOLD_THE_OTHER_HALF,
  isEstablished,
  MAKERS_KEEP_SYSTEM_MESSAGES,
  PARTNERS_HOLD_CENTRAL_STORE_DATA,
  REPEATS_STAY_AT_HOME,
  STORES_SEE_THEMSELVES,
} from './assumptions.ts';
import { type Content, isEmpty, rowOf } from './content.ts';
import type { Person } from './data-type.ts';
import { typeOf } from './data-types.ts';
import { type Facts, NOWHERE, type Sites, type StoreFact } from './facts.ts';
import { mergedTable } from './merges.ts';
import { ownerOf } from './owner.ts';

export type Audience = 'every site' | Sites;

export interface Audiences {
  readonly of: (table: string, row: Row) => Audience;
  /** Of a row that has reached central: what came before its dispensary left it out stays there, grown old (6.6). */
  readonly ofSent: (table: string, row: Row) => Audience;
  /** 6.6: the row belongs to a dispensary that leaves out its transactions, and to its site alone. */
  readonly staysAtItsSite: (table: string, row: Row) => boolean;
}

export function audiencesOf(facts: Facts, content: Content): Audiences {
  const { central, primary } = facts;

  const of = (table: string, row: Row): Audience =>
    staysAtItsSite(table, row) ? activeSite(storeOf(table, row)) : ofSent(table, row);

  const ofSent = (table: string, row: Row): Audience => {
    const type = typeOf(table);
    switch (type.code) {
      case 'W': {
        const header = rowOf(content, type.parent, row[type.column]);
        // NOTE a line whose header is not there reaches central, where it came in, and nobody else.
        return header === undefined ? new Set([central]) : ofSent(type.parent, header);
      }
      case 'C':
        // Row 17: standard reports come with the program.
        return type.unlessStandard === true && row['is_custom'] === false ? NOWHERE : 'every site';
      case 'CD':
        return union([central, primary], facts.dispensarySites);
      case 'CS-P':
      case 'CS-C':
        return centralStoreData(facts.store(row[type.store]));
      case 'N':
        return nameData(row[type.name], type.alsoStoreLists === true);
      case 'S':
        return storeData(facts.store(row[type.store]));
      case 'T':
        return half(row[type.store], row[type.counterparty]);
      case 'M':
        return message(row, type.from, type.to);
      case 'P':
        if (type.repeat === true) return repeat(row[type.column]);
        return person(type.person, row[type.column], type.column === 'id' ? row : undefined);
      case 'P+S':
        return prescription(facts.store(row[type.store]), row[type.patient]);
      case 'P/CS-P': {
        // Row 35: while it is new it is patient data; row 29 from then on.
        return isEstablished(row)
          ? centralStoreData(facts.store(row[type.store]))
          : person(type.person, row[type.column]);
      }
      case 'CS-P/S': {
        // Rows 25-27 when the primary owns the row, rows 57-59 when its store does.
        const counterparty = type.counterparty === undefined ? null : row[type.counterparty];
        const shared = half(row[type.store], counterparty);
        return ownerOf(facts, type, row) === 'primary'
          ? union(centralStoreData(facts.store(row[type.store])), shared)
          : shared;
      }
      case 'Y/S':
        // Row 32: "results may be sent to the store they describe".
        return storeData(facts.store(row[type.store]));
      case 'merge':
        return merge(row);
      case 'Y':
        return new Set([central]);
      case 'L':
        return NOWHERE;
    }
  };

  /** CS: central, primary, the active site of the store, and sites where the store is visible. */
  const centralStoreData = (store: StoreFact | undefined): Sites => {
    if (store === undefined) return new Set([central, primary]);
    return union(
      [central, primary, store.activeAt],
      COLLECTORS_HOLD_CENTRAL_STORE_DATA ? store.collectors : NOWHERE,
      PARTNERS_HOLD_CENTRAL_STORE_DATA ? facts.sitesThatSee(store) : NOWHERE,
    );
  };

  /** N: central, primary, and sites with an active or collector store where the name is visible. */
  const nameData = (nameId: unknown, alsoStoreLists: boolean): Sites => {
    const store = facts.storeOfTwin(nameId);
    return union(
      [central, primary],
      facts.sitesWithName(nameId),
      STORES_SEE_THEMSELVES && store !== undefined ? [store.activeAt, ...store.collectors] : [],
      // Row 28: the master lists of a store are central store data.
      alsoStoreLists && store !== undefined ? centralStoreData(store) : [],
    );
  };

  /** S: the active site of the owning store, central and any other collector. */
  const storeData = (store: StoreFact | undefined): Sites =>
    union([central], activeSite(store), store?.collectors ?? []);

  /** T: as S, and the active site of the counterparty store. */
  const half = (storeId: unknown, counterpartyId: unknown): Sites => {
    const counterparty = isEmpty(counterpartyId) ? undefined : facts.store(counterpartyId);
    return union(
      storeData(facts.store(storeId)),
      activeSite(counterparty),
      COLLECTORS_HOLD_THE_OTHER_HALF ? (counterparty?.collectors ?? []) : [],
    );
  };

  /** M: the active sites of sender and recipient, and central; without a recipient every site. */
  const message = (row: Row, from: string, to: string): Audience => {
    if (isEmpty(row[to])) return 'every site';
    const maker =
      isEmpty(row[from]) && MAKERS_KEEP_SYSTEM_MESSAGES ? [Number(row['origin_site_id'])] : [];
    return union(
      [central, ...maker],
      activeSite(facts.store(row[from])),
      activeSite(facts.store(row[to])),
    );
  };

  /** P: central, the home site, and sites with an active or collector store where the person is visible. */
  const person = (who: Person, id: unknown, own?: Row): Sites =>
    union([central], atHome(facts.homeOf(who, id, own)), facts.sitesWithPerson(who, id));

  const atHome = (home: StoreFact | undefined): Sites =>
    union(activeSite(home), COLLECTORS_HOLD_PERSONS_AT_HOME ? (home?.collectors ?? []) : []);

  /** Row 39: at home only, unless the preference lets every site repeat where the patient is visible. */
  const repeat = (patientId: unknown): Sites => {
    const home = facts.homeOf('patient', patientId);
    return !REPEATS_STAY_AT_HOME || home?.sharesRepeats === true
      ? person('patient', patientId)
      : union([central], atHome(home));
  };

  /** Row 40: the dispensing store's, and by preference wherever the patient is visible. */
  const prescription = (store: StoreFact | undefined, patientId: unknown): Sites =>
    store?.sharesPrescriptions === true
      ? union(storeData(store), person('patient', patientId))
      : storeData(store);

  /** Rows 3, 37, 44: to whoever may hold what was merged. */
  const merge = (row: Row): Audience => {
    const table = mergedTable(row);
    if (table === 'patient' || table === 'prescriber')
      return union(person(table, row['kept_id']), person(table, row['removed_id']));
    if (table !== 'location') return 'every site';
    return storeData(facts.store(rowOf(content, 'location', row['kept_id'])?.['store_id']));
  };

  const staysAtItsSite = (table: string, row: Row): boolean => {
    const type = typeOf(table);
    if (type.code === 'W') {
      const header = rowOf(content, type.parent, row[type.column]);
      return header !== undefined && staysAtItsSite(type.parent, header);
    }
    if (storeOf(table, row)?.leavesOutTransactions !== true) return false;
    if (type.code === 'P+S') return true;
    if (type.code !== 'S' && type.code !== 'T') return false;
    if (type.suppressed === 'unless-half') return isEmpty(row['counterparty_store_id']);
    if (type.suppressed === 'with-its-invoice') {
      const invoice = rowOf(content, 'invoice', row['invoice_id']);
      return invoice === undefined || staysAtItsSite('invoice', invoice);
    }
    return type.suppressed === 'always';
  };

  /** The store that the row, or the document of a line, belongs to. */
  const storeOf = (table: string, row: Row): StoreFact | undefined => {
    const type = typeOf(table);
    if (type.code !== 'W') return 'store' in type ? facts.store(row[type.store]) : undefined;
    const header = rowOf(content, type.parent, row[type.column]);
    return header === undefined ? undefined : storeOf(type.parent, header);
  };

  return { of, ofSent, staysAtItsSite };
}

function activeSite(store: StoreFact | undefined): Sites {
  return store === undefined ? NOWHERE : new Set([store.activeAt]);
}

function union(...parts: readonly Iterable<number>[]): Sites {
  const sites = new Set<number>();
  for (const part of parts) for (const site of part) sites.add(site);
  return sites;
}
