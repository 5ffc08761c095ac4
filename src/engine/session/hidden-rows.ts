// What a site may hold no longer, and its unfinished documents still point to: it stays, out of sight, until they are
// finished (domain 4.1). Nobody lists it or points to it anew, and its editor's changes no longer reach it.
import { type Row, referencedBy, type Table } from '#dictionary';
import type { Unit, View } from '#engine/ports';
import type { Parts } from '../parts.ts';

/** Those of the rows that an unfinished document of a store of this site, or a line of one, points to. */
export async function pointedTo(
  parts: Parts,
  view: View,
  table: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const pointed = new Set<string>();
  for (const referrer of referencedBy(parts.dictionary, table)) {
    const from = parts.dictionary.table(referrer.table);
    const document = from && documentOf(parts, from);
    if (from === undefined || document === undefined) continue;
    // NOTE a document is not kept for its own lines.
    if (document === table && isParentColumn(from, referrer.column)) continue;
    const rows = await view.select({
      table: from.name,
      where: [
        { column: referrer.column, in: ids },
        { column: 'deleted_at', is: null },
      ],
    });
    const open = await unfinished(parts, view, { document, from, rows });
    for (const row of open) pointed.add(String(row[referrer.column]));
  }
  return pointed;
}

/** Puts these rows out of sight. */
export async function hide(
  { recent }: Parts,
  unit: Unit,
  table: string,
  ids: ReadonlySet<string>,
): Promise<void> {
  if (ids.size === 0) return;
  // NOTE at once, not when the unit is saved: the same unit may show them again, or take out what needed them.
  recent.hidden.maybe = true;
  await unit.put(
    'hidden_row',
    [...ids].map((row_id) => ({ table_name: table, row_id })),
  );
}

/** These rows came again: they are as others are. */
export async function show(parts: Parts, unit: Unit, ids: readonly string[]): Promise<void> {
  if (!parts.recent.hidden.maybe || ids.length === 0) return;
  await unit.remove('hidden_row', [{ column: 'row_id', in: ids }]);
}

/** The rows of a table that are out of sight. */
export async function hiddenIn(
  { recent }: Parts,
  view: View,
  table: string,
): Promise<ReadonlySet<string>> {
  if (!recent.hidden.maybe) return NONE;
  const rows = await view.select({
    table: 'hidden_row',
    where: [{ column: 'table_name', is: table }],
  });
  return new Set(rows.map((row) => String(row['row_id'])));
}

const NONE: ReadonlySet<string> = new Set();

/** Hidden rows by table. */
export async function allHidden(view: View): Promise<ReadonlyMap<string, readonly string[]>> {
  const hidden = new Map<string, string[]>();
  for (const row of await view.select({ table: 'hidden_row' })) {
    const table = String(row['table_name']);
    hidden.set(table, [...(hidden.get(table) ?? []), String(row['row_id'])]);
  }
  return hidden;
}

/** Whether rows of the table are documents, or lines of some. */
export function isDocument(parts: Parts, name: string): boolean {
  const table = parts.dictionary.table(name);
  return table !== undefined && documentOf(parts, table) !== undefined;
}

function documentOf({ dictionary }: Parts, table: Table): string | undefined {
  const { documents } = dictionary.topology;
  if (documents?.tables.includes(table.name)) return table.name;
  if (table.sync.kind !== 'with-parent') return undefined;
  const parent = table.columns[table.sync.parent]?.ref;
  return documents?.tables.find((each) => each === parent);
}

function isParentColumn({ sync }: Table, column: string): boolean {
  return sync.kind === 'with-parent' && sync.parent === column;
}

async function unfinished(
  { dictionary, country }: Parts,
  view: View,
  {
    document,
    from,
    rows,
  }: { readonly document: string; readonly from: Table; readonly rows: readonly Row[] },
): Promise<readonly Row[]> {
  const { sync } = from;
  const parent = from.name !== document && sync.kind === 'with-parent' ? sync.parent : 'id';
  const headers = await view.get(document, [...new Set(rows.map((row) => String(row[parent])))]);
  const { documents } = dictionary.topology;
  return rows.filter((row) => {
    const header = headers.get(String(row[parent]));
    return (
      header !== undefined &&
      header['deleted_at'] === null &&
      documents?.finished.includes(String(header[documents.status])) === false &&
      country.topology.isActiveHere(String(header[documents.store]))
    );
  });
}
