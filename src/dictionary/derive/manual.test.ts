import { expect, it } from 'vitest';
import { toyDictionary } from '../toy-dictionary.ts';
import { manual } from './manual.ts';

const text = manual(toyDictionary);

it('the manual has a chapter a table, by name', () => {
  const chapters = text.split('\n').filter((line) => line.startsWith('## '));
  expect(chapters.slice(1)).toEqual([
    '## name',
    '## name_store_join',
    '## parcel',
    '## parcel_line',
    '## site',
    '## store',
  ]);
});

it('a chapter says who edits, who receives and what each column is', () => {
  const chapter = text.slice(text.indexOf('## store\n'));
  expect(chapter).toBe(`## store

Store.

- Type: \`central_store\`
- Edited at: Central
- Sent to: Central; Primary; Active and collector sites of the store; Active sites of stores that see the store
- Pointed to by: \`parcel.store_id\`, \`parcel.counterparty_store_id\`, \`name_store_join.store_id\`, \`name.supplying_store_id\`

| Column | Kind | Required | Meaning |
|---|---|---|---|
| \`id\` | id | yes |  |
| \`name_id\` | [name](#name) | yes | Never changes. |
| \`active_site_id\` | integer, from 1 | yes | Set by the system. |
| \`store_mode\` | \`store\`, \`dispensary\` | yes | \`"store"\` unless given. |
| \`epoch\` | integer, from 0 | yes | Set by the system. \`0\` unless given. |
`);
});

it('text of people cannot break a table', () => {
  expect(text).toContain('What \\| the packer wrote.');
});
