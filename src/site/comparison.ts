// B9: now and then a site reads with central through all it holds, a slice after each sync, and finds what was changed
// or lost without anybody's doing. People can have it done at once.
import { ok, type Result, refused } from '#base';
import {
  type Ask,
  compareAnew,
  compareSlice,
  type Difference,
  notComparedNow,
  type Person,
  readFacts,
  writeFacts,
  writeOwn,
} from '#engine';
import { noteActivity } from '#operations';
import type { AskRequest } from '#protocol';
import { type NextNumber, putToCentral } from './ask-central.ts';
import type { Context } from './context.ts';
import type { SyncRun } from './site-api.ts';

/** Milliseconds from the end of a comparison to the next one, by central's time. */
const EVERY = 7 * 24 * 3_600_000;
/** Rows that are compared after one sync, or a few more. */
const PER_SYNC = 500;
/** Syncs that may come between before a comparison by hand is given up. */
const MOST_INTERRUPTIONS = 5;
/** Who asks where nobody does. */
const NOBODY = { user_id: '', username: '' };

/** What of the syncer a comparison needs. */
interface Talker {
  readonly run: (how: { readonly comparing: boolean }) => Promise<SyncRun>;
  readonly nextNumber: NextNumber;
}

export interface Comparison {
  readonly rows: number;
  readonly differences: readonly Difference[];
}

/** A slice, where a comparison is under way or due; what stops it is no fault of the sync, and the next one goes on. */
export async function compareSome(context: Context, nextNumber: NextNumber): Promise<void> {
  const { parts, given } = context;
  if (given.link?.ask === undefined || !(await isDue(context))) return;
  for (let rows = 0; rows < PER_SYNC; ) {
    const compared = await compareSlice(parts, askFor(context, nextNumber, NOBODY));
    if (!compared.ok) return;
    const noted = await note(context, undefined, compared.value.differences);
    if (!noted.ok || compared.value.ended) return;
    rows += compared.value.rows;
  }
}

/** All of it, after a sync. */
export async function compareAll(
  context: Context,
  syncer: Talker,
  person: Person,
): Promise<Result<Comparison>> {
  const { parts } = context;
  const ask = askFor(context, syncer.nextNumber, person);
  const differences: Difference[] = [];
  let rows = 0;
  for (let interruptions = 0; ; ) {
    const { error } = await syncer.run({ comparing: false });
    if (error !== null) return refused(error);
    if (interruptions === 0) await compareAnew(parts);
    for (;;) {
      const compared = await compareSlice(parts, ask);
      if (!compared.ok) {
        interruptions += 1;
        const goesOn = compared.refusal.code === notComparedNow({}).code;
        if (!goesOn || interruptions > MOST_INTERRUPTIONS) return compared;
        break;
      }
      rows += compared.value.rows;
      differences.push(...compared.value.differences);
      const noted = await note(context, person, compared.value.differences);
      if (!noted.ok) return noted;
      if (!compared.value.ended) continue;
      await context.settle();
      return ok({ rows, differences });
    }
  }
}

async function isDue({ parts }: Context): Promise<boolean> {
  const { comparing, compared_at, central_time } = await parts.database.read((view) =>
    readFacts(view, 'comparing', 'compared_at', 'central_time'),
  );
  if (comparing !== null) return true;
  if (central_time === null) return false;
  if (compared_at !== null)
    // NOTE a central whose clock was set back must not keep everybody waiting for the old time to come.
    return Math.abs(Date.parse(central_time) - Date.parse(compared_at)) > EVERY;
  await parts.database.write((unit) => writeFacts(unit, { compared_at: central_time }));
  return false;
}

function askFor(context: Context, nextNumber: NextNumber, person: AskRequest['person']): Ask {
  return (operation, input) =>
    putToCentral(context, nextNumber, { person, question: { operation, input } });
}

async function note(
  { parts }: Context,
  person: Person | undefined,
  differences: readonly Difference[],
): Promise<Result<void>> {
  if (differences.length === 0) return ok(undefined);
  return writeOwn(parts, { person }, async (work) => {
    for (const { table, id, left } of differences)
      await noteActivity(work, {
        type: 'differed-from-central',
        table,
        record_id: id,
        message: left === null ? 'fetched again' : `${left}: left as it stands`,
      });
    return ok(undefined);
  });
}
