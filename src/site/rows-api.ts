// Rows as faces see them: read by column, written one by one or together, each through the same checks.
import { isRowId, ok, type Refusal, type Result, refused } from '#base';
import { allColumns, type Row, readEdit, type Table, withoutSecrets } from '#dictionary';
import { hiddenIn, readFacts, type Work, writeOwn } from '#engine';
import type { Condition } from '#engine/ports';
import { mayDo, needOfRow, permissionToRead } from '#operations';
import type { Context } from './context.ts';
import { permitted } from './permitted.ts';
import { together, withPlaces } from './places-of-faults.ts';
import { badColumns, badId, badQuery, noSuchRow, noSuchTable, notYetHere } from './refusals.ts';
import type { PagedRows, RowChange, RowQuery, Session, SiteApi } from './site-api.ts';

const DEFAULT_LIMIT = 100;
const MOST_ROWS = 1_000;

export function rowsApiOf(
  context: Context,
): Pick<SiteApi, 'rows' | 'row' | 'putRow' | 'putRows' | 'deleteRow'> {
  const { parts, given } = context;
  const rules = new Map(given.rowRules.map((rule) => [rule.table, rule]));

  const apply = async (work: Work, change: RowChange): Promise<Result<{ created: boolean }>> => {
    const table = parts.dictionary.table(change.table);
    if (table === undefined) return refused(noSuchTable({ table: change.table }));
    if (!isRowId(change.id)) return refused(badId({ id: String(change.id).slice(0, 64) }));
    const before = (await work.get(table, change.id)) as Row | undefined;
    if (change.put === undefined && before === undefined)
      return refused(noSuchRow({ table: table.name, id: change.id }));
    const read =
      change.put === undefined ? { edit: {} } : readEdit(table, change.put, { id: change.id });
    if ('faults' in read)
      return refused(
        badColumns({
          faults: read.faults.map((fault) => ({ table: table.name, id: change.id, ...fault })),
        }),
      );
    const need = await needOfRow(work, { table, row: { ...before, ...read.edit, id: change.id } });
    const may = await mayDo(work, need);
    if (!may.ok) return may;
    const rule = rules.get(table.name);
    const checked =
      rule === undefined
        ? ok(read.edit)
        : await rule.check(work, {
            id: change.id,
            before,
            edit: change.put === undefined ? 'delete' : read.edit,
          });
    if (!checked.ok) return checked;
    if (change.put === undefined) await work.remove(table, change.id);
    else await work.put(table, change.id, checked.value as never);
    return ok({ created: before === undefined });
  };

  const run = async <T>(
    session: Session,
    work: (work: Work) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    if (!(await isHere(context))) return refused(notYetHere({}));
    const result = await writeOwn(parts, { person: session.person }, work);
    if (result.ok) await context.settle();
    return result;
  };

  return {
    async rows(session, name, query) {
      const may = await mayRead(context, session, name);
      return may.ok ? list(context, name, query) : may;
    },

    async row(session, name, id) {
      const may = await mayRead(context, session, name);
      if (!may.ok) return may;
      const table = parts.dictionary.table(name);
      if (table === undefined) return refused(noSuchTable({ table: name }));
      if (!(await isHere(context))) return refused(notYetHere({}));
      const row = await parts.database.read(async (view) => (await view.get(name, [id])).get(id));
      return row === undefined || row['deleted_at'] !== null
        ? refused(noSuchRow({ table: name, id }))
        : ok(withoutSecrets(table, row));
    },

    async putRow(session, name, id, columns) {
      const done = await run(session, async (work) => {
        const applied = await apply(work, { table: name, id, put: columns });
        if (!applied.ok) return applied;
        return ok(applied.value);
      });
      if (!done.ok) return done;
      const row = await this.row(session, name, id);
      return row.ok ? ok({ created: done.value.created, row: row.value }) : row;
    },

    async deleteRow(session, name, id) {
      const done = await run(session, (work) => apply(work, { table: name, id, delete: true }));
      return done.ok ? ok(undefined) : done;
    },

    async putRows(session, changes) {
      let at: number | undefined;
      const done = await run(session, async (work) => {
        const bad: Refusal[] = [];
        for (const [i, change] of changes.entries()) {
          at = i;
          const applied = await apply(work, change);
          if (!applied.ok) bad.push(withPlaces(applied.refusal, changes, i));
        }
        at = undefined;
        const refusal = together(bad);
        return refusal === undefined ? ok(undefined) : refused(refusal);
      });
      if (!done.ok) return refused(withPlaces(done.refusal, changes, at));
      const rows: Row[] = [];
      for (const change of changes) {
        if (change.put === undefined) continue;
        const row = await this.row(session, change.table, change.id);
        if (row.ok) rows.push(row.value);
      }
      return ok({ rows });
    },
  };
}

async function mayRead(context: Context, session: Session, table: string): Promise<Result<void>> {
  const permission = permissionToRead(table);
  return permission === undefined ? ok(undefined) : permitted(context, session, permission);
}

/** Whether the first download is complete; before that nothing is shown and nothing is written. */
export async function isHere({ parts }: Context): Promise<boolean> {
  return (await parts.database.read((view) => readFacts(view, 'initialised'))).initialised;
}

async function list(context: Context, name: string, query: RowQuery): Promise<Result<PagedRows>> {
  const { parts } = context;
  const table = parts.dictionary.table(name);
  if (table === undefined) return refused(noSuchTable({ table: name }));
  if (!(await isHere(context))) return refused(notYetHere({}));
  const where = conditionsOf(table, query.where ?? {});
  if (!where.ok) return where;
  const order = query.order ?? [];
  const unknown = order.find(({ column }) => !isReadable(table, column));
  if (unknown !== undefined)
    return refused(badQuery({ column: unknown.column, reason: 'is not a column' }));
  const limit = Math.min(query.limit ?? DEFAULT_LIMIT, MOST_ROWS);
  const offset = order.length === 0 ? 0 : Number(query.after ?? 0);
  if (!Number.isSafeInteger(offset) || offset < 0)
    return refused(badQuery({ column: 'after', reason: 'is not a page of this list' }));
  const after: Condition[] =
    order.length === 0 && query.after !== undefined ? [{ column: 'id', above: query.after }] : [];
  // NOTE a list in the order of ids goes on after an id; in any other order it goes on after a number of rows.
  const { rows, hidden } = await parts.database.read(async (view) => ({
    rows: await view.select({
      table: name,
      where: [...where.value, ...after, { column: 'deleted_at', is: null }],
      order: order.length === 0 ? [{ column: 'id' }] : [...order, { column: 'id' }],
      limit: offset + limit + 1,
    }),
    hidden: await hiddenIn(parts, view, name),
  }));
  const page = rows.slice(offset, offset + limit);
  const more = rows.length > offset + limit;
  const next = order.length === 0 ? String(page.at(-1)?.['id']) : String(offset + limit);
  const listed = page.filter((row) => !hidden.has(String(row['id'])));
  return ok({ rows: listed.map((row) => withoutSecrets(table, row)), next: more ? next : null });
}

function conditionsOf(table: Table, where: Row): Result<readonly Condition[]> {
  const conditions: Condition[] = [];
  for (const [column, value] of Object.entries(where)) {
    if (!isReadable(table, column)) return refused(badQuery({ column, reason: 'is not a column' }));
    if (typeof value === 'object' && value !== null)
      return refused(badQuery({ column, reason: 'can only be compared with one value' }));
    const read =
      value === null || table.columns[column] === undefined || column === 'id'
        ? { edit: { [column]: value } }
        : readEdit(table, { [column]: value });
    if ('faults' in read) {
      const fault = read.faults[0];
      const blocked = table.columns[column]?.assigned === true;
      if (!blocked)
        return refused(badQuery({ column, reason: fault?.reason ?? 'has a wrong value' }));
      conditions.push({ column, is: value });
    } else conditions.push({ column, is: (read.edit as Row)[column] ?? null });
  }
  return ok(conditions);
}

function isReadable(table: Table, column: string): boolean {
  const columns = allColumns(table);
  // NOTE a name such as __proto__ is found on any object, and is a column of none.
  return Object.hasOwn(columns, column) && columns[column]?.secret !== true;
}
