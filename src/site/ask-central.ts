import { ok, type Refusal, type Result, refused } from '#base';
import { type Person, readFacts, repeatedRequest } from '#engine';
import type { Question } from '#operations';
import { type AskRequest, PROTOCOL_VERSION } from '#protocol';
import type { Context } from './context.ts';
import { answerNotUnderstood, askedOffline, notYetHere } from './refusals.ts';

/** The number of the next request, at least this one: whatever is said to central is counted together. */
export type NextNumber = (atLeast: number) => number;

/** Puts a person's question to central, beside whatever sync is under way; undefined where it may go without an answer. */
export async function askCentral(
  context: Context,
  nextNumber: NextNumber,
  asked: { readonly person: Person; readonly question: Question },
): Promise<Result<unknown>> {
  const answered = await putToCentral(context, nextNumber, asked);
  if (answered.ok) return answered;
  if (asked.question.orGoOn === true) return ok(undefined);
  const { kind, message } = answered.refusal;
  return kind === 'unreachable' ? refused(askedOffline({ reason: message })) : answered;
}

/** One question and its answer as it came. */
export async function putToCentral(
  { parts, given, founding }: Context,
  nextNumber: NextNumber,
  {
    person: { user_id, username },
    question: { operation, input },
  }: { readonly person: AskRequest['person']; readonly question: Question },
): Promise<Result<unknown>> {
  const ask = given.link?.ask;
  if (ask === undefined) return refused(askedOffline({ reason: 'this site has no way to it.' }));
  const { central } = await parts.database.read((view) => readFacts(view, 'central'));
  if (central === null) return refused(notYetHere({}));
  const { site_id, incarnation } = founding;
  for (let atLeast = 1; ; ) {
    const number = nextNumber(atLeast);
    const reply = await ask({
      protocol: PROTOCOL_VERSION,
      number,
      site_id,
      incarnation,
      central,
      person: { user_id, username },
      operation,
      input,
    });
    if (reply.ok)
      return reply.value.number === number
        ? ok(reply.value.answer)
        : refused(answerNotUnderstood({}));
    // NOTE a sync that is under way may have overtaken it.
    const highest = highestIn(reply.refusal);
    if (highest === undefined || highest < number) return reply;
    atLeast = highest + 1;
  }
}

function highestIn({ code, details: { highest } }: Refusal): number | undefined {
  const isRepeated = code === repeatedRequest({ highest: 0 }).code;
  return isRepeated && typeof highest === 'number' ? highest : undefined;
}
