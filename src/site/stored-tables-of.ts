import { type Dictionary, storedTables } from '#dictionary';
import { SYSTEM_TABLES } from '#engine';
import type { StoredTable } from '#engine/ports';

/** Every table that a site's database needs: the dictionary's and the engine's own. */
export function storedTablesOf(dictionary: Dictionary): readonly StoredTable[] {
  return [...storedTables(dictionary), ...SYSTEM_TABLES];
}
