import { ok, parse, type Result, refused, siteId } from '#base';
import { writeOwn } from '#engine';
import type { AskReply, AskRequest } from '#protocol';
import type { Context } from './context.ts';
import { badInput, noSuchOperation } from './refusals.ts';

/** Central's answer to a question of another site, as one unit of work of central's own. */
export async function answerQuestion(
  { parts, given, settle }: Context,
  { from, request }: { readonly from: number; readonly request: AskRequest },
): Promise<Result<AskReply>> {
  const { number, operation: name, person } = request;
  const operation = given.operations.find((each) => each.name === name);
  const { answer } = operation ?? {};
  if (operation === undefined || answer === undefined)
    return refused(noSuchOperation({ operation: name }));
  const parsed = parse(operation.input, request.input);
  if (!parsed.ok) return refused(badInput({ faults: parsed.faults }));
  const by = { site: siteId(from), userId: person.user_id, username: person.username };
  const author = { person: undefined, actsAsCentral: operation.actsAsCentral === true };
  const answered = await writeOwn(parts, author, (work) => answer(work, parsed.value, by));
  if (!answered.ok) return answered;
  await settle();
  return ok({ number, answer: answered.value });
}
