// A small country in one process: central, perhaps a mirrored primary, two remote sites with a store each.
// Tests, the simulator's scenarios, guides and the demo build their worlds with it.
import {
  type Clock,
  must,
  newId,
  ok,
  type Random,
  type Result,
  type RowId,
  refused,
  valueOf,
} from '#base';
import { type MemoryDatabase, type MemorySnapshot, memoryDatabase } from '#database/memory';
import { atollDictionary, fingerprint, type Row, userAccount, userPermission } from '#dictionary';
import type { Person } from '#engine';
import type { DeliberateFaults, Link } from '#engine/ports';
import { nodeHost } from '#host';
import { operations, processors, rowRules } from '#operations';
import type { SyncReply } from '#protocol';
import {
  type Enrolled,
  foundSite,
  openSite,
  type QuarantinedGroup,
  type Session,
  type Site,
  type SiteParts,
  storedTablesOf,
} from '#site';
import { directLink } from '#transport/direct';
import { linkUnreachable } from './refusals.ts';

export interface CountryOptions {
  /** A primary of its own, as a third remote. */
  readonly mirrored?: boolean;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly faults?: DeliberateFaults;
  readonly sizes?: SiteParts['sizes'];
  /** Consequences beside those of the trade. */
  readonly processors?: SiteParts['processors'];
  /** Sees every reply that reaches a remote. */
  readonly onReply?: (siteId: number, reply: SyncReply) => void;
}

export interface Place {
  readonly site: Site;
  readonly database: MemoryDatabase;
  readonly session: Session;
  /** Whether the way to central is open; set it to cut the place off. */
  readonly line: { open: boolean };
  /** As the site's own clerk: an operation, or the fault that it was refused. */
  readonly does: (operation: string, input: Row) => Promise<Row>;
  readonly puts: (table: string, id: string, columns: Row) => Promise<Row>;
  readonly row: (table: string, id: string) => Promise<Row | undefined>;
  readonly rows: (table: string, where?: Row) => Promise<readonly Row[]>;
  readonly quarantine: () => Promise<readonly QuarantinedGroup[]>;
}

export interface SmallCountry {
  readonly central: Place;
  readonly primary: Place;
  readonly one: Place;
  readonly two: Place;
  /** Stores with their twin names: A is active at site one, B at site two. */
  readonly a: { readonly store: RowId; readonly name: RowId };
  readonly b: { readonly store: RowId; readonly name: RowId };
  readonly fingerprint: string;
  /** Called before each exchange of any remote, when set. */
  onExchange: (() => Promise<void>) | undefined;
  /** Syncs of all remotes in turn until nothing waits. */
  readonly settle: () => Promise<void>;
  /** A remote site more, enrolled and with its first download done. */
  readonly addSite: (name: string) => Promise<Place>;
  /** The place on an empty device, enrolled with a new code; the first sync is the caller's. */
  readonly enrolAgain: (place: Place) => Promise<Place>;
  /** The place's data on a second device that goes on by itself. */
  readonly copyOf: (place: Place) => Promise<Place>;
  readonly backup: () => MemorySnapshot;
  /** Central's database as it was at the backup, opened anew. */
  readonly restoreCentral: (backup: MemorySnapshot) => Promise<void>;
  readonly id: () => RowId;
}

export async function smallCountry(options: CountryOptions = {}): Promise<SmallCountry> {
  const host = {
    ...nodeHost,
    ...(options.clock && { clock: options.clock }),
    ...(options.random && { random: options.random }),
  };
  const id = () => newId(host.clock, host.random);
  const emptyDatabase = () => memoryDatabase(storedTablesOf(atollDictionary));
  const ground = (database: MemoryDatabase) => ({ ...host, dictionary: atollDictionary, database });
  const remotes: Place[] = [];
  const watch: Pick<SmallCountry, 'onExchange'> = { onExchange: undefined };

  const openPlace = async (database: MemoryDatabase, link: Link | undefined): Promise<Place> => {
    const line = { open: true };
    const cutLink: Link | undefined = link && {
      async exchange(request) {
        await watch.onExchange?.();
        if (!line.open) return refused(linkUnreachable({}));
        const answer = await link.exchange(request);
        if (answer.ok) options.onReply?.(request.site_id, answer.value);
        return answer;
      },
      ask: async (request) =>
        line.open && link.ask !== undefined ? link.ask(request) : refused(linkUnreachable({})),
    };
    const parts: SiteParts = {
      ...ground(database),
      operations,
      rowRules,
      processors: [...processors, ...(options.processors ?? [])],
      appVersion: '0.1.0',
      ...(cutLink && { link: cutLink }),
      ...(options.faults && { faults: options.faults }),
      ...(options.sizes && { sizes: options.sizes }),
    };
    const site = await openSite(parts);
    const session = { person: await clerkOf(site, id) };
    return { site, database, session, line, ...asClerk(site, session) };
  };

  const centralDatabase = emptyDatabase();
  await foundSite(ground(centralDatabase), { role: 'central', name: 'Central Medical Stores' });
  // NOTE places are changed in place when they are opened anew, so that tests go on with the ones they hold.
  const central: Mutable<Place> = await openPlace(centralDatabase, undefined);

  const linkTo = (siteId: number) =>
    directLink({ digest: host.digest, siteId, hub: () => central.site.hub });
  const enrol = async (operation: string, input: Row): Promise<Enrolled> => {
    const { code } = await central.does(operation, input);
    return valueOf(await central.site.hub.enrol({ code: String(code), public_key: 'none' }));
  };
  const openRemote = async (enrolled: Enrolled): Promise<Place> => {
    const database = emptyDatabase();
    await foundSite(ground(database), { role: 'remote', enrolled });
    return openPlace(database, linkTo(enrolled.site_id));
  };
  const addSite = async (name: string): Promise<Place> => {
    const remote = await openRemote(await enrol('create-site', { name, site_type: 'open' }));
    const first = await remote.site.sync();
    if (first.error !== null) throw new Error(first.error.message);
    remotes.push(remote);
    return remote;
  };
  const addStore = async (code: string, at: Place) => {
    const made = await central.does('create-store', {
      code,
      name: `Store ${code}`,
      store_mode: 'store',
      site_id: at.site.siteId,
    });
    return { store: made['store_id'] as RowId, name: made['name_id'] as RowId };
  };

  const primary = options.mirrored === true ? await addSite('Primary') : central;
  if (primary !== central)
    await central.does('hand-over-primary', { site_id: primary.site.siteId });
  const one = await addSite('District One');
  const two = await addSite('District Two');
  const a = await addStore('A', one);
  const b = await addStore('B', two);
  await central.does('make-stores-visible', { store_id: a.store, other_store_id: b.store });
  await settleAll(remotes);

  return Object.assign(watch, {
    central,
    primary,
    one,
    two,
    a,
    b,
    fingerprint: fingerprint(atollDictionary, host.digest),
    settle: () => settleAll(remotes),
    addSite,
    async enrolAgain(place: Place) {
      const again = await openRemote(
        await enrol('new-enrolment-code', { site_id: place.site.siteId }),
      );
      remotes.splice(remotes.indexOf(place), 1, again);
      return again;
    },
    async copyOf(place: Place) {
      const database = emptyDatabase();
      database.restore(place.database.snapshot());
      return openPlace(database, linkTo(place.site.siteId));
    },
    backup: () => centralDatabase.snapshot(),
    async restoreCentral(backup: MemorySnapshot) {
      centralDatabase.restore(backup);
      Object.assign(central, await openPlace(centralDatabase, undefined));
    },
    id,
  });
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Syncs in turn until nothing waits; a country that does not come to rest is a fault. */
async function settleAll(remotes: readonly Place[]): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    let moved = 0;
    for (const remote of remotes) {
      if (!remote.line.open) continue;
      const run = await remote.site.sync();
      if (run.error !== null) throw new Error(`${run.error.code}: ${run.error.message}`);
      moved += run.pushed + run.pulled;
    }
    if (moved === 0) return;
  }
  throw new Error('The country does not come to rest.');
}

/** The person who does a site's work: holds every permission there. */
async function clerkOf(site: Site, id: () => RowId): Promise<Person> {
  const known = await site.perform(undefined, async (work): Promise<Result<Person>> => {
    const [account] = await work.find(userAccount, {
      where: [{ column: 'username', is: 'clerk' }],
    });
    if (account !== undefined) return ok({ user_id: account.id, username: account.username });
    const user_id = id();
    await work.put(userAccount, user_id, { username: 'clerk', password_hash: 'no sign-in' });
    await work.put(userPermission, id(), { user_id, permission: 'administer' });
    return ok({ user_id, username: 'clerk' });
  });
  return valueOf(known);
}

function asClerk(
  site: Site,
  session: Session,
): Pick<Place, 'does' | 'puts' | 'row' | 'rows' | 'quarantine'> {
  return {
    does: async (operation, input) =>
      valueOf(await site.api.operation(session, operation, input)) as Row,
    puts: async (table, rowId, columns) =>
      valueOf(await site.api.putRow(session, table, rowId, columns)).row,
    async row(table, rowId) {
      const found = await site.api.row(session, table, rowId);
      return found.ok ? found.value : undefined;
    },
    rows: async (table, where = {}) =>
      must(valueOf(await site.api.rows(session, table, { where, limit: 1_000 })), 'a list').rows,
    quarantine: async () => valueOf(await site.api.quarantine(session)),
  };
}
