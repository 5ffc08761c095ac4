import { expect, it } from 'vitest';
import { atollDictionary } from '../tables/atoll-dictionary.ts';
import { manual } from './manual.ts';

// After a change of the tables: npx vitest run --project unit --update src/dictionary/derive/manual.fresh
it('docs/reference/tables.md says what the tables say', async () => {
  await expect(manual(atollDictionary)).toMatchFileSnapshot('../../../docs/reference/tables.md');
});
