import { ok, parse, type Result, refused, type Shape, type SiteId, siteId } from '#base';
import { hashesOf, type Parts, rowsAgain, writeOwn } from '#engine';
import {
  type AskReply,
  type AskRequest,
  COMPARE_ROWS,
  ROWS_AGAIN,
  rowsAgainShape,
  stretchShape,
} from '#protocol';
import type { Context } from './context.ts';
import { badInput, noSuchOperation } from './refusals.ts';

/** What a site itself asks: central looks something up, and changes nothing. */
const OF_SITES: Readonly<Record<string, SiteQuestion>> = {
  [COMPARE_ROWS]: siteQuestion(stretchShape, hashesOf),
  [ROWS_AGAIN]: siteQuestion(rowsAgainShape, rowsAgain),
};

/** Central's answer to a question of another site; to a person's as one unit of work of central's own. */
export async function answerQuestion(
  { parts, given, settle }: Context,
  { from, request }: { readonly from: number; readonly request: AskRequest },
): Promise<Result<AskReply>> {
  const { number, operation: name, person } = request;
  const asked = OF_SITES[name];
  if (asked !== undefined) {
    const answered = await asked(parts, siteId(from), request.input);
    return answered.ok ? ok({ number, answer: answered.value }) : answered;
  }
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

type SiteQuestion = (parts: Parts, site: SiteId, input: unknown) => Promise<Result<unknown>>;

function siteQuestion<Input>(
  shape: Shape<Input>,
  answer: (parts: Parts, site: SiteId, input: Input) => Promise<Result<unknown>>,
): SiteQuestion {
  return async (parts, site, input) => {
    const parsed = parse(shape, input);
    return parsed.ok
      ? answer(parts, site, parsed.value)
      : refused(badInput({ faults: parsed.faults }));
  };
}
