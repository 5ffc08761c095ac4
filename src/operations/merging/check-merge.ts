import { must, ok, type Result, type RowId, refused, type SiteId } from '#base';
import { bomMaster, item, location, nameStoreJoin, patient, prescriber } from '#dictionary';
import type { Work } from '#engine';
import { notFound } from '../refusals.ts';
import { KINDS, type Kind, TABLE_OF } from './kinds.ts';
import { leftOf } from './left-of.ts';
import {
  circle,
  homesDiffer,
  isBuilt,
  isTwin,
  mergedAlready,
  mergedElsewhere,
  notOfKind,
  sameRow,
  seenOneWay,
  storesDiffer,
  unlike,
} from './refusals.ts';

interface Pair {
  readonly kept_id: RowId;
  readonly removed_id: RowId;
}

/** Whether the two may become one, and here: the gate asks the same of the event, in words of its table. */
export async function checkMerge(
  work: Work,
  asked: Pair & { readonly kind: Kind },
): Promise<Result<void>> {
  const { kind, kept_id, removed_id } = asked;
  if (kept_id === removed_id) return refused(sameRow({ kind, id: kept_id }));
  for (const id of [kept_id, removed_id]) {
    const here = await isHere(work, asked, id);
    if (!here.ok) return here;
  }
  const sound = await CHECKS[kind](work, asked);
  if (!sound.ok) return sound;
  const edited_at = await editedElsewhere(work, kind, kept_id);
  return edited_at === undefined ? ok(undefined) : refused(mergedElsewhere({ kind, edited_at }));
}

async function isHere(
  work: Work,
  { kind, kept_id, removed_id }: Pair & { readonly kind: Kind },
  id: RowId,
): Promise<Result<void>> {
  if ((await work.get(TABLE_OF[kind], id)) !== undefined) return ok(undefined);
  const into = await leftOf(work, kind, id);
  if (into === removed_id) return refused(circle({ kind, kept_id, removed_id }));
  if (into !== undefined) return refused(mergedAlready({ kind, id, into }));
  for (const other of KINDS)
    if ((await work.get(TABLE_OF[other], id)) !== undefined)
      return refused(notOfKind({ kind, id, is: other }));
  return refused(notFound({ table: kind, id }));
}

type Check = (work: Work, pair: Pair) => Promise<Result<void>>;

const CHECKS: Readonly<Record<Kind, Check>> = {
  item: checkItems,
  unit: async () => ok(undefined),
  name: checkNames,
  patient: (work, pair) => checkHomes(work, pair, 'patient'),
  prescriber: (work, pair) => checkHomes(work, pair, 'prescriber'),
  location: checkLocations,
};

async function checkItems(work: Work, { kept_id, removed_id }: Pair): Promise<Result<void>> {
  const kept = must(await work.get(item, kept_id), 'the item is here');
  const removed = must(await work.get(item, removed_id), 'the item is here');
  if (kept.type !== removed.type)
    return refused(
      unlike({ kind: 'item', column: 'type', kept: kept.type, removed: removed.type }),
    );
  const [built] = await work.find(bomMaster, {
    where: [{ column: 'item_id', is: removed_id }],
    limit: 1,
  });
  return built === undefined
    ? ok(undefined)
    : refused(isBuilt({ item_id: removed_id, bom_master_id: built.id }));
}

/** Two stores see each other or neither does: a name that becomes the twin of one is seen by its partners only. */
async function checkNames(work: Work, { kept_id, removed_id }: Pair): Promise<Result<void>> {
  const { topology } = work;
  const twinOf = topology.storeOfName(removed_id);
  if (twinOf !== undefined)
    return refused(isTwin({ name_id: removed_id, store_id: twinOf.storeId }));
  const store = topology.storeOfName(kept_id);
  if (store === undefined) return ok(undefined);
  const partners = new Set<string>(topology.partnersOf(store.storeId));
  const shown = await work.find(nameStoreJoin, {
    where: [
      { column: 'name_id', is: removed_id },
      { column: 'inactive', is: false },
    ],
  });
  const stranger = shown.find(
    ({ store_id }) => store_id !== store.storeId && !partners.has(store_id),
  );
  return stranger === undefined
    ? ok(undefined)
    : refused(seenOneWay({ store_id: stranger.store_id, other_store_id: store.storeId }));
}

async function checkHomes(
  work: Work,
  { kept_id, removed_id }: Pair,
  kind: 'patient' | 'prescriber',
): Promise<Result<void>> {
  const table = kind === 'patient' ? patient : prescriber;
  const kept = must(await work.get(table, kept_id), 'the person is here');
  const removed = must(await work.get(table, removed_id), 'the person is here');
  const siteOf = (store: RowId) => work.topology.store(store)?.activeSiteId;
  const [stays, goes] = [siteOf(kept.store_id), siteOf(removed.store_id)];
  if (stays === goes) return ok(undefined);
  const titleOf = (site: typeof stays) =>
    (site === undefined ? undefined : work.topology.site(site)?.name) ?? 'an unknown site';
  return refused(homesDiffer({ kind, kept: titleOf(stays), removed: titleOf(goes) }));
}

async function checkLocations(work: Work, { kept_id, removed_id }: Pair): Promise<Result<void>> {
  const kept = must(await work.get(location, kept_id), 'the location is here');
  const removed = must(await work.get(location, removed_id), 'the location is here');
  return kept.store_id === removed.store_id
    ? ok(undefined)
    : refused(storesDiffer({ kept: kept.store_id, removed: removed.store_id }));
}

/** The site where rows of the kind are edited, if it is another one. */
async function editedElsewhere(work: Work, kind: Kind, id: RowId): Promise<string | undefined> {
  const { topology } = work;
  const site = await siteOf(work, kind, id);
  if (site === undefined || site === topology.self) return undefined;
  return topology.site(site)?.name ?? `site ${site}`;
}

async function siteOf(work: Work, kind: Kind, id: RowId): Promise<SiteId | undefined> {
  if (kind === 'item' || kind === 'unit' || kind === 'name') return work.topology.primary().siteId;
  const row = await work.get(TABLE_OF[kind], id);
  return work.topology.store(String(row?.store_id))?.activeSiteId;
}
