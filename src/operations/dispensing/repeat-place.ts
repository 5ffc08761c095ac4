import { ok, type Result, refused } from '#base';
import { patient, type RowOf, type repeat } from '#dictionary';
import type { Work } from '#engine';
import { repeatedElsewhere } from './refusals.ts';

/** A repeat is dispensed at the home site, and where the preference says so at every site that sees the patient. */
export async function checkPlace(
  work: Work,
  { id, patient_id }: RowOf<typeof repeat>,
): Promise<Result<void>> {
  const { topology } = work;
  const home = topology.store((await work.get(patient, patient_id))?.store_id ?? '');
  // NOTE a site that does not know the home store has the repeat only because the preference sent it there.
  if (home === undefined || topology.isActiveHere(home.storeId)) return ok(undefined);
  if (topology.preference('repeats_on_all_visible_sites', home.storeId)) return ok(undefined);
  const edited_at = topology.site(home.activeSiteId)?.name ?? 'the home site of the patient';
  return refused(repeatedElsewhere({ repeat_id: id, edited_at }));
}
