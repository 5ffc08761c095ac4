import { must } from '#base';
import { readFacts } from '#engine';
import { nodeHost } from '#host';
import { type Group, placeAfter, type SyncRequest } from '#protocol';
import type { SmallCountry } from '../small-country.ts';

/** A request in the name of site one, as a hacked or broken device might make it: one group for each list of changes. */
export async function forged(
  country: SmallCountry,
  ...lists: readonly Group['changes'][]
): Promise<SyncRequest> {
  return forgedUnder(country, {}, ...lists);
}

/** The same, which claims further ownerships than that of its store. */
export async function forgedUnder(
  country: SmallCountry,
  also: Group['epochs'],
  ...lists: readonly Group['changes'][]
): Promise<SyncRequest> {
  const facts = await country.one.database.read((view) =>
    readFacts(view, 'founding', 'log', 'held', 'marks', 'central', 'request_block'),
  );
  let place = facts.log;
  const groups = lists.map((changes): Group => {
    const epochs = { [country.a.store]: 1, ...also };
    const group = { position: place.position + 1, at: '2026-01-01T00:00:00.000Z', epochs, changes };
    place = placeAfter(nodeHost.digest, place, group);
    return group;
  });
  return {
    protocol: 1,
    number: (facts.request_block + 1) * 1_000_000_000,
    dictionary: country.fingerprint,
    app_version: 'forged',
    site_id: country.one.site.siteId,
    incarnation: must(facts.founding, 'a founded site').incarnation,
    central: facts.central,
    log: place,
    push: { after: facts.held, groups },
    marks: facts.marks,
    page: { rows: 10 },
  };
}

/** The columns that the gate keeps, of a row that this site made. */
export const kept = (site: number) => ({
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
  deleted_at: null,
  row_version: 1,
  origin_site_id: site,
});
