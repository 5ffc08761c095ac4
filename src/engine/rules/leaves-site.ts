import type { OwnRule, Row } from '#dictionary';
import type { Related, Topology } from './topology.ts';

/**
 * Whether the site where a row is edited sends it at all (RT6): not while its store is a dispensary that leaves out
 * its transactions. Halves of transfers, and what belongs to one, always go. Asked when a group is made; a row that
 * reached central once stays filed there.
 */
export function leavesSite(
  topology: Topology,
  { sentTo, stays }: Pick<OwnRule, 'sentTo' | 'stays'>,
  row: Row,
  related: Related = () => undefined,
): boolean {
  if (sentTo.length === 0) return false;
  if (stays === undefined || topology.includesTransactions(String(row[stays.store]))) return true;
  if (stays.unlessGiven === undefined) return false;
  const { column, through } = stays.unlessGiven;
  const asked = through === undefined ? row : related(through.table, String(row[through.column]));
  return (asked?.[column] ?? null) !== null;
}
