// Lays what the manual says beside the law, row by row: who makes and changes a row, and who holds it.
import type { Row } from '#dictionary';
import { rowOf } from '../law/content.ts';
import { BESIDE, POLICY, type PolicyRow } from '../law/data-types.ts';
import { lawOf } from '../law/entitled.ts';
import { factsOf, type Sites } from '../law/facts.ts';
import { editorsMeant } from './editors-meant.ts';
import { choiceDifferences } from './owner-choice.ts';
import { type Meaning, receiversMeant, storeIn } from './places-meant.ts';
import type { KindLine, Manual, Told } from './read-manual.ts';
import { ALL_SAID, type Said } from './reading-country.ts';
import { type Reading, readingsOf } from './readings.ts';

/** Where the manual and the law differ, in words. */
export function manualDifferences(manual: Manual): readonly string[] {
  const found = new Set<string>();
  for (const { told, policy } of placesIn(manual)) {
    for (const said of ALL_SAID)
      for (const reading of readingsOf(told, policy, said))
        for (const each of differencesIn(manual, told, { said, reading }))
          found.add(`${inWords(told, policy)}: ${each}`);
  }
  for (const each of manual.told.flatMap(choiceDifferences)) found.add(each);
  return [...found];
}

interface PlaceInManual {
  readonly told: Told;
  readonly policy: PolicyRow;
}

function placesIn({ kinds, told }: Manual): readonly PlaceInManual[] {
  const ofRows = kinds.map((line) => ({
    told: chapterOf(told, line),
    policy: POLICY[line.row - 1] ?? BESIDE,
  }));
  const serving = told.filter((each) => each.kinds.length === 0);
  return [...ofRows, ...serving.map((each) => ({ told: each, policy: BESIDE }))];
}

/** What the chapter says of the rows of a line, in the words of the line. */
function chapterOf(told: readonly Told[], { table, where, editedAt, sentTo }: KindLine): Told {
  const found = told.find(
    (each) =>
      each.table === table &&
      (each.where === undefined || where === undefined || each.where.value === where.value),
  );
  if (found === undefined) throw new Error(`No chapter speaks of ${table} ${where?.value ?? ''}.`);
  return { ...found, editedAt, sentTo, ...(where && { where }) };
}

function* differencesIn(
  manual: Manual,
  told: Told,
  { said, reading }: { readonly said: Said; readonly reading: Reading },
): Generator<string> {
  const { content, row } = reading;
  const facts = factsOf(content);
  const law = lawOf(content);
  const decides: Meaning = { facts, content, row: decidingRow(manual, told, reading) };
  const editors = editorsMeant(decides, told.editedAt[said.topology], told.also);
  const holders = holdersMeant(decides, told, editors.makes);
  const { table } = told;
  const of = (holds: (site: number) => boolean): Sites => new Set([...facts.sites].filter(holds));
  const may = (operation: 'create' | 'edit' | 'delete') =>
    of((site) => law.mayEdit({ site, table, row, operation }).allowed);
  yield* unlike(`${said.topology}: makes`, editors.makes, may('create'));
  yield* unlike(`${said.topology}: changes`, editors.changes, may('edit'));
  yield* unlike(`${said.topology}: deletes`, editors.deletes, may('delete'));
  yield* unlike(
    `${said.topology}: holds`,
    holders,
    of((site) => law.mayHold(site, table, row)),
  );
}

/** A line is edited and sent with its header, and this perhaps with another; where the law knows none, with itself. */
function decidingRow(manual: Manual, { with: header }: Told, { content, row }: Reading): Row {
  const above = header && rowOf(content, header.table, row[header.column]);
  const chapter = manual.told.find((each) => each.table === header?.table);
  if (above === undefined || chapter === undefined) return row;
  return decidingRow(manual, chapter, { content, row: above });
}

const LEFT_OUT =
  /^Stays at its site while the store is a dispensary that leaves out its transactions(, except what belongs to half of a transfer)?\.$/;

function holdersMeant(given: Meaning, { also, sentTo, editedAt }: Told, makes: Sites): Sites {
  const leftOut = also.map((each) => LEFT_OUT.exec(each)).find((each) => each !== null);
  const store = storeIn(given);
  if (leftOut && store?.leavesOutTransactions === true) {
    if (leftOut[1] === undefined || !isOfHalf(given)) return new Set([store.activeAt]);
  }
  // What is sent to nobody is where it is made.
  const isCentrals = sentTo.length === 0 && editedAt.normal === 'Central';
  return isCentrals ? makes : receiversMeant(given, sentTo);
}

function isOfHalf({ content, row }: Meaning): boolean {
  const invoice = rowOf(content, 'invoice', row['invoice_id']);
  return ((invoice ?? row)['counterparty_store_id'] ?? null) !== null;
}

function* unlike(what: string, manual: Sites, law: Sites): Generator<string> {
  const list = (sites: Sites) => [...sites].sort((a, b) => a - b).join(' ') || 'nobody';
  if (list(manual) !== list(law))
    yield `${what}: ${list(manual)} in the manual, ${list(law)} by law`;
}

function inWords({ table, where }: Told, { row }: PolicyRow): string {
  return `row ${row} ${table}${where === undefined ? '' : ` where ${where.column} is ${where.value}`}`;
}
