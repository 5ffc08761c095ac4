import { ok, type Refusal, type Result, refused } from '#base';
import { type Person, readFacts, repeatedRequest } from '#engine';
import type { Question } from '#operations';
import { PROTOCOL_VERSION } from '#protocol';
import type { Context } from './context.ts';
import { answerNotUnderstood, askedOffline, notYetHere } from './refusals.ts';
import type { Syncer } from './syncer.ts';

/** Puts a person's question to central, beside whatever sync is under way; undefined where it may go without an answer. */
export async function askCentral(
  context: Context,
  syncer: Syncer,
  asked: { readonly person: Person; readonly question: Question },
): Promise<Result<unknown>> {
  const answered = await exchange(context, syncer, asked);
  if (answered.ok) return answered;
  if (asked.question.orGoOn === true) return ok(undefined);
  const { kind, message } = answered.refusal;
  return kind === 'unreachable' ? refused(askedOffline({ reason: message })) : answered;
}

async function exchange(
  { parts, given, founding }: Context,
  syncer: Syncer,
  {
    person: { user_id, username },
    question: { operation, input },
  }: { readonly person: Person; readonly question: Question },
): Promise<Result<unknown>> {
  const ask = given.link?.ask;
  if (ask === undefined) return refused(askedOffline({ reason: 'this site has no way to it.' }));
  const { central } = await parts.database.read((view) => readFacts(view, 'central'));
  if (central === null) return refused(notYetHere({}));
  const { site_id, incarnation } = founding;
  for (let atLeast = 1; ; ) {
    const number = syncer.nextNumber(atLeast);
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
