import { ok, type Result, refused } from '#base';
import { oweAgain, type Parts, refusedConsequences } from '#engine';
import type { Context } from './context.ts';
import { consequenceRefused, noRefusedConsequence } from './refusals.ts';
import type { RefusedConsequence } from './site-api.ts';

const MOST = 500;

/** What should have followed from rows here and was refused, the oldest first. */
export function refusedHere({ database }: Parts): Promise<readonly RefusedConsequence[]> {
  return database.read(async (view) =>
    (await refusedConsequences(view, MOST)).map((note) => ({
      table: String(note['table_name']),
      id: String(note['row_id']),
      code: String(note['code']),
      message: String(note['message']),
    })),
  );
}

/** Tries once more what should follow from a row. */
export async function retryConsequence(
  { parts, settle }: Context,
  id: string,
): Promise<Result<{ readonly settled: true }>> {
  const known = await parts.database.write((unit) => oweAgain(unit, id));
  if (!known) return refused(noRefusedConsequence({ id }));
  await settle();
  const still = (await refusedHere(parts)).find((each) => each.id === id);
  return still === undefined
    ? ok({ settled: true })
    : refused(consequenceRefused({ code: still.code, reason: still.message }));
}
