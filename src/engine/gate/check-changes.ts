import type { Refusal } from '#base';
import {
  checkRow,
  type Dictionary,
  type OwnRule,
  referencesOf,
  rulesOf,
  type Table,
} from '#dictionary';
import type { Condition, View } from '#engine/ports';
import type { Parts } from '../parts.ts';
import { faultsOf, missingReference, rowsFaulty, unknownTable } from '../refusals.ts';
import { hiddenIn } from '../session/hidden-rows.ts';
import type { Blamed } from './blamed.ts';
import { type Change, idOf } from './change.ts';

/** What is wrong with rows that came from another site, all of it at once; undefined when they are sound. */
export function rowRefusal(parts: Parts, changes: readonly Change[]): Refusal | undefined {
  const faults = [];
  for (const change of changes) {
    const table = parts.dictionary.table(change.table);
    if (table === undefined) return unknownTable({ table: change.table });
    faults.push(
      ...faultsOf(change.table, idOf(change.after), checkRow(table, change.after, { as: 'sent' })),
    );
  }
  return faults.length === 0 ? undefined : rowsFaulty({ faults });
}

/** A reference to a row that is not here and not among the changes. */
export interface Dangling extends Blamed {
  readonly id: string;
}

/**
 * The references that point nowhere, one table after the other. Looks only at references that the change sets. What came `from` another
 * site may point to rows that stay there: those of tables that never travel, and what a dispensary leaves out, or left
 * out when it wrote this. A site's groups come in order, so what is missing of those and waits nowhere was left out.
 */
export async function danglingReferences(
  parts: Parts,
  view: View,
  { changes, from }: { readonly changes: readonly Change[]; readonly from?: number },
): Promise<readonly Dangling[]> {
  const local = from === undefined;
  const among = new Set(changes.map((change) => `${change.table}/${idOf(change.after)}`));
  const wanted = new Map<
    string,
    { readonly change: Change; readonly column: string; readonly id: string }[]
  >();
  for (const change of changes) {
    if (change.after['deleted_at'] !== null) continue;
    for (const reference of referencesOf(parts.dictionary.table(change.table) as Table)) {
      const id = change.after[reference.column];
      if (
        typeof id !== 'string' ||
        change.before?.[reference.column] === id ||
        among.has(`${reference.table}/${id}`)
      )
        continue;
      if (!local && !isShared(parts, reference.table)) continue;
      if (local && reference.mayBeHidden && isOfElsewhere(parts, change.table)) continue;
      const list = wanted.get(reference.table) ?? [];
      list.push({ change, column: reference.column, id });
      wanted.set(reference.table, list);
    }
  }
  const dangling: Dangling[] = [];
  for (const [table, references] of wanted) {
    const ids = [...new Set(references.map((each) => each.id))];
    // NOTE a tombstone is enough for a received row: it was there when its writer pointed to it.
    const present: readonly Condition[] = [
      { column: 'id', in: ids },
      ...(local ? [{ column: 'deleted_at', is: null }] : []),
    ];
    // NOTE nearly always all are there, and counting them takes no row out of the database.
    const hidden = await hiddenIn(parts, view, table);
    if (hidden.size === 0 && (await view.count({ table, where: present })) === ids.length) continue;
    const rows = await view.select({ table, where: present });
    const found = new Set(rows.map(idOf).filter((id) => !hidden.has(id)));
    const missing = references.filter(({ id }) => !found.has(id));
    const pointing =
      local || !mayBeLeftOut(parts, table) || parts.faults.has('wait-for-what-was-left-out')
        ? missing
        : await waitingOf(view, missing, from);
    for (const { change, column, id } of pointing) {
      const { sync } = parts.dictionary.table(change.table) as Table;
      const isParent = sync.kind === 'with-parent' && sync.parent === column;
      const refusal = missingReference({
        table: change.table,
        column,
        id,
        ...(isParent && { edited_with: table }),
      });
      dangling.push({ change, refusal, id });
    }
  }
  return dangling;
}

/**
 * Whether the row is edited here as by a primary that is not central: it says who is visible where, and holds few of
 * those it speaks of. Central, which holds all, looks.
 */
function isOfElsewhere({ dictionary, isCentral }: Parts, name: string): boolean {
  if (isCentral) return false;
  return rulesAt(dictionary, name).some(
    ({ type, editedAt }) => type === 'central_store' && editedAt.at === 'primary',
  );
}

/** Those of these references to rows that the site has sent and central could not take. */
async function waitingOf<Reference extends { readonly id: string }>(
  view: View,
  references: readonly Reference[],
  from: number,
): Promise<readonly Reference[]> {
  const waiting = await view.select({
    table: 'quarantined_row',
    where: [{ column: 'row_id', in: references.map(({ id }) => id) }],
  });
  const ids = new Set(waiting.filter((row) => row['site_id'] === from).map((row) => row['row_id']));
  return references.filter(({ id }) => ids.has(id));
}

/** Whether rows of the table stay at the site of a dispensary; a half of a transfer is sent from wherever it is. */
function mayBeLeftOut({ dictionary }: Parts, name: string): boolean {
  return rulesAt(dictionary, name).some(
    ({ stays }) => stays !== undefined && stays.unlessGiven === undefined,
  );
}

/** Whether a received row that points to rows of the table waits for them. */
function isShared({ dictionary }: Parts, name: string): boolean {
  return rulesAt(dictionary, name).some(({ type }) => type !== 'local' && type !== 'sync');
}

function rulesAt(dictionary: Dictionary, name: string): readonly OwnRule[] {
  const table = dictionary.table(name);
  return table === undefined ? [] : rulesOf(dictionary, table).cases.map(({ rule }) => rule);
}
