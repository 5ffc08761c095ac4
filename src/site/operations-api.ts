import { ok, parse, type Result, refused } from '#base';
import { type Work, writeOwn } from '#engine';
import { type AnyOperation, mayDo } from '#operations';
import { askCentral } from './ask-central.ts';
import type { Context } from './context.ts';
import { badInput, noSuchOperation, notYetHere } from './refusals.ts';
import { isHere } from './rows-api.ts';
import type { SiteApi } from './site-api.ts';
import { siteOperations } from './site-operations.ts';
import type { Syncer } from './syncer.ts';

export function operationsApiOf(
  context: Context,
  syncer: Syncer,
): Pick<SiteApi, 'operation' | 'operations'> {
  const { parts, given } = context;
  const byName = new Map(given.operations.map((operation) => [operation.name, operation]));
  const own = siteOperations(context, syncer);

  const perform = async (
    operation: AnyOperation,
    person: Parameters<SiteApi['operation']>[0]['person'],
    input: unknown,
  ): Promise<Result<unknown>> => {
    const author = { person, actsAsCentral: operation.actsAsCentral === true };
    const unit = <T>(act: (work: Work) => Promise<Result<T>>) =>
      writeOwn(parts, author, async (work) => {
        const need = await operation.need(work, input);
        if (!need.ok) return need;
        const may = await mayDo(work, need.value);
        return may.ok ? act(work) : may;
      });
    // NOTE nothing waits for the network inside a unit of work.
    const { ask } = operation;
    const question = ask === undefined ? ok(undefined) : await unit((work) => ask(work, input));
    if (!question.ok) return question;
    const answered =
      question.value === undefined
        ? ok(undefined)
        : await askCentral(context, syncer.nextNumber, { person, question: question.value });
    if (!answered.ok) return answered;
    const result = await unit((work) => operation.run(work, input, answered.value));
    if (result.ok) await context.settle();
    return result;
  };

  return {
    operations() {
      const extra = [...own.values()].flatMap(({ operation }) => operation ?? []);
      return [...byName.values(), ...extra].map(({ name, title, input }) => ({
        name,
        title,
        input: input.schema,
      }));
    },

    async operation(session, name, input) {
      if (!(await isHere(context))) return refused(notYetHere({}));
      const extra = own.get(name);
      const operation = byName.get(name) ?? extra?.operation;
      if (operation === undefined) return refused(noSuchOperation({ operation: name }));
      const parsed = parse(operation.input, input);
      if (!parsed.ok) return refused(badInput({ faults: parsed.faults }));
      const result = await perform(operation, session.person, parsed.value);
      if (!result.ok || extra === undefined) return result;
      return extra.afterwards({
        person: session.person,
        input: parsed.value,
        result: result.value,
      });
    },
  };
}
