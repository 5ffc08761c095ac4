import type { Unit } from '#engine/ports';
import { readFacts, writeFacts } from '../facts.ts';
import type { Change } from '../gate/change.ts';
import type { Parts } from '../parts.ts';
import { allHidden, hide, isDocument, pointedTo } from './hidden-rows.ts';

/**
 * Takes rows out; what they said of who is where is forgotten with them. What unfinished documents here still point to
 * stays, out of sight.
 */
export async function purge(
  parts: Parts,
  unit: Unit,
  table: string,
  ids: readonly string[],
): Promise<void> {
  const { country } = parts;
  if (country.topology.dependsOn(table)) {
    const leaving = [...(await unit.get(table, ids)).values()];
    const gone = leaving.map((row) => ({
      table,
      row: { ...row, deleted_at: row['updated_at'] ?? null },
    }));
    country.topology = country.topology.withRows(gone);
    return takeOut(unit, table, ids);
  }
  const kept = await pointedTo(parts, unit, table, ids);
  await hide(parts, unit, table, kept);
  await takeOut(
    unit,
    table,
    ids.filter((id) => !kept.has(id)),
  );
  if (isDocument(parts, table)) await purgeNeedless(parts, unit);
}

/** When documents change or leave, what was kept for them alone goes. */
export async function purgeHidden(
  parts: Parts,
  unit: Unit,
  changes: readonly Change[],
): Promise<void> {
  if (changes.some(({ table }) => isDocument(parts, table))) await purgeNeedless(parts, unit);
}

async function purgeNeedless(parts: Parts, unit: Unit): Promise<void> {
  if (!parts.recent.hidden.maybe) return;
  for (const [table, ids] of await allHidden(unit)) {
    const kept = await pointedTo(parts, unit, table, ids);
    const gone = ids.filter((id) => !kept.has(id));
    if (gone.length === 0) continue;
    await unit.remove('hidden_row', [{ column: 'row_id', in: gone }]);
    await takeOut(unit, table, gone);
  }
}

async function takeOut(unit: Unit, table: string, ids: readonly string[]): Promise<void> {
  await unit.remove(table, [{ column: 'id', in: ids }]);
  await writeFacts(unit, { scrub_owed: true });
}

/** Takes off the disk what was taken out of the database since this was last done (E5). */
export async function scrub({ database }: Parts): Promise<void> {
  const owed = await database.read(
    async (view) => (await readFacts(view, 'scrub_owed')).scrub_owed,
  );
  if (!owed || !(await database.scrub())) return;
  await database.write((unit) => writeFacts(unit, { scrub_owed: false }));
}
