import type { Unit } from '#engine/ports';
import { readFacts, writeFacts } from '../facts.ts';
import type { Parts } from '../parts.ts';

/** Takes rows out; what they said of who is where is forgotten with them. */
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
  }
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
