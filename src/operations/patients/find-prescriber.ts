import { flag, object, ok, type RowId, refused } from '#base';
import { prescriber, type RowOf } from '#dictionary';
import type { Work } from '#engine';
import { operation } from '../operation.ts';
import { idInput, wordsInput } from '../shapes.ts';
import { isCentral } from './asking.ts';
import { beginnings, namesFit, wordsOf } from './name-search.ts';
import { tooFewTerms } from './refusals.ts';

const LEAST_LETTERS = 3;
const MOST = 20;
const MOST_READ = 500;

interface Input {
  /** The beginnings of names. */
  readonly text?: string;
  /** The code, or the registration. */
  readonly code?: string;
  readonly store_id?: RowId;
  readonly everywhere?: boolean;
}

interface Found {
  readonly prescribers: readonly {
    readonly prescriber_id: RowId;
    readonly code: string;
    readonly registration_code: string | null;
    readonly first_name: string | null;
    readonly last_name: string;
    readonly home_store_id: RowId;
  }[];
  readonly found_at: 'here' | 'central';
}

export const findPrescriber = operation<Input, Found>({
  name: 'find-prescriber',
  title:
    'Find a prescriber by names, code or registration: among those here, else (online) at central',
  input: object(
    { text: wordsInput(200), code: wordsInput(100), store_id: idInput(), everywhere: flag() },
    ['text', 'code', 'store_id', 'everywhere'],
  ),
  need: async (_work, { store_id = null }) =>
    ok({ permission: 'edit_prescriptions', store: store_id }),
  async ask(work, input) {
    const { text, code, everywhere } = input;
    if (code === undefined && wordsOf(text).join('').length < LEAST_LETTERS)
      return refused(tooFewTerms({ least: LEAST_LETTERS }));
    if (isCentral(work)) return ok(undefined);
    const isHere = (await search(work, input)).length > 0;
    return ok(
      isHere && everywhere !== true
        ? undefined
        : { operation: 'find-prescriber', input: { ...input } },
    );
  },
  answer: async (work, input) =>
    ok({ prescribers: (await search(work, input)).map(told), found_at: 'central' }),
  run: async (work, input, answered) =>
    ok(answered ?? { prescribers: (await search(work, input)).map(told), found_at: 'here' }),
});

async function search(
  work: Work,
  { text, code }: Input,
): Promise<readonly RowOf<typeof prescriber>[]> {
  const asked =
    code === undefined
      ? beginnings(text ?? '', ['last_name', 'first_name'])
      : ['code', 'registration_code'].map((column) => [{ column, is: code }]);
  const found = new Map<RowId, RowOf<typeof prescriber>>();
  for (const where of asked)
    for (const row of await work.find(prescriber, { where, limit: MOST_READ }))
      if (row.merged_into_id === null && namesFit(text, [row.first_name, row.last_name]))
        found.set(row.id, row);
  return [...found.values()].slice(0, MOST);
}

function told({ id, store_id, ...row }: RowOf<typeof prescriber>): Found['prescribers'][number] {
  const { code, registration_code, first_name, last_name } = row;
  return {
    prescriber_id: id,
    code,
    registration_code,
    first_name,
    last_name,
    home_store_id: store_id,
  };
}
