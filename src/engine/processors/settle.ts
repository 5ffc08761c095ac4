import type { Row } from '#dictionary';
import { writeOwn } from '../gate/write-own.ts';
import type { Parts } from '../parts.ts';
import { noSpace } from '../refusals.ts';
import type { Processor } from './processor.ts';
import { forgetRefused } from './refused-consequences.ts';

/** How many changes are looked at before their notes are taken away. */
const BATCH = 100;

/**
 * Runs the consequences that are owed, and theirs, until none is. A crash in between costs nothing: the notes are
 * taken away after the consequences are committed, and running a processor again changes nothing.
 */
export async function settle(parts: Parts, processors: readonly Processor[]): Promise<void> {
  for (;;) {
    const owed = await parts.database.read((view) =>
      view.select({
        table: 'unsettled',
        where: [{ column: 'code', is: null }],
        order: [{ column: 'number' }],
        limit: BATCH,
      }),
    );
    if (owed.length === 0) return;
    const stuck: Row[] = [];
    for (const note of latestOfEach(owed)) {
      const refusal = await settleOne(parts, processors, note);
      // NOTE a full disk says nothing about the document: all notes stay open until there is room.
      if (refusal?.code === noSpace({}).code) return;
      if (refusal !== undefined)
        stuck.push({ ...note, code: refusal.code, message: `${refusal.message} ${refusal.next}` });
    }
    const done = owed.map((note) => note['number'] as number);
    await parts.database.write(async (unit) => {
      await unit.remove('unsettled', [{ column: 'number', in: done }]);
      await forgetRefused(unit, [...new Set(owed.map((note) => String(note['row_id'])))]);
      await unit.put('unsettled', stuck);
    });
  }
}

async function settleOne(parts: Parts, processors: readonly Processor[], note: Row) {
  const table = String(note['table_name']);
  const id = String(note['row_id']);
  for (const processor of processors) {
    if (!processor.watches.includes(table)) continue;
    const row = await parts.database.read(async (view) => (await view.get(table, [id])).get(id));
    if (row === undefined || row['deleted_at'] !== null) continue;
    const result = await writeOwn(parts, { person: undefined, actsAsCentral: true }, (work) =>
      processor.run(work, { table, row }),
    );
    if (!result.ok) return result.refusal;
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
