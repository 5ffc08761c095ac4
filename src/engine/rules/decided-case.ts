import type { ByColumn, Row } from '#dictionary';
import type { Related, Topology } from './topology.ts';

/**
 * What the column that chooses a row's rule gets in a new row, as the preferences stand here and now; undefined
 * where the writer chooses. The site that creates the row asks it, and nobody ever again: an open order keeps its
 * editor though the preference changes, and a switch still under way cannot give it two (D8).
 */
export function decidedCase(
  topology: Topology,
  { decidedBy }: ByColumn,
  row: Row,
  related: Related,
): string | undefined {
  if (decidedBy === undefined) return undefined;
  const { preference, store, storeColumn, yes, no } = decidedBy;
  const storeId = String(row[store]);
  const said =
    storeColumn === undefined
      ? undefined
      : related(topology.source.stores.table, storeId)?.[storeColumn];
  if (said === yes || said === no) return said;
  return topology.preference(preference, storeId) ? yes : no;
}
