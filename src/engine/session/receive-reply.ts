// What a reply changes at a remote, all in one unit: receipts, names of sites, news.
import { momentOf, ok, type Refusal, type Result, refused } from '#base';
import type { Unit } from '#engine/ports';
import { LOG_START, type LogPlace, type Page, type SyncReply } from '#protocol';
import { changeFacts, type Facts, readFacts, writeFacts } from '../facts.ts';
import { type Change, idOf } from '../gate/change.ts';
import { sendWhatLeaves } from '../gate/log-owed.ts';
import { redirected } from '../merges/redirect.ts';
import type { Parts } from '../parts.ts';
import { entriesOf } from '../read-topology.ts';
import { forked, rolledBack } from '../refusals.ts';
import { adopt, isCentralsPart } from './adopt.ts';
import { takeOverOpenRows } from './after-first-download.ts';
import { applyPage } from './apply-page.ts';
import { dropFeeds, reallyDropped, shownIn } from './drop-feeds.ts';
import { forgetDownload, forgetGain, forgetParked, goesBack } from './forget-lost-past.ts';
import { type LateRows, lateRows } from './late-rows.ts';
import { purgeAllOrphans, purgeOrphansOf } from './orphans.ts';
import { withOwnWork } from './own-work.ts';
import { parkedPages } from './parked-pages.ts';
import { takeGain } from './take-gain.ts';

export interface Received {
  /** Rows that became visible. */
  readonly pulled: number;
  /** How far central's receipt reaches now. */
  readonly held: LogPlace;
  readonly caughtUp: boolean;
}

/** What a reply may change of what a site knows about itself. */
const TOLD = [
  'held',
  'central',
  'central_time',
  'last_attempt_at',
  'quarantined',
  'sync_error',
  'marks',
  'initialised',
  'last_success_at',
] as const;

/**
 * Takes in a whole reply or nothing of it. A refusal means that this device and central disagree about its own
 * log: then nothing is changed, and people must look.
 */
export async function receiveReply(
  parts: Parts,
  unit: Unit,
  reply: SyncReply,
): Promise<Result<Received>> {
  const facts = await readFacts(unit, 'log', 'next_page', 'leaving', 'gain', ...TOLD);
  const disagreement = await disagreementOf(parts, unit, facts.log, reply.held);
  if (disagreement !== undefined) return refused(disagreement);
  if (reply.directory !== undefined) {
    await writeFacts(unit, { directory: reply.directory });
    parts.country.topology = parts.country.topology.withSites(entriesOf(reply.directory));
  }
  const page =
    reply.page &&
    (await withOwnWork(parts, unit, {
      page: await afterLostPast(parts, unit, facts, reply.page),
      held: reply.held,
      log: facts.log,
    }));
  const late = await lateRows(parts, unit, reply.quarantined);
  const pulled = page === undefined ? 0 : await takePage(parts, unit, { facts, page, late });
  if (!facts.initialised && page?.caught_up === true) await takeOverOpenRows(parts, unit);
  const now = momentOf(parts.clock);
  const told = {
    held:
      parts.faults.has('forget-re-offer') && reply.held.position < facts.held.position
        ? facts.held
        : reply.held,
    central: reply.central,
    central_time: reply.now,
    last_attempt_at: now,
    quarantined: reply.quarantined,
    sync_error: reply.notice ?? null,
    ...(page !== undefined && { marks: page.marks }),
    ...(page?.caught_up === true && { initialised: true, last_success_at: now }),
  };
  await changeFacts(unit, { from: facts, to: told });
  return ok({ pulled, held: reply.held, caughtUp: page?.caught_up ?? true });
}

/** The page as it came, unless central was put back during the first download: then nothing of it, and all from the start. */
async function afterLostPast(
  parts: Parts,
  unit: Unit,
  facts: Pick<Facts, 'initialised' | 'marks' | 'gain'>,
  page: Page,
): Promise<Page> {
  if (!goesBack(facts.marks, page.marks)) return page;
  if (facts.initialised) {
    const marks = await forgetParked(unit, page.marks);
    if (facts.gain === null || !goesBack(facts.gain.marks, page.marks)) return { ...page, marks };
    return { ...page, marks: await forgetGain(unit, facts.gain, marks) };
  }
  await forgetDownload(parts, unit);
  return { ...page, tables: [], purge: [], dropped_feeds: [], marks: {}, caught_up: false };
}

/** The receipt must name a place on this site's own log. It may lie before the last one: central was restored, and is offered the rest again. */
async function disagreementOf(
  parts: Parts,
  unit: Unit,
  log: LogPlace,
  held: LogPlace,
): Promise<Refusal | undefined> {
  const site_id = parts.country.topology.self;
  if (held.position > log.position)
    return rolledBack({ site_id, position: log.position, held: held.position });
  if (held.position === LOG_START.position) return undefined;
  const own = (await unit.get('outgoing_group', [held.position])).get(held.position);
  return own?.['hash'] === held.hash ? undefined : forked({ site_id, position: held.position });
}

interface Taking {
  readonly facts: Pick<Facts, 'initialised' | 'next_page' | 'leaving' | 'gain' | 'marks'>;
  readonly page: Page;
  readonly late: LateRows;
}

/** Parks a page, or, when it reached the head, makes it and everything parked before it visible at once. */
async function takePage(parts: Parts, unit: Unit, { facts, page, late }: Taking): Promise<number> {
  const leaving = [...new Set([...facts.leaving, ...page.dropped_feeds])];
  const still = page.caught_up ? [] : leaving;
  if (still.length !== facts.leaving.length) await writeFacts(unit, { leaving: still });
  const atOnce = !facts.initialised || parts.faults.has('apply-page-before-caught-up');
  if (!page.caught_up && !atOnce) {
    const { next_page: number, marks: after } = facts;
    await unit.put('parked_page', [{ number, after, page: page as never }]);
    await writeFacts(unit, { next_page: facts.next_page + 1 });
    return 0;
  }
  const adopting = facts.initialised;
  const before = parts.country.topology;
  const shown = adopting ? await shownIn(parts, unit, page.caught_up ? leaving : []) : undefined;
  const made = new Map<string, Change>();
  let pulled = 0;
  const apply = async (next: Page) => {
    const news = await applyPage(parts, unit, { page: next, owing: adopting, late });
    pulled += news.length;
    if (!adopting) return;
    for (const change of news) {
      const key = `${change.table}/${idOf(change.after)}`;
      if (isCentralsPart(parts, change)) made.set(key, change);
      else made.delete(key);
    }
  };
  if (facts.gain !== null) pulled += await takeGain(parts, unit, { gain: facts.gain, apply });
  let last = 0;
  for await (const parked of parkedPages(unit)) {
    await apply(parked.page);
    last = parked.number;
  }
  await apply(page);
  if (page.caught_up) {
    const reads = new Set(Object.keys(page.marks));
    const dropped = await reallyDropped(parts, unit, {
      dropped: leaving.filter((feed) => !reads.has(feed)),
      reads,
    });
    if (adopting) await sendWhatLeaves(parts, unit, { before, dropped });
    await dropFeeds(parts, unit, { dropped, reads, before, shown });
    if (dropped.length > 0 && adopting) {
      for await (const parked of parkedPages(unit)) await purgeOrphansOf(parts, unit, parked.page);
      await purgeOrphansOf(parts, unit, page);
    } else if (dropped.length > 0) await purgeAllOrphans(parts, unit);
  }
  if (last > 0) await unit.remove('parked_page', [{ column: 'number', upTo: last }]);
  // NOTE a merge may have come behind them.
  await adopt(parts, unit, await redirected(parts, unit, [...made.values()]));
  return pulled;
}
