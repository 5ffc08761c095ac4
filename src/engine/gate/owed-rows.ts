// Rows that many others brought into motion are logged in slices, so that ordinary work goes in between. What is left
// stands in a table of its own and survives a restart.
import type { Dictionary, Row } from '#dictionary';
import type { Condition, Unit, View } from '#engine/ports';
import { readFacts, writeFacts } from '../facts.ts';
import type { Parts } from '../parts.ts';
import { idOf } from './change.ts';
import { personIn } from './keep-home.ts';
import type { Located } from './roots.ts';
import { bundlesOf, type Stir } from './stirs.ts';

/** A stir, and how far it was worked off. */
export interface Owed extends Stir {
  readonly after_id: string | null;
}

export interface Slice {
  readonly rows: readonly Located[];
  readonly left: readonly Owed[];
}

/** The first rows of these stirs, at most so many, and what is left of the stirs. */
export async function takeSlice(
  dictionary: Dictionary,
  view: View,
  stirs: readonly Owed[],
  most: number,
): Promise<Slice> {
  const rows = new Map<string, Located>();
  let left = stirs;
  let room = most;
  while (room > 0) {
    const [first, ...rest] = left;
    if (first === undefined) break;
    const { table } = first;
    const found = await view.select({
      table,
      where: [...placeOf(first)],
      order: [{ column: 'id' }],
      ...(Number.isFinite(room) && { limit: room }),
    });
    for (const row of found) rows.set(idOf(row), { table, row });
    const last = found.at(-1);
    const more =
      last !== undefined && found.length === room ? [{ ...first, after_id: idOf(last) }] : [];
    const person = first.bundle ? personIn(dictionary.topology, table) : undefined;
    const bundles =
      person === undefined ? [] : bundlesOf(dictionary, person.kind, found.map(idOf)).map(whole);
    left = [...bundles, ...more, ...rest];
    room -= found.length;
  }
  return { rows: [...rows.values()], left };
}

export function whole(stir: Stir): Owed {
  return { ...stir, after_id: null };
}

/** Notes what is left, behind what is owed already. */
export async function owe(
  { recent }: Pick<Parts, 'recent'>,
  unit: Unit,
  left: readonly Owed[],
): Promise<void> {
  if (left.length === 0) return;
  // NOTE at once, not when the unit is saved: the same unit may go on to serve what is owed.
  recent.filing.maybe = true;
  const { next_owed } = await readFacts(unit, 'next_owed');
  await unit.put('owed_rows', numbered(left, next_owed));
  await writeFacts(unit, { next_owed: next_owed + left.length });
}

/** Whether any are owed; nothing is read while none are for sure. */
export async function isOwed({ recent }: Pick<Parts, 'recent'>, view: View): Promise<boolean> {
  return recent.filing.maybe && (await view.count({ table: 'owed_rows', where: [], limit: 1 })) > 0;
}

/** So many notes are read at once. */
const NOTES = 20;

/** Takes the next slice of what is owed off the notes; undefined when nothing is. */
export async function takeOwed(
  { dictionary, faults }: Pick<Parts, 'dictionary' | 'faults'>,
  unit: Unit,
  most: number,
): Promise<Slice | undefined> {
  const notes = await unit.select({
    table: 'owed_rows',
    order: [{ column: 'number' }],
    limit: NOTES,
  });
  const last = notes.at(-1);
  if (last === undefined) return undefined;
  const stirs = notes.map(stirOf);
  const slice = await takeSlice(dictionary, unit, stirs, most);
  await unit.remove('owed_rows', [{ column: 'number', upTo: last['number'] ?? null }]);
  if (faults.has('first-slice-only')) return slice;
  // NOTE all earlier numbers are free: what is left stays in front of what came later, however often it is split.
  const first = Number(last['number']) - slice.left.length + 1;
  await unit.put('owed_rows', numbered(slice.left, first));
  return slice;
}

/** All that is owed. */
export async function owedIn(view: View): Promise<readonly Owed[]> {
  return (await view.select({ table: 'owed_rows' })).map(stirOf);
}

function stirOf({ number: _, ...stir }: Row): Owed {
  return stir as unknown as Owed;
}

function placeOf({ column, ids, after_id }: Owed): readonly Condition[] {
  const [only] = ids;
  const among: Condition =
    ids.length === 1 && only !== undefined ? { column, is: only } : { column, in: ids };
  return after_id === null ? [among] : [among, { column: 'id', above: after_id }];
}

function numbered(owed: readonly Owed[], from: number) {
  return owed.map(({ table, column, ids, bundle, after_id }, i) => ({
    number: from + i,
    table,
    column,
    ids,
    bundle,
    after_id,
  }));
}
