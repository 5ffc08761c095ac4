// The second way in which a row can change, at central: a group that another site committed.
import { isRowId, must, ok, type Refusal, type Result, refused, type SiteId } from '#base';
import { type Row, ruleOfRow, rulesOf } from '#dictionary';
import { NotUnique, type Unit } from '#engine/ports';
import type { Group } from '#protocol';
import { keepFixed } from '../merges/keep-fixed.ts';
import { makeRoom } from '../merges/make-room.ts';
import { mergeRefusal } from '../merges/may-merge.ts';
import { redirected } from '../merges/redirect.ts';
import type { Parts } from '../parts.ts';
import {
  fixedColumn,
  idTaken,
  lateGroup,
  latePerson,
  latePrimary,
  neverChanged,
  neverSent,
  notThisSite,
  notUnique,
  staleVersion,
  unknownTable,
} from '../refusals.ts';
import { ask } from './asked.ts';
import { type Change, idOf, withOwnSecrets } from './change.ts';
import { danglingReferences, rowRefusal } from './check-changes.ts';
import { homeRefusal } from './keep-home.ts';
import { type Epoch, editRefusal, epochsOf, isAddedWhereVisible } from './may-edit.ts';
import { strangerNamed } from './may-name.ts';
import { record, travels, writeRows } from './record.ts';
import { rootsOf } from './roots.ts';
import { asSenderKnew, stamped } from './stamp.ts';

/** Why a group was not taken; `waitsFor` names the row whose arrival may change that. */
export interface NotTaken {
  readonly refusal: Refusal;
  readonly waitsFor?: string;
}

export interface Received {
  readonly unit: Unit;
  /** The site that pushed the group; its proof of possession was checked. */
  readonly from: number;
  readonly group: Group;
}

/** Takes the group whole, or says why not and leaves no trace of it. */
export async function acceptGroup(
  parts: Parts,
  received: Received,
): Promise<{ readonly taken: true } | ({ readonly taken: false } & NotTaken)> {
  const { unit } = received;
  const sent = await changesOf(parts, received);
  if (!sent.ok) return { taken: false, refusal: sent.refusal };
  const unsound = rowRefusal(parts, sent.value);
  if (unsound !== undefined) return { taken: false, refusal: unsound };
  const changes = sent.value.map((change) => withOwnSecrets(parts, change));
  const [dangling] = await danglingReferences(parts, unit, {
    changes: changes,
    from: received.from,
  });
  if (dangling !== undefined)
    return { taken: false, refusal: dangling.refusal, waitsFor: dangling.id };
  const refusal = await sendRefusal(parts, received, changes);
  if (refusal !== undefined) return { taken: false, refusal };
  const unmerged = await mergeRefusal(parts, unit, changes);
  if (unmerged !== undefined) return { taken: false, ...unmerged };
  const stranger = parts.faults.has('name-strangers')
    ? undefined
    : strangerNamed(parts, parts.country.topology, changes);
  if (stranger !== undefined)
    return { taken: false, refusal: stranger.refusal, waitsFor: stranger.storeId };
  try {
    const apply = async () => {
      const kept = stamped(parts, changes).map((change) => toldAgain(parts, change));
      const all = await makeRoom(parts, unit, kept);
      await writeRows(unit, kept);
      parts.country.topology = await record(parts, {
        unit,
        changes: all,
        topology: parts.country.topology,
      });
    };
    await unit.attempt(apply);
    return { taken: true };
  } catch (thrown) {
    if (thrown instanceof NotUnique)
      return { taken: false, refusal: notUnique({ table: thrown.table, columns: thrown.columns }) };
    throw thrown;
  }
}

/**
 * What may be added wherever a person is visible rests on no ownership: its site may have lost the person since, and the
 * row with them, and see them again by now. So it is told what it wrote.
 */
function toldAgain({ dictionary }: Parts, change: Change): Change {
  const table = dictionary.table(change.table);
  const rule = table && ruleOfRow(table, change.after);
  const isAdded = rule?.editedAt.at === 'home' && rule.editedAt.added !== undefined;
  return isAdded && change.before === undefined ? { ...change, turned: true } : change;
}

async function changesOf(parts: Parts, received: Received): Promise<Result<readonly Change[]>> {
  const { unit, group } = received;
  const idsByTable = new Map<string, string[]>();
  for (const { table, row } of group.changes) {
    if (parts.dictionary.table(table) === undefined) return refused(unknownTable({ table }));
    if (!travels(parts.dictionary, table)) return refused(notSent(parts, table));
    const id = row['id'];
    if (!isRowId(id)) return refused(idTaken({ table, id: String(id).slice(0, 64) }));
    idsByTable.set(table, [...(idsByTable.get(table) ?? []), id]);
  }
  const here = new Map<string, Row>();
  for (const [table, ids] of idsByTable) {
    for (const [id, row] of await unit.get(table, ids)) here.set(`${table}/${id}`, row);
  }
  const changes = group.changes.map(({ table, row }) => ({
    table,
    before: here.get(`${table}/${String(row['id'])}`),
    after: row as Row,
  }));
  return ok(await keepFixed(parts, unit, received, await redirected(parts, unit, changes)));
}

/** Says where such rows are edited, unless every site has its own. */
function notSent({ dictionary, country: { topology } }: Parts, name: string): Refusal {
  const table = must(dictionary.table(name), 'the table is known');
  const isCentrals = rulesOf(dictionary, table).cases.every(
    ({ rule }) => rule.editedAt.at === 'central',
  );
  return neverSent({ table: name, ...(isCentrals && { edited_at: topology.central().name }) });
}

/** Whether this site may send these rows now (D1, D7, E2): rule, epoch, version and fixed columns, row by row. */
async function sendRefusal(
  parts: Parts,
  { unit, from, group }: Received,
  changes: readonly Change[],
): Promise<Refusal | undefined> {
  const { topology } = parts.country;
  const siteId = from as SiteId;
  const located = changes.map((change) => ({ table: change.table, row: change.after }));
  const after = await rootsOf(parts.dictionary, unit, located);
  const before = await rootsOf(
    parts.dictionary,
    unit,
    changes.flatMap((change) => {
      const row = asSenderKnew(parts, change);
      return row === undefined ? [] : [{ table: change.table, row }];
    }),
  );
  const asked = await ask(unit, topology, [...after, ...before], located);
  let nextBefore = 0;
  for (const [i, change] of changes.entries()) {
    const { table } = change;
    if (change.after['origin_site_id'] !== from) {
      return notThisSite({ table, claimed: Number(change.after['origin_site_id']), site_id: from });
    }
    const roots = [after[i]];
    if (change.before !== undefined) {
      roots.push(before[nextBefore]);
      nextBefore += 1;
    }
    for (const [which, root] of roots.entries()) {
      if (root === undefined) continue;
      // NOTE of some tables only certain rows travel.
      if (root.rule.sentTo.length === 0) return neverSent({ table });
      const creating = change.before === undefined;
      const editing = { siteId, asked, creating, faults: parts.faults };
      // NOTE the epochs first: a late group of a former owner is told from a forged one (D2). A row here whose store
      // the group never had is another's, and its store is not named (E3).
      const epochs =
        parts.faults.has('skip-epoch-check') || isAddedWhereVisible(topology, root, editing)
          ? []
          : epochsOf(topology, root, asked).filter(
              ({ of }) => of === 'store' || !parts.faults.has('skip-home-epoch'),
            );
      const late =
        which === 1 && !areOfGroup(epochs, group)
          ? undefined
          : epochRefusal(
              epochs.filter((each) => isClaimed(each, group)),
              group,
            );
      if (late !== undefined) return late;
      const refusal = parts.faults.has('skip-edit-rule-on-push')
        ? undefined
        : (editRefusal(topology, root, editing) ??
          (parts.faults.has('home-from-a-push') ? undefined : homeRefusal(topology, change)) ??
          epochRefusal(epochs, group));
      // NOTE a row that exists elsewhere under this id is not described to the sender (E3).
      if (refusal !== undefined) {
        return which === 1 ? idTaken({ table, id: idOf(change.after) }) : refusal;
      }
      if (root.rule.editedAt.at === 'creator' && isChanged(change)) return neverChanged({ table });
    }
    const fixed = fixedRefusal(parts, change);
    if (fixed !== undefined) return fixed;
    const stale = versionRefusal(change, from);
    if (stale !== undefined && !parts.faults.has('older-version-wins')) return stale;
  }
  return undefined;
}

/** A group made under another ownership than today's, or that names none. */
function epochRefusal(epochs: readonly Epoch[], group: Group): Refusal | undefined {
  for (const { of, id, epoch } of epochs) {
    const claimed = group.epochs[id] ?? 0;
    if (claimed === epoch) continue;
    if (of === 'primary') return latePrimary({ epoch: claimed, now: epoch });
    return of === 'store'
      ? lateGroup({ store_id: id, epoch: claimed, now: epoch })
      : latePerson({ person: of, id, epoch: claimed, now: epoch });
  }
  return undefined;
}

/** A group that names no ownership of a person, or of the primary, was never made under one: it is asked of the rule. */
function isClaimed({ of, id }: Epoch, { epochs }: Group): boolean {
  return of === 'store' || epochs[id] !== undefined;
}

function areOfGroup(epochs: readonly Epoch[], group: Group): boolean {
  return epochs.some(({ id }) => group.epochs[id] !== undefined);
}

function fixedRefusal(parts: Parts, { table, before, after }: Change): Refusal | undefined {
  if (before === undefined) return undefined;
  const columns = parts.dictionary.table(table)?.columns ?? {};
  const column = Object.keys(columns).find(
    (each) => columns[each]?.fixed === true && !same(before[each], after[each]),
  );
  return column === undefined ? undefined : fixedColumn({ table, column });
}

/** What was made once may come again as it is: with the history of a dispensary that sends it anew. */
function isChanged({ before, after }: Change): boolean {
  if (before === undefined) return false;
  return Object.keys(before).some(
    (column) => !RENEWED.has(column) && !same(before[column], after[column]),
  );
}

/** What a history that is sent anew has otherwise: it counts as an edit. */
const RENEWED: ReadonlySet<string> = new Set(['row_version', 'origin_site_id']);

function same(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}

/**
 * Versions of one writer only grow; a version of central's own making (a link) may be overtaken by an equal one. The
 * very row that is here may come again: a half of a transfer brings its lines along, whatever went before it left.
 */
function versionRefusal(change: Change, from: number): Refusal | undefined {
  const { before, after } = change;
  if (before === undefined) return undefined;
  if (Object.keys(before).every((column) => same(before[column], after[column]))) return undefined;
  const here = Number(before['row_version']);
  const version = Number(after['row_version']);
  const least = before['origin_site_id'] === from ? here + 1 : here;
  if (version >= least) return undefined;
  return staleVersion({ table: change.table, id: idOf(after), version, here });
}
