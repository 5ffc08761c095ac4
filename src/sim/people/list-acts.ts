// At the primary: lists of central data of many kinds, some of them for dispensaries only.
import type { Row } from '#dictionary';
import type { Act } from './act.ts';
import type { Clerk } from './clerk.ts';
import { idOf } from './stock-acts.ts';

interface List {
  readonly table: string;
  /** A new row; undefined where something that it points to is missing. */
  readonly make: (clerk: Clerk, word: string) => Row | undefined;
  readonly edit: Row;
}

const LISTS: readonly List[] = [
  {
    table: 'abbreviation',
    make: (_, word) => ({ abbreviation: word, expansion: `what ${word} means` }),
    edit: { expansion: 'something else' },
  },
  {
    table: 'diagnosis',
    make: (_, word) => ({ icd_code: word, description: 'a diagnosis' }),
    edit: { notes: 'looked at' },
  },
  {
    table: 'insurance_provider',
    make: (_, word) => ({ name: word }),
    edit: { comment: 'asked again' },
  },
  {
    table: 'patient_event_type',
    make: (_, word) => ({ code: word, description: 'an event' }),
    edit: { unit: 'kg' },
  },
  {
    table: 'item_direction',
    make: (clerk, word) => withItem(clerk, (item_id) => ({ item_id, directions: word })),
    edit: { priority: 2 },
  },
  {
    table: 'master_list',
    make: (_, word) => ({ code: word, description: 'a list' }),
    edit: { note: 'checked' },
  },
  { table: 'name_tag', make: (_, word) => ({ description: word }), edit: { description: 'tag' } },
  { table: 'region', make: (_, word) => ({ description: word }), edit: { description: 'north' } },
  { table: 'currency', make: (_, word) => ({ code: word, rate: '2' }), edit: { rate: '3' } },
  {
    table: 'report',
    make: ({ chance }, word) => ({
      name: word,
      context: 'invoice',
      template: {},
      is_custom: chance.happens(0.7),
    }),
    edit: { version: '2' },
  },
];

/** A row more, a row changed, a row less. */
export const writeLists: Act = async (clerk) => {
  const { chance } = clerk;
  const { table, make, edit } = chance.pick(LISTS);
  const rows = clerk.see(table);
  const act = rows.length === 0 ? 'new' : chance.pick(['new', 'edit', 'edit', 'delete']);
  if (act === 'new') {
    const id = clerk.newId();
    const row = make(clerk, `W${chance.whole(1, 1e6)}`);
    if (row === undefined) return false;
    await clerk.put(table, id, row);
  } else if (act === 'edit') await clerk.put(table, idOf(chance.pick(rows)), edit);
  else await clerk.remove(table, idOf(chance.pick(rows)));
  return true;
};

function withItem(clerk: Clerk, row: (item: string) => Row): Row | undefined {
  const items = clerk.see('item');
  return items.length === 0 ? undefined : row(idOf(clerk.chance.pick(items)));
}
