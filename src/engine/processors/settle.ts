import type { Refusal } from '#base';
import type { Row } from '#dictionary';
import { NoSpace, type Unit } from '#engine/ports';
import { type Author, attemptOwn } from '../gate/write-own.ts';
import { inUnit } from '../in-unit.ts';
import type { Parts } from '../parts.ts';
import { consequenceFailed } from '../refusals.ts';
import { type Processor, runsHere } from './processor.ts';
import { forgetRefused } from './refused-consequences.ts';

/** Changes that are looked at in one unit: others wait for it, and it waits for the disk only once. */
const BATCH = 20;
const SYSTEM: Author = { person: undefined, actsAsCentral: true };

/**
 * Runs the consequences that are owed, and theirs, until none is. The notes go in the unit that makes what they ask
 * for; one that is refused, or that fails, leaves nothing but what is said of it and keeps no other waiting (B10).
 */
export async function settle(parts: Parts, processors: readonly Processor[]): Promise<void> {
  const { owing } = parts.recent;
  while (owing.maybe) {
    owing.maybe = false;
    try {
      if (await inUnit(parts, (unit) => settleSome(parts, unit, processors))) owing.maybe = true;
    } catch (thrown) {
      owing.maybe = true;
      // NOTE a full disk says nothing about the documents: all notes stay open until there is room.
      if (thrown instanceof NoSpace) return;
      throw thrown;
    }
  }
}

/** Answers whether there may be more among the notes that were there. */
async function settleSome(
  parts: Parts,
  unit: Unit,
  processors: readonly Processor[],
): Promise<boolean> {
  const owed = await unit.select({
    table: 'unsettled',
    where: [{ column: 'code', is: null }],
    order: [{ column: 'number' }],
    limit: BATCH,
  });
  if (owed.length === 0) return false;
  const stuck: Row[] = [];
  for (const note of latestOfEach(owed)) {
    const no = await settleOne(parts, unit, processors, note);
    if (no !== undefined)
      stuck.push({ ...note, code: no.code, message: `${no.message} ${no.next}` });
  }
  const done = owed.map((note) => Number(note['number']));
  await unit.remove('unsettled', [{ column: 'number', in: done }]);
  await forgetRefused(unit, [...new Set(owed.map((note) => String(note['row_id'])))]);
  await unit.put('unsettled', stuck);
  return owed.length === BATCH;
}

async function settleOne(
  parts: Parts,
  unit: Unit,
  processors: readonly Processor[],
  note: Row,
): Promise<Refusal | undefined> {
  const table = String(note['table_name']);
  const id = String(note['row_id']);
  const row = (await unit.get(table, [id])).get(id);
  if (row === undefined || row['deleted_at'] !== null) return undefined;
  for (const processor of processors) {
    const { watches, concerns } = processor;
    if (!watches.includes(table) || !runsHere(processor, parts.country.topology) || !concerns(row))
      continue;
    try {
      const result = await attemptOwn(parts, unit, SYSTEM, (work) =>
        processor.run(work, { table, row }),
      );
      if (!result.ok) return result.refusal;
    } catch (thrown) {
      if (thrown instanceof NoSpace) throw thrown;
      // NOTE what breaks the unit itself ends it with the next statement.
      return consequenceFailed({ table, processor: processor.name, fault: String(thrown) });
    }
  }
  return undefined;
}

/** A row that changed several times is looked at once, as it is now. */
function latestOfEach(notes: readonly Row[]): readonly Row[] {
  return [
    ...new Map(
      notes.map((note) => [`${String(note['table_name'])}/${String(note['row_id'])}`, note]),
    ).values(),
  ];
}
