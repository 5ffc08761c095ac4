// Whether a site may make, change, delete, import or send a row, and if not, why: domain.md 4.1 and 4.3 with the rules
// beside them. What a document's state or its goods forbid (a confirmed invoice, stock below zero) is not asked here.
import type { Row } from '#dictionary';
import { DELETABLE, isEstablished } from './assumptions.ts';
import { type Content, isEmpty, isLive, liveRows, rowOf } from './content.ts';
import type { DataType } from './data-type.ts';
import { typeOf } from './data-types.ts';
import { DOCUMENTS } from './documents.ts';
import { editorOf, homeOfRow } from './editor.ts';
import type { Facts } from './facts.ts';
import { ownerNow } from './owner.ts';

/** An import line makes a row or changes one; a push brings a row that is new to central, or a change of one. */
export type Operation = 'create' | 'edit' | 'delete' | 'import' | 'push-new' | 'push-edit';

export interface Asked {
  readonly site: number;
  readonly table: string;
  readonly row: Row;
  readonly operation: Operation;
}

export type Answer =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly because: Reason; readonly editedAt?: number };

export type Reason =
  | 'edited-elsewhere'
  /** The store, the header or the person that says where it is edited is not there. */
  | 'owner-unknown'
  /** Messages (34), merges (4.5) and movements of stock are made once. */
  | 'never-changes'
  /** Q15: visibility is taken away by `inactive`. */
  | 'made-inactive-instead'
  /** Q15: documents are deleted while suggested or new. */
  | 'document-is-past-new'
  /** 3.2: a store with stock or documents is disabled instead. */
  | 'store-is-in-use'
  /** 2.2: a site with stores, and the site of the database itself. */
  | 'site-is-in-use'
  /** 6.1, 6.4: only in dispensaries. */
  | 'no-dispensary'
  /** 6.4: nobody dispenses to a patient who is not visible at the site. */
  | 'patient-not-visible'
  /** Row 44: within one store. */
  | 'not-of-one-store'
  /** Row 17. */
  | 'comes-with-the-program'
  /** Rows 60-70 and 6.6: never sent. */
  | 'not-sent'
  /** Central is sent to, and sends back nothing by a push. */
  | 'central-does-not-push'
  | 'site-is-not-served';

type What = 'create' | 'edit' | 'delete';

export interface Law {
  readonly facts: Facts;
  readonly content: Content;
  readonly staysAtItsSite: (table: string, row: Row) => boolean;
}

export function mayEdit(law: Law, { site, table, row, operation }: Asked): Answer {
  const before = liveRowOf(law.content, table, row);
  if (operation === 'push-new' || operation === 'push-edit') {
    const unsent = whyNotPushed(law, site, table, row);
    if (unsent !== undefined) return no(unsent);
  }
  const reason = whyNot(law, { site, table, row, before, what: whatIsDone(operation, before) });
  return reason === undefined ? { allowed: true } : reason;
}

/** A row that is said to be new and is there already is changed. */
function whatIsDone(operation: Operation, before: Row | undefined): What {
  if (operation === 'delete') return 'delete';
  if (operation === 'edit' || operation === 'push-edit' || before !== undefined) return 'edit';
  return 'create';
}

function whyNotPushed({ facts, staysAtItsSite }: Law, site: number, table: string, row: Row) {
  if (site === facts.central) return 'central-does-not-push';
  if (!facts.sites.has(site)) return 'site-is-not-served';
  if (typeOf(table).code === 'L' || staysAtItsSite(table, row)) return 'not-sent';
  return undefined;
}

interface Deed {
  readonly site: number;
  readonly table: string;
  readonly row: Row;
  readonly before: Row | undefined;
  readonly what: What;
}

function whyNot(law: Law, deed: Deed): Answer | undefined {
  const { site, table, row, before, what } = deed;
  const type = typeOf(table);
  if (type.code === 'L')
    return type.appendOnly === true && what !== 'create' ? no('never-changes') : undefined;
  // A line is changed by changing its document.
  if (type.code === 'W') {
    for (const line of before === undefined ? [row] : [before, row]) {
      const header = rowOf(law.content, type.parent, line[type.column]);
      if (header === undefined) return no('owner-unknown');
      const reason = whyNot(law, {
        site,
        table: type.parent,
        row: header,
        before: undefined,
        what: 'edit',
      });
      if (reason !== undefined) return reason;
    }
    return undefined;
  }
  if (type.code === 'C' && type.unlessStandard === true && row['is_custom'] === false)
    return no('comes-with-the-program');
  if (what !== 'create' && isMadeOnce(type)) return no('never-changes');
  return (
    (what === 'delete' ? whyNotDeleted(law, table, row) : undefined) ??
    (what === 'create' ? whyNotMade(law, deed, type) : undefined) ??
    whyElsewhere(law, deed, type) ??
    whyNotDispensed(law, deed, type)
  );
}

function isMadeOnce(type: DataType): boolean {
  return (
    type.code === 'M' || type.code === 'merge' || (type.code === 'S' && type.appendOnly === true)
  );
}

const VISIBILITY = new Set([
  'item_store_join',
  'name_store_join',
  'patient_store_join',
  'prescriber_store_join',
]);
/** 3.2: "delete only if no stock and no transactions". */
const USES_OF_A_STORE = ['stock_line', 'invoice', 'prescription'];

function whyNotDeleted({ facts, content }: Law, table: string, row: Row): Answer | undefined {
  if (VISIBILITY.has(table)) return no('made-inactive-instead');
  if (DOCUMENTS.has(table) && !DELETABLE.has(row['status'])) return no('document-is-past-new');
  if (table === 'site') {
    const site = Number(row['site_id']);
    if (site === facts.central || facts.storesAt(site).length > 0) return no('site-is-in-use');
  }
  if (table === 'store') {
    const uses = USES_OF_A_STORE.flatMap((each) => [...liveRows(content, each)]);
    if (uses.some((use) => use['store_id'] === row['id'])) return no('store-is-in-use');
  }
  return undefined;
}

/** What only counts when a row is made. */
function whyNotMade({ facts }: Law, deed: Deed, type: DataType): Answer | undefined {
  const { site, row } = deed;
  // 5.5: what is written now falls to whoever owns it now, whatever the row says.
  if (type.code === 'CS-P/S') {
    const now =
      ownerNow(facts, type, row) === 'primary'
        ? facts.primary
        : facts.store(row[type.store])?.activeAt;
    if (now !== site) return elsewhere(now);
  }
  // 6.4: in a dispensary store of any site where the patient is visible.
  if (type.code === 'P+S' && facts.store(row[type.store])?.activeAt === site) {
    const patient = row[type.patient];
    const isHere =
      facts.sitesWithPerson('patient', patient).has(site) ||
      facts.homeOf('patient', patient)?.activeAt === site;
    if (!isHere) return no('patient-not-visible');
  }
  return undefined;
}

/** Judged by the row as it is and as it becomes: nobody edits a row into or out of another site's hands. */
function whyElsewhere(law: Law, deed: Deed, type: DataType): Answer | undefined {
  const { facts, content } = law;
  const { site, table, row, before, what } = deed;
  if (type.code === 'M' && isEmpty(row[type.from])) return undefined;
  if (type.code === 'merge' && row['kind'] === 'location' && !isOfOneStore(content, row))
    return no('not-of-one-store');
  if (what === 'create' && isAddedWhereVisible(facts, site, table, row)) return undefined;
  for (const state of before === undefined ? [row] : [before, row]) {
    const editor = editorOf(facts, content, table, state);
    if (editor !== site) return elsewhere(editor);
  }
  return undefined;
}

/** 6.2: to a patient who was looked up, a policy may be added. */
export function isAddedWhereVisible(facts: Facts, site: number, table: string, row: Row): boolean {
  const type = typeOf(table);
  if (type.code !== 'P' || type.mayBeAddedWhereVisible !== true) return false;
  return (
    facts.dispensarySites.has(site) &&
    facts.activeWithPerson(type.person, row[type.column]).has(site)
  );
}

function isOfOneStore(content: Content, merge: Row): boolean {
  const [kept, removed] = ['kept_id', 'removed_id'].map((column) =>
    rowOf(content, 'location', merge[column]),
  );
  return kept !== undefined && kept['store_id'] === removed?.['store_id'];
}

/** 6.1: patients and what hangs on them, in an active dispensary of the site, and at home in a dispensary. */
function whyNotDispensed({ facts }: Law, deed: Deed, type: DataType): Answer | undefined {
  const { site, row } = deed;
  const isPatientData =
    type.code === 'P' ||
    (type.code === 'P/CS-P' && editorOfNew(facts, type, row) === site) ||
    (type.code === 'merge' && (row['kind'] === 'patient' || row['kind'] === 'prescriber'));
  // Two people of different homes are merged at central, whether or not anyone dispenses there.
  if (isPatientData && type.code === 'merge' && site === facts.central) return undefined;
  if (isPatientData && !facts.dispensarySites.has(site)) return no('no-dispensary');
  if (
    type.code === 'P' &&
    type.column === 'id' &&
    homeOfRow(facts, type, row)?.isDispensary === false
  )
    return no('no-dispensary');
  if (type.code === 'P+S' && facts.store(row[type.store])?.isDispensary !== true)
    return no('no-dispensary');
  return undefined;
}

/** Row 35: who writes a visibility row that central has not received yet. */
function editorOfNew(
  facts: Facts,
  type: Extract<DataType, { readonly code: 'P/CS-P' }>,
  row: Row,
): number | undefined {
  return isEstablished(row) ? undefined : homeOfRow(facts, type, row)?.activeAt;
}

function liveRowOf(content: Content, table: string, row: Row): Row | undefined {
  const held = rowOf(content, table, row['id']);
  return held !== undefined && isLive(held) ? held : undefined;
}

function elsewhere(editor: number | undefined): Answer {
  return editor === undefined
    ? no('owner-unknown')
    : { allowed: false, because: 'edited-elsewhere', editedAt: editor };
}

function no(because: Reason): Answer {
  return { allowed: false, because };
}
