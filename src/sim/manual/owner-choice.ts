// Orders, tenders and payments: whose a new one is. The manual says it in a sentence, the law in section 5.5.
import { contentOf } from '../law/content.ts';
import { BESIDE, typeOf } from '../law/data-types.ts';
import { factsOf } from '../law/facts.ts';
import type { Told } from './read-manual.ts';
import { readingCountry } from './reading-country.ts';

const CHOICE =
  /^A new row gets `\w+` `(\w+)` with `(\w+)`, else `(\w+)`(?:, unless `store\.(\w+)` says otherwise)?; it keeps it for ever\.$/;

/** Where the sentence and the law differ, for each thing that the preference and the store can say. */
export function choiceDifferences({ table, also }: Told): readonly string[] {
  const type = typeOf(table);
  if (type.code !== 'CS-P/S') return [];
  const choice = also.map((each) => CHOICE.exec(each)).find((each) => each !== null);
  if (choice === undefined || choice === null) return [`${table}: nothing says whose a new one is`];
  const [, yes, key = '', no, storeColumn] = choice;
  return [false, true].flatMap((preferred) =>
    [null, 'store', 'primary'].flatMap((said) => {
      const country = readingCountry(BESIDE, { topology: 'normal', shared: false, leftOut: false });
      const facts = factsOf(
        contentOf({
          ...country,
          store: (country['store'] ?? []).map((store) => ({ ...store, procurement_owner: said })),
          shared_preference: [{ id: key, key, value: preferred }],
        }),
      );
      const told = (storeColumn === undefined ? null : said) ?? (preferred ? yes : no);
      const byLaw = facts.store('warehouse')?.ownerNow[type.subject];
      return told === byLaw ? [] : [`${table}: ${told} in the manual, ${byLaw} by law`];
    }),
  );
}
