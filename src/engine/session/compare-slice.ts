// A site's side of a comparison: what central says of the next rows of a feed against what stands here. Rows of others
// that differ are fetched again; a row that is edited here is never taken from central, nor pushed for it: people look.
import { type Json, must, ok, parse, type Result, refused, type Shape } from '#base';
import type { Row, Table } from '#dictionary';
import { NoSpace, type Unit, type View } from '#engine/ports';
import { COMPARE_ROWS, type Hashes, hashesShape, ROWS_AGAIN, rowsShape } from '#protocol';
import { type Facts, readFacts, writeFacts } from '../facts.ts';
import { inUnit } from '../in-unit.ts';
import type { Parts } from '../parts.ts';
import { noSpace, notComparedNow, wrongReply } from '../refusals.ts';
import { feedAfter, sameState, stateOf } from './comparison-state.ts';
import { type Difference, mendDifferences } from './mend-differences.ts';
import { rowHash } from './row-hash.ts';

/** Puts a question to central, beside the sync. */
export type Ask = (operation: string, input: Json) => Promise<Result<unknown>>;

export interface Compared {
  readonly rows: number;
  readonly differences: readonly Difference[];
  /** All feeds have been read. */
  readonly ended: boolean;
}

/** Compares the next rows, as many as central says at once. */
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
  return unlessFull(parts, async (unit) => {
    const now = await stateOf(unit);
    // NOTE a sync or somebody's work came between: what central said is of the past.
    if (!now.ok || !sameState(now.value, state.value)) return refused(notComparedNow({}));
    const differences = await mendDifferences(parts, unit, again.value);
    const { reached, tables } = said.value;
    const next = reached === null ? feedAfter(marks, at.feed) : { feed: at.feed, after: reached };
    const rows = tables.reduce((sum, table) => sum + table.ids.length, 0);
    return ok({ ...(await goOn(unit, next)), rows, differences });
  });
}

/** On a full disk nothing is mended and nothing noted: the same rows are compared again. */
async function unlessFull(
  parts: Parts,
  work: (unit: Unit) => Promise<Result<Compared>>,
): Promise<Result<Compared>> {
  try {
    return await inUnit(parts, work);
  } catch (thrown) {
    if (thrown instanceof NoSpace) return refused(noSpace({}));
    throw thrown;
  }
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
