// Two rows turn out to be one (4.5): lists at the primary, persons at home, locations in their store.
import type { Row } from '#dictionary';
import { type Act, mustRefuse } from './act.ts';
import type { Clerk } from './clerk.ts';
import { personsAtHome, personsElsewhere } from './dispensing.ts';
import { isPrimary } from './places.ts';
import { idOf } from './stock-acts.ts';

export const mergeLists: Act = async (clerk) => {
  const kind = clerk.chance.pick(['item', 'unit', 'name']);
  return mergeTwo(clerk, kind, clerk.see(kind));
};

export const mergePersons: Act = async (clerk) => {
  const kind = clerk.chance.pick(['patient', 'patient', 'prescriber'] as const);
  return mergeTwo(clerk, kind, personsAtHome(clerk, kind));
};

export const mergeLocations: Act = async (clerk) => {
  const stores = clerk.stores();
  if (stores.length === 0) return false;
  const store = idOf(clerk.chance.pick(stores));
  return mergeTwo(clerk, 'location', clerk.seeBy('location', 'store_id', store));
};

/** Away from where they are edited it must be refused. */
export const mergeElsewhere: Act = async (clerk) => {
  const kind = clerk.chance.pick(['item', 'unit', 'patient'] as const);
  const isLists = kind !== 'patient';
  if (isLists ? isPrimary(clerk) : clerk.device.isCentral) return false;
  const [kept, removed] = clerk.chance.shuffled(
    isLists ? clerk.see(kind) : personsElsewhere(clerk, kind),
  );
  if (kept === undefined || removed === undefined) return false;
  const merged = await askToMerge(clerk, kind, { kept, removed });
  return mustRefuse(clerk, merged, { invariant: 'D7', what: `a merge of two foreign ${kind}s` });
};

async function mergeTwo(clerk: Clerk, kind: string, rows: readonly Row[]): Promise<boolean> {
  const [kept, removed] = clerk.chance.shuffled(rows);
  if (kept === undefined || removed === undefined) return false;
  const merged = await askToMerge(clerk, kind, { kept, removed });
  if (merged.ok) clerk.world.sometimes.saw(MERGED[kind] ?? 'two rows of a list were merged');
  return true;
}

function askToMerge(
  clerk: Clerk,
  kind: string,
  { kept, removed }: { readonly kept: Row; readonly removed: Row },
) {
  return clerk.run('merge', { kind, kept_id: idOf(kept), removed_id: idOf(removed) });
}

const MERGED: Readonly<Record<string, 'two persons were merged' | 'two locations were merged'>> = {
  patient: 'two persons were merged',
  prescriber: 'two persons were merged',
  location: 'two locations were merged',
};
