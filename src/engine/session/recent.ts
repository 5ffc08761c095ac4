// What central keeps in mind while it runs, so that a site with nothing to say and nothing to hear costs no read.
// Losing it costs work, never truth.
import type { SiteId } from '#base';
import type { Condition, Database } from '#engine/ports';
import type { Topology } from '#engine/rules';
import type { Directory, SyncReply } from '#protocol';
import { type Peer, peerOf, readPeer } from './peer.ts';
import { type Remembered, remembered } from './remembered.ts';
import { type TableChange, toldOfChanges } from './told-of-changes.ts';
import { readWaiting } from './waiting.ts';

export interface Recent {
  /** The highest request number of each site. */
  readonly numbers: Map<number, number>;
  /** Directories of sites by the state of the country they were made from. */
  readonly directories: WeakMap<Topology, Map<SiteId, Directory>>;
  /** Sites that were heard of and not noted yet. */
  readonly contacts: Map<number, Contact>;
  readonly peers: Remembered<number, Peer>;
  /** The groups of a site that wait in quarantine, as it is told of them. */
  readonly waiting: Remembered<number, SyncReply['quarantined']>;
  /** Numbers of feeds; 0 of one that was never written to. */
  readonly feeds: Remembered<string, number>;
  /** By the number of a feed: the position of the latest entry that it had; 0 without any. */
  readonly heads: Remembered<number, number>;
  /** False when no group waited in quarantine when the site was opened, and none came since. */
  readonly quarantine: { maybe: boolean };
  /** The ids of rows that may have been merged into others, once they were asked for. */
  readonly merged: { away: Set<string> | undefined };
  /** False when no consequence is owed for sure. */
  readonly owing: { maybe: boolean };
  /** False when nothing is out of sight for sure. */
  readonly hidden: { maybe: boolean };
  /** At central: sites that were given a store, or the collecting of one, since somebody was told. */
  readonly gaining: Set<SiteId>;
  /** False when no row waits to be logged for sure. */
  readonly filing: { maybe: boolean };
}

/** A site asked, and nothing changed by it. */
export interface Contact {
  readonly incarnation: string;
  readonly number: number;
  readonly at: string;
  readonly app_version: string;
  readonly caughtUp: boolean;
}

/** Two feeds a site, in countries larger than any. */
const MOST_KEPT = 100_000;
const TABLES: ReadonlySet<string> = new Set([
  'peer',
  'quarantined_group',
  'feed',
  'log_entry',
  'unsettled',
  'owed_rows',
]);

/** The memory, and the database that keeps it right: to be used for every write. */
export function recentOf(given: Database): {
  readonly recent: Recent;
  readonly database: Database;
} {
  const recent: Recent = {
    numbers: new Map(),
    directories: new WeakMap(),
    contacts: new Map(),
    peers: remembered(MOST_KEPT, (site) => given.read((view) => readPeer(view, site))),
    waiting: remembered(MOST_KEPT, (site) => given.read((view) => readWaiting(view, site))),
    feeds: remembered(MOST_KEPT, (name) =>
      given.read(async (view) => {
        const row = (await view.get('feed', [name])).get(name);
        return Number(row?.['number'] ?? 0);
      }),
    ),
    heads: remembered(MOST_KEPT, (feed) =>
      given.read(async (view) => {
        const [last] = await view.select({
          table: 'log_entry',
          where: [{ column: 'feed', is: feed }],
          order: [{ column: 'position', descending: true }],
          limit: 1,
        });
        return Number(last?.['position'] ?? 0);
      }),
    ),
    quarantine: { maybe: true },
    merged: { away: undefined },
    owing: { maybe: true },
    filing: { maybe: true },
    hidden: { maybe: true },
    gaining: new Set(),
  };
  const changed = (change: TableChange, saved: boolean) => keepRight(recent, change, saved);
  return { recent, database: toldOfChanges(given, { tables: TABLES, changed }) };
}

function keepRight(recent: Recent, change: TableChange, saved: boolean): void {
  const { peers, waiting, feeds, heads } = recent;
  if ('removed' in change) {
    // NOTE an entry that was taken out leaves the head of its feed too high, and central looks once too often.
    if (change.table === 'peer') forgetWhere(peers, change.removed);
    if (change.table === 'quarantined_group') forgetWhere(waiting, change.removed);
    return;
  }
  for (const row of change.put) {
    if (change.table === 'log_entry') heads.forget(Number(row['feed']));
    else if (change.table === 'feed') feeds.forget(String(row['name']));
    else if (change.table === 'quarantined_group') waiting.forget(Number(row['site_id']));
    else if (change.table === 'unsettled') recent.owing.maybe ||= row['code'] === null;
    else if (change.table === 'owed_rows') recent.filing.maybe = true;
    else if (saved) peers.set(Number(row['site_id']), peerOf(row));
    else peers.forget(Number(row['site_id']));
  }
}

function forgetWhere(
  what: Pick<Remembered<number, unknown>, 'forget' | 'forgetAll'>,
  where: readonly Condition[],
): void {
  const site = where.find(({ column }) => column === 'site_id');
  if (site !== undefined && 'is' in site) what.forget(Number(site.is));
  else what.forgetAll();
}
