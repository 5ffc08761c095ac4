// What a person does at a site, and what an operation does there with tables that nobody writes by hand.
import { ok, type Refusal, type Result } from '#base';
import type { Place } from '#country';
import { closedReason, type Row, type Table } from '#dictionary';

export interface AskedRow {
  readonly table: Table;
  readonly id: string;
  /** All its columns. */
  readonly columns: Row;
}

/** Undefined: it was done. */
export type Refused = Refusal | undefined;

/** Reads the rows of a file as the changes that they ask for. */
export type ReadFile = (asked: AskedRow) => Promise<Result<Row>>;

/** These refuse a way, not a place: the table has an operation for it. */
const WAYS: ReadonlySet<string> = new Set(['row.not-by-hand', 'row.not-deleted']);

/** Whether a person must take another way; the gate is asked as an operation would ask it. */
export function isOfTheWay(refusal: Refused): boolean {
  return refusal !== undefined && WAYS.has(refusal.code);
}

export async function put(place: Place, asked: AskedRow): Promise<Refused> {
  const open = openColumns(asked);
  const byHand = await place.site.api.putRow(place.session, asked.table.name, asked.id, open);
  return byHand.ok ? undefined : byHand.refusal;
}

export async function importFile(place: Place, asked: AskedRow, read: ReadFile): Promise<Refused> {
  const { table, id } = asked;
  const open = openColumns(asked);
  // No file can say anything of a row that is the system's alone.
  const isClosed = Object.keys(open).length === 0;
  const columns = isClosed ? ok({}) : await read({ ...asked, columns: open });
  if (!columns.ok) return columns.refusal;
  const saved = await place.site.api.putRows(place.session, [
    { table: table.name, id, put: columns.value },
  ]);
  return saved.ok ? undefined : saved.refusal;
}

export async function remove(place: Place, { table, id }: AskedRow): Promise<Refused> {
  const removed = await place.site.api.deleteRow(place.session, table.name, id);
  return removed.ok ? undefined : removed.refusal;
}

/** As an operation does it: past what is said about the table's rows one by one, not past the gate. */
export async function putByOperation(place: Place, asked: AskedRow): Promise<Refused> {
  const done = await place.site.perform(place.session.person, async (work) => {
    await work.put(asked.table, asked.id as never, asked.columns as never);
    return ok(undefined);
  });
  return done.ok ? undefined : done.refusal;
}

export async function removeByOperation(place: Place, { table, id }: AskedRow): Promise<Refused> {
  const done = await place.site.perform(place.session.person, async (work) => {
    await work.remove(table, id as never);
    return ok(undefined);
  });
  return done.ok ? undefined : done.refusal;
}

/** What a person may give. */
function openColumns({ table, columns }: AskedRow): Row {
  return Object.fromEntries(
    Object.entries(columns).filter(([column]) => closedReason(table, column) === undefined),
  );
}
