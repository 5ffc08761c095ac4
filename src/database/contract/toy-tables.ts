import type { Row } from '#dictionary';
import type { StoredTable } from '#engine/ports';

const column = (name: string, kind: StoredTable['columns'][number]['kind'], required = true) => ({
  name,
  kind,
  required,
});

/** Tables of no trade: one of every kind of column and of key. */
export const toyTables: readonly StoredTable[] = [
  {
    name: 'thing',
    key: ['id'],
    columns: [
      column('id', 'id'),
      column('code', 'text', false),
      column('region', 'text', false),
      column('label', 'text', false),
      column('owner_id', 'ref', false),
      column('colour', 'choice', false),
      column('price', 'decimal', false),
      column('amount', 'integer', false),
      column('active', 'boolean', false),
      column('made_on', 'day', false),
      column('seen_at', 'moment', false),
      column('extra', 'json', false),
      column('deleted_at', 'moment', false),
      column('row_version', 'integer'),
    ],
    unique: [['code'], ['region', 'label']],
    indexes: [['owner_id'], ['colour', 'amount']],
  },
  {
    name: 'log_entry',
    key: ['feed', 'position'],
    columns: [column('feed', 'text'), column('position', 'integer'), column('row_id', 'text')],
    unique: [],
    indexes: [['row_id']],
  },
  {
    name: 'counter',
    key: ['number'],
    columns: [column('number', 'integer'), column('label', 'text')],
    unique: [['label']],
    indexes: [],
  },
  {
    name: 'order',
    key: ['group'],
    columns: [column('group', 'text'), column('select', 'text', false)],
    unique: [],
    indexes: [['select']],
  },
];

/** A row of `thing` with nothing in it but what is given. */
export function thing(id: string, values: Row = {}): Row {
  const empty = {
    code: null,
    region: null,
    label: null,
    owner_id: null,
    colour: null,
    price: null,
    amount: null,
    active: null,
    made_on: null,
    seen_at: null,
    extra: null,
    deleted_at: null,
    row_version: 1,
  };
  return { id, ...empty, ...values };
}

export function logEntry(feed: string, position: number, row_id = `${feed}-${position}`): Row {
  return { feed, position, row_id };
}
