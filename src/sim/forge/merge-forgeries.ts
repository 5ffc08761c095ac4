// Merges that their device has no right to: what another site edits is made one with something else.
import type { Row } from '#dictionary';
import { type Forgery, isPrimary, type Lie, withNew } from './lie.ts';

export const MERGE_FORGERIES: Readonly<Record<string, Forgery>> = {
  'a merge of items': (lie) => (isPrimary(lie) ? undefined : merged(lie, 'item', any, any)),
  'a merge of foreign patients': (lie) => merged(lie, 'patient', foreign, foreign),
  'a merge into a foreign patient': (lie) => merged(lie, 'patient', foreign, own),
  'a foreign patient merged away': (lie) => merged(lie, 'patient', own, foreign),
  'a foreign location merged away': (lie) => merged(lie, 'location', own, foreign),
};

type Fits = (lie: Lie, row: Row) => boolean;

const any: Fits = () => true;
const own: Fits = ({ world, device }, row) =>
  world.central().mirror().row('store', String(row['store_id']))?.['active_site_id'] ===
  device.siteId;
const foreign: Fits = (lie, row) => !own(lie, row);

function merged(lie: Lie, kind: string, kept: Fits, removed: Fits) {
  const rows = [...lie.world.central().mirror().rows(kind)].filter(
    (row) => row['deleted_at'] === null,
  );
  const stays = rows.find((row) => kept(lie, row));
  const goes = rows.find((row) => row !== stays && removed(lie, row));
  if (stays === undefined || goes === undefined) return undefined;
  return withNew(lie, 'merge_event', {
    kind,
    kept_id: stays['id'] ?? null,
    removed_id: goes['id'] ?? null,
    store_id: kind === 'location' ? (stays['store_id'] ?? null) : null,
    at: lie.group.at,
  });
}
