// A site's side of a comparison: what central says of the next rows of a feed against what stands here. Rows of others
// that differ are fetched again; a row that is edited here is never taken from central, nor pushed for it: people look.
import { canonicalJson, type Json, must, ok, parse, type Result, refused, type Shape } from '#base';
import type { Row, Table } from '#dictionary';
import type { Unit, View } from '#engine/ports';
import {
  COMPARE_ROWS,
  type Hashes,
  hashesShape,
  type Marks,
  type Page,
  ROWS_AGAIN,
  rowsShape,
} from '#protocol';
import { type Facts, readFacts, writeFacts } from '../facts.ts';
import { type Change, idOf } from '../gate/change.ts';
import { inUnit } from '../in-unit.ts';
import type { Parts } from '../parts.ts';
import { notComparedNow, wrongReply } from '../refusals.ts';
import { ownedHere } from './adopt.ts';
import { applyPage } from './apply-page.ts';
import { rowsOf, tableOf } from './page-tables.ts';
import { rowHash } from './row-hash.ts';

/** Puts a question to central, beside the sync. */
export type Ask = (operation: string, input: Json) => Promise<Result<unknown>>;

export interface Difference {
  readonly table: string;
  readonly id: string;
  /**
   * Why it was left as it stands: it is edited here, or it is newer than what central has, which was put back to an
   * older state (I2). Null: it was fetched again.
   */
  readonly left: 'edited here' | 'newer here' | null;
}

export interface Compared {
  readonly rows: number;
  readonly differences: readonly Difference[];
  /** All feeds have been read. */
  readonly ended: boolean;
}

/**
 * Compares the next rows, as many as central says at once. Refused while this site has not all news, or central not all
 * work of this site.
 */
export async function compareSlice(parts: Parts, ask: Ask): Promise<Result<Compared>> {
  const state = await parts.database.read(stateOf);
  if (!state.ok) return state;
  const { marks, at } = state.value;
  if (at === null) return ok(await parts.database.write((unit) => goOn(unit, null)));
  const stretch = { ...at, up_to: must(marks[at.feed], 'only feeds with marks are compared') };
  const said = understood(hashesShape, await ask(COMPARE_ROWS, stretch));
  if (!said.ok) return said;
  const ids = await parts.database.read((view) => differing(parts, view, said.value));
  const again =
    ids.length === 0
      ? ok({ tables: [] })
      : understood(rowsShape, await ask(ROWS_AGAIN, { ...stretch, ids }));
  if (!again.ok) return again;
  return inUnit(parts, async (unit) => {
    const now = await stateOf(unit);
    // NOTE a sync or somebody's work came between: what central said is of the past.
    if (!now.ok || !sameState(now.value, state.value)) return refused(notComparedNow({}));
    const differences = await mend(parts, unit, again.value);
    const { reached, tables } = said.value;
    const next = reached === null ? feedAfter(marks, at.feed) : { feed: at.feed, after: reached };
    const rows = tables.reduce((sum, table) => sum + table.ids.length, 0);
    return ok({ ...(await goOn(unit, next)), rows, differences });
  });
}

/** From the first feed on, whatever was compared before. */
export function compareAnew(parts: Parts): Promise<void> {
  return parts.database.write((unit) => writeFacts(unit, { comparing: null }));
}

interface State extends Pick<Facts, 'marks' | 'log' | 'central'> {
  /** Where the comparison goes on; null when this site reads nothing. */
  readonly at: Facts['comparing'];
}

async function stateOf(view: View): Promise<Result<State>> {
  const facts = await readFacts(
    view,
    'initialised',
    'marks',
    'log',
    'held',
    'central',
    'gain',
    'comparing',
  );
  const { initialised, marks, log, held, central, gain, comparing } = facts;
  const parked = await view.count({ table: 'parked_page', where: [], limit: 1 });
  const isInStep = initialised && held.position === log.position && gain === null && parked === 0;
  if (!isInStep) return refused(notComparedNow({}));
  const isKnown = comparing !== null && marks[comparing.feed] !== undefined;
  return ok({ marks, log, central, at: isKnown ? comparing : feedAfter(marks, '') });
}

function sameState(a: State, b: State): boolean {
  return canonicalJson(a as unknown as Json) === canonicalJson(b as unknown as Json);
}

function feedAfter(marks: Marks, feed: string): Facts['comparing'] {
  const [next] = Object.keys(marks)
    .filter((each) => each > feed)
    .sort();
  return next === undefined ? null : { feed: next, after: 0 };
}

async function goOn(unit: Unit, comparing: Facts['comparing']): Promise<Compared> {
  const ended = comparing === null;
  const { central_time } = await readFacts(unit, 'central_time');
  await writeFacts(unit, { comparing, ...(ended && { compared_at: central_time }) });
  return { rows: 0, differences: [], ended };
}

function understood<T>(shape: Shape<T>, answer: Result<unknown>): Result<T> {
  if (!answer.ok) return answer;
  const parsed = parse(shape, answer.value);
  return parsed.ok ? parsed : refused(wrongReply({}));
}

/** The ids of rows that do not stand here as central says. */
async function differing(parts: Parts, view: View, { tables }: Hashes): Promise<string[]> {
  const ids: string[] = [];
  if (parts.faults.has('overlook-differences')) return ids;
  for (const { table: name, ids: told, hashes } of tables) {
    const table = parts.dictionary.table(name);
    if (table === undefined) continue;
    const here = await view.get(name, told);
    ids.push(...told.filter((id, i) => hashes[i] !== hashHere(parts, table, here.get(id))));
  }
  return ids;
}

/** Of a row that is not here as little is left as of a deleted one. */
function hashHere({ digest }: Parts, table: Table, row: Row | undefined): string {
  return row === undefined || row['deleted_at'] !== null ? '' : rowHash(digest, table, row);
}

/** Rows edited here whose versions differ are on their way, or wait for people: that is no damage. */
async function mend(
  parts: Parts,
  unit: Unit,
  { tables }: Pick<Page, 'tables'>,
): Promise<readonly Difference[]> {
  const changes: Change[] = [];
  for (const table of tables) {
    const rows = rowsOf(table);
    const here = await unit.get(table.table, rows.map(idOf));
    for (const after of rows)
      changes.push({ table: table.table, before: here.get(idOf(after)), after });
  }
  const owned = await ownedHere(parts, unit, changes);
  const found = changes.flatMap((change, i): readonly Found[] => {
    const ahead = versionsAhead(change);
    if (change.before === undefined) return [{ change, left: null }];
    if (owned[i] !== true) return [{ change, left: ahead > 0 ? 'newer here' : null }];
    return ahead === 0 ? [{ change, left: 'edited here' }] : [];
  });
  const again = found.filter(({ left }) => left === null).map(({ change }) => change);
  // NOTE what followed from these rows followed when they first came.
  await applyPage(parts, unit, { page: pageOf(again), owing: false });
  return found.map(({ change: { table, after }, left }) => ({ table, id: idOf(after), left }));
}

interface Found extends Pick<Difference, 'left'> {
  readonly change: Change;
}

function versionsAhead({ before, after }: Change): number {
  return Number(before?.['row_version'] ?? 0) - Number(after['row_version']);
}

/** The rows of the changes as news. */
function pageOf(changes: readonly Change[]): Page {
  const byTable = new Map<string, Row[]>();
  for (const { table, after } of changes) {
    const rows = byTable.get(table) ?? [];
    rows.push(after);
    byTable.set(table, rows);
  }
  const tables = [...byTable].map(([table, rows]) => tableOf(table, rows));
  return { tables, purge: [], dropped_feeds: [], marks: {}, caught_up: false, waiting: 0 };
}
