// The engine's own tables: what a site knows about itself and its conversations. They never travel.
import type { ColumnKind } from '#dictionary';
import type { StoredTable } from '#engine/ports';

type Kinds = Readonly<Record<string, ColumnKind | `${ColumnKind}?`>>;

function systemTable(
  name: string,
  key: readonly string[],
  kinds: Kinds,
  indexes: readonly (readonly string[])[] = [],
): StoredTable {
  const columns = Object.entries(kinds).map(([column, kind]) => ({
    name: column,
    kind: kind.replace('?', '') as ColumnKind,
    required: !kind.endsWith('?'),
  }));
  return { name, key, columns, unique: [], indexes };
}

export const SYSTEM_TABLES: readonly StoredTable[] = [
  /** Single facts about this site, by key (`facts.ts`). */
  systemTable('this_site', ['key'], { key: 'text', value: 'json?' }),
  /** A remote's log: every group it committed, in order, with the chained hash; kept after it was pushed. */
  systemTable('outgoing_group', ['position'], { position: 'integer', hash: 'text', body: 'json' }),
  /** What stays here out of sight, for unfinished documents point to it (`session/hidden-rows`). */
  systemTable('hidden_row', ['table_name', 'row_id'], { table_name: 'text', row_id: 'text' }, [
    ['row_id'],
  ]),
  /** Pages that wait for the head of the log, in the order they came; `after`: the marks from which each goes on. */
  systemTable('parked_page', ['number'], { number: 'integer', after: 'json', page: 'json' }),
  /** Where rows stand that are to be logged because others may see them now: worked off in slices, in this order. */
  systemTable('owed_rows', ['number'], {
    number: 'integer',
    table: 'text',
    column: 'text',
    ids: 'json',
    bundle: 'boolean',
    after_id: 'text?',
  }),
  /** Changes whose consequences are still owed; with a `code`, a processor said no and people must look. */
  systemTable(
    'unsettled',
    ['number'],
    { number: 'integer', table_name: 'text', row_id: 'text', code: 'text?', message: 'text?' },
    [['code']],
  ),

  // At central:
  /** Feeds by number, so that the log stays small. */
  systemTable('feed', ['name'], { name: 'text', number: 'integer' }),
  /** The latest change of each row in each feed; `purge`: the feed's readers are no longer entitled to it. */
  systemTable(
    'log_entry',
    ['feed', 'position'],
    {
      feed: 'integer',
      position: 'integer',
      table_name: 'text',
      row_id: 'text',
      origin_site_id: 'integer',
      purge: 'boolean',
    },
    [['row_id']],
  ),
  /** What central remembers of its conversation with each enrolled site. */
  systemTable('peer', ['site_id'], {
    site_id: 'integer',
    incarnation: 'text',
    public_key: 'text',
    number: 'integer',
    held_position: 'integer',
    held_hash: 'text',
    seen: 'json',
    offered: 'json',
    echo_above: 'json',
    initialised: 'boolean',
    initialised_at: 'moment?',
    last_connection_at: 'moment?',
    last_success_at: 'moment?',
    app_version: 'text?',
    error: 'json?',
  }),
  /** The chained hash of every group that central holds, so that repeats and forks are told apart. */
  systemTable('held_group', ['site_id', 'position'], {
    site_id: 'integer',
    position: 'integer',
    hash: 'text',
  }),
  systemTable('enrolment_code', ['code_hash'], {
    code_hash: 'text',
    site_id: 'integer',
    expires_at: 'integer',
    used: 'boolean',
  }),
  /** Groups that were refused; `waits_for`: the row whose arrival releases it. */
  systemTable(
    'quarantined_group',
    ['id'],
    {
      id: 'text',
      site_id: 'integer',
      position: 'integer',
      body: 'json',
      code: 'text',
      message: 'text',
      waits_for: 'text?',
      at: 'moment',
    },
    [['waits_for'], ['site_id']],
  ),
  /** Groups that people decided not to take, with their reason. */
  systemTable('voided_group', ['id'], {
    id: 'text',
    site_id: 'integer',
    position: 'integer',
    body: 'json',
    code: 'text',
    message: 'text',
    waits_for: 'text?',
    at: 'moment',
    reason: 'text',
  }),
  systemTable(
    'quarantined_row',
    ['row_id', 'group_id'],
    { row_id: 'text', group_id: 'text', site_id: 'integer', position: 'integer' },
    [['group_id']],
  ),
];
