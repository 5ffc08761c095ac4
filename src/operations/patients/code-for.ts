import { ok, type Result, type RowId, refused } from '#base';
import { patient, prescriber, type RowOf, type store } from '#dictionary';
import type { Work } from '#engine';
import { nextNumber } from '../numbers/next-number.ts';
import { codeTaken } from './refusals.ts';

/** The code of a new person: the one given, unless somebody here has it, or one made of the store's code and a number. */
export async function codeFor(
  work: Work,
  wanted: {
    readonly kind: 'patient' | 'prescriber';
    readonly store: RowOf<typeof store>;
    readonly given: string | undefined;
  },
): Promise<Result<string>> {
  const { kind, store, given } = wanted;
  const holderOf = async (code: string): Promise<RowId | undefined> => {
    const query = { where: [{ column: 'code', is: code }] };
    const [holder] = await (kind === 'patient'
      ? work.find(patient, query)
      : work.find(prescriber, query));
    return holder?.id;
  };
  if (given !== undefined) {
    const holder = await holderOf(given);
    return holder === undefined ? ok(given) : refused(codeTaken({ table: kind, id: holder }));
  }
  for (;;) {
    const code = `${store.code}-${await nextNumber(work, { store: store.id, kind })}`;
    if ((await holderOf(code)) === undefined) return ok(code);
  }
}
