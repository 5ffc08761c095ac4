import { momentOf, type SiteId } from '#base';
import type { Row } from '#dictionary';
import { NoSpace, type Unit } from '#engine/ports';
import { leavesSite, storeFeed, type Topology } from '#engine/rules';
import { inUnit } from '../in-unit.ts';
import type { Parts } from '../parts.ts';
import { ask } from './asked.ts';
import { type Change, idOf } from './change.ts';
import { childrenOf } from './children-of.ts';
import { fileChanges } from './file-changes.ts';
import { logGroup } from './log-group.ts';
import { type Slice, takeOwed, takeSlice, whole } from './owed-rows.ts';
import { oweConsequences, writeRows } from './record.ts';
import { type Located, rootsOf } from './roots.ts';
import { stirredByLoss } from './stirs.ts';

/**
 * Logs what is owed until nothing is, slice by slice: at central it is filed for those who may see it now, at a
 * dispensary that sends its transactions from now on it is sent. `settle` draws the consequences of each slice. Ends
 * early when it may not go on.
 */
export async function logOwed(
  parts: Parts,
  { mayGoOn, settle }: { readonly mayGoOn: () => boolean; readonly settle: () => Promise<void> },
): Promise<void> {
  const { filing } = parts.recent;
  while (filing.maybe && mayGoOn()) {
    try {
      await inUnit(parts, async (unit) => {
        // NOTE inside the unit: whoever is served before it must not think that nothing is owed.
        filing.maybe = false;
        filing.maybe = await logSlice(parts, unit);
      });
    } catch (thrown) {
      filing.maybe = true;
      if (thrown instanceof NoSpace) return;
      throw thrown;
    }
    await settle();
  }
}

/** Answers whether there may be more. */
async function logSlice(parts: Parts, unit: Unit): Promise<boolean> {
  const slice = await takeOwed(
    parts,
    unit,
    parts.isCentral ? parts.slices.rows : parts.slices.documents,
  );
  if (slice === undefined) return false;
  if (parts.isCentral) await fileSlice(parts, unit, slice);
  else await sendSlice(parts, unit, { ...slice, topology: parts.country.topology });
  return true;
}

async function fileSlice(parts: Parts, unit: Unit, { rows }: Slice): Promise<void> {
  const { topology } = parts.country;
  await fileChanges(parts, {
    unit,
    topology,
    rows: rows.map((each) => ({ ...each, news: 'moved' as const })),
  });
  await oweConsequences(parts, unit, rows);
}

/**
 * At a site that has just lost stores: what they left out until now, or still owed, is sent as late work, under the
 * ownership that has ended. It is nowhere else, and leaves with them (A9).
 */
export async function sendWhatLeaves(
  parts: Parts,
  unit: Unit,
  { before, dropped }: { readonly before: Topology; readonly dropped: readonly string[] },
): Promise<void> {
  const lost = before
    .storesActiveAt(before.self)
    .map(({ storeId }) => storeId)
    .filter((id) => !parts.country.topology.isActiveHere(id) || dropped.includes(storeFeed(id)));
  if (lost.length === 0) return;
  const all = Number.POSITIVE_INFINITY;
  for (let owed = await takeOwed(parts, unit, all); owed; owed = await takeOwed(parts, unit, all)) {
    const { leaving, staying } = await partedBy(parts, unit, { rows: owed.rows, lost });
    await sendSlice(parts, unit, { rows: leaving, topology: before, leftOutToo: true });
    await sendSlice(parts, unit, { rows: staying, topology: parts.country.topology });
  }
  const silent = lost.filter((id) => !before.includesTransactions(id));
  const { rows } = await takeSlice(
    parts.dictionary,
    unit,
    stirredByLoss(parts.dictionary, silent).map(whole),
    all,
  );
  await sendSlice(parts, unit, { rows, topology: before, leftOutToo: true });
}

/** The rows of stores that were lost, and those of stores that are still here and may leave them out by now. */
async function partedBy(
  parts: Parts,
  unit: Unit,
  { rows, lost }: { readonly rows: readonly Located[]; readonly lost: readonly string[] },
): Promise<{ readonly leaving: readonly Located[]; readonly staying: readonly Located[] }> {
  const roots = await rootsOf(parts.dictionary, unit, rows);
  const stays = rows.map((_, i) => {
    const { rule, row } = roots[i] ?? {};
    return rule?.stays !== undefined && !lost.includes(String(row?.[rule.stays.store]));
  });
  return {
    leaving: rows.filter((_, i) => stays[i] !== true),
    staying: rows.filter((_, i) => stays[i] === true),
  };
}

interface Sending {
  readonly rows: readonly Located[];
  /** Under whose ownerships it goes. */
  readonly topology: Topology;
  readonly leftOutToo?: boolean;
}

/** Each document is a group of its own, so that one that central cannot take keeps no other back. */
async function sendSlice(parts: Parts, unit: Unit, sending: Sending): Promise<void> {
  const at = momentOf(parts.clock);
  const { self } = sending.topology;
  const sentAlready = await halvesAmong(parts, unit, sending);
  for (const document of sending.rows) {
    const all = await withLines(parts, unit, [document]);
    const changes = sentAlready.has(idOf(document.row))
      ? all.filter(({ row }) => row !== document.row && isBy(row, self)).map(asItStands)
      : all.map((each) => asEdited(each, self));
    await writeRows(unit, changes);
    await logGroup(parts, unit, { ...sending, at, changes });
  }
}

/** As an edit made here now: what central may have of it from earlier days is older. */
function asEdited({ table, row }: Located, self: SiteId): Change {
  const version = Number(row['row_version']) + 1;
  return { table, before: row, after: { ...row, row_version: version, origin_site_id: self } };
}

/** What others wrote came from central, which has it. */
function isBy(row: Row, self: SiteId): boolean {
  return row['origin_site_id'] === self;
}

function asItStands({ table, row }: Located): Change {
  return { table, before: row, after: row };
}

/** Halves of transfers were never left out, and central may have written the link into them since; lines may have been. */
async function halvesAmong(
  parts: Parts,
  unit: Unit,
  { rows, topology }: Sending,
): Promise<ReadonlySet<string>> {
  const roots = await rootsOf(parts.dictionary, unit, rows);
  const asked = await ask(unit, topology, roots, rows);
  const leavingOut: Topology = { ...topology, includesTransactions: () => false };
  const halves = rows.filter((_, i) => {
    const root = roots[i];
    return root !== undefined && leavesSite(leavingOut, root.rule, root.row, asked.related);
  });
  return new Set(halves.map(({ row }) => idOf(row)));
}

async function withLines(
  parts: Parts,
  unit: Unit,
  rows: readonly Located[],
): Promise<readonly Located[]> {
  const all = new Map<string, Located>();
  for (let open = rows; open.length > 0; open = await childrenOf(parts, unit, open))
    for (const each of open) all.set(idOf(each.row), { table: each.table, row: each.row });
  return [...all.values()];
}
