// How far a comparison has come, and whether it may go on.
import { canonicalJson, type Json, ok, type Result, refused } from '#base';
import type { View } from '#engine/ports';
import type { Marks } from '#protocol';
import { type Facts, readFacts, writeFacts } from '../facts.ts';
import type { Parts } from '../parts.ts';
import { notComparedNow } from '../refusals.ts';

export interface State extends Pick<Facts, 'marks' | 'log' | 'central'> {
  /** Where the comparison goes on; null when this site reads nothing. */
  readonly at: Facts['comparing'];
}

/** Refused while this site has not all news, or central not all work of this site. */
export async function stateOf(view: View): Promise<Result<State>> {
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

/** Nothing has come between. */
export function sameState(a: State, b: State): boolean {
  return canonicalJson(a as unknown as Json) === canonicalJson(b as unknown as Json);
}

export function feedAfter(marks: Marks, feed: string): Facts['comparing'] {
  const [next] = Object.keys(marks)
    .filter((each) => each > feed)
    .sort();
  return next === undefined ? null : { feed: next, after: 0 };
}

/** From the first feed on, whatever was compared before. */
export function compareAnew(parts: Parts): Promise<void> {
  return parts.database.write((unit) => writeFacts(unit, { comparing: null }));
}
