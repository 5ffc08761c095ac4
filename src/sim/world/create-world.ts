import { atollDictionary, type Row } from '#dictionary';
import type { DeliberateFaults } from '#engine/ports';
import { operations, processors, rowRules } from '#operations';
import type { SyncRequest } from '#protocol';
import { storedTablesOf } from '#site';
import { sealText, serveText } from '#transport/direct';
import { ALL_CHECKS } from '../checks/all-checks.ts';
import type { CheckMaker } from '../checks/check.ts';
import { chanceOf } from '../core/chance.ts';
import { digest } from '../core/digest.ts';
import { createScheduler } from '../core/scheduler.ts';
import { createSometimes } from '../core/sometimes.ts';
import { createTrace } from '../core/trace.ts';
import type { Device, DeviceSetting } from '../device/device.ts';
import type { Change } from '../device/mirror.ts';
import { forgiveComeTrue } from '../forge/come-true.ts';
import { forgiveLostIds } from '../forge/lost-ids.ts';
import { createLawBook } from '../law/current-law.ts';
import { personOf, staysLocal, typeOf } from '../law/data-types.ts';
import { createArchive } from '../net/archive.ts';
import type { Plan } from '../plan/plan.ts';
import { createGroupBook } from './group-book.ts';
import { mutatedParts } from './mutated-parts.ts';
import { noteStores } from './note-stores.ts';
import type { Check, Failure, SavedRow, Upheavals, World } from './world.ts';

export interface WorldOptions {
  readonly faults?: DeliberateFaults;
  readonly checks?: readonly CheckMaker[];
  readonly print?: (line: string) => void;
  /** Called when the power of a device goes, to start it again later. */
  readonly onCrash: (world: World, device: Device) => void;
}

const TABLES = storedTablesOf(atollDictionary);
/** Types of data whose audience follows from who sees whom. */
const FOLLOWS_VISIBILITY = new Set(['CS-P', 'CS-C', 'CS-P/S', 'P/CS-P', 'N']);
/** Tables whose audience follows from what is preferred in the store that dispenses. */
const FOLLOWS_PREFERENCE = new Set(['prescription', 'repeat']);
const BUSINESS = new Set(atollDictionary.tables.map((table) => table.name));

export function createWorld(plan: Plan, options: WorldOptions): World {
  const scheduler = createScheduler(chanceOf(plan.seed, 'ties'));
  const sometimes = createSometimes();
  const trace = createTrace(options.print === undefined ? {} : { print: options.print });
  const groups = createGroupBook();
  const archive = createArchive();
  const lawOfMirror = createLawBook();
  const upheavals: Upheavals = {
    restores: 0,
    lost: new Set(),
    shaken: new Set(),
    copied: new Set(),
    damaged: new Set(),
    refused: new Set(),
    poison: new Set(),
    forged: new Map(),
    leftOut: new Set(),
    lostDispensary: new Set(),
    givenAway: new Set(),
    forgedInEvent: -1,
  };
  const devices: Device[] = [];
  const unsaid = new Map<string, Map<string, SavedRow>>();
  const lastRequests = new Map<string, SyncRequest>();
  let failure: Failure | undefined;
  const failed = Promise.withResolvers<void>();

  const setting: DeviceSetting = {
    seed: plan.seed,
    dictionary: atollDictionary,
    tables: TABLES,
    parts: mutatedParts({ operations, processors, rowRules }, options.faults ?? new Set()),
    faults: options.faults ?? new Set(),
    sizes: slicesOf(plan),
    scheduler,
    onCommit(device, changes) {
      groups.note(device, changes, (table) => BUSINESS.has(table) && !staysLocal(table));
      noteUnsaid(device, changes);
      forgiveLostIds(upheavals, device, changes);
      forgiveComeTrue(upheavals, device, changes);
      noteStores(upheavals, { device, changes, law: () => lawOfMirror(device.mirror()) });
      trace.add(`${scheduler.now()} ${device.key} commits ${summary(changes)}`);
      for (const one of world.checks) one.committed?.({ device, changes });
    },
    onCrash(device, point) {
      sometimes.count(`crash: ${device.isCentral ? 'central' : 'site'}: ${point}`);
      trace.add(`${scheduler.now()} ${device.key} loses its power: ${point}`);
      unsaid.delete(device.key);
      options.onCrash(world, device);
    },
    isOver: () => failure !== undefined,
    onStart(device) {
      trace.add(`${scheduler.now()} ${device.key} starts`);
      for (const one of world.checks) one.started?.(device);
    },
  };

  const noteUnsaid = (device: Device, changes: readonly Change[]) => {
    const rows = unsaid.get(device.key) ?? new Map<string, SavedRow>();
    unsaid.set(device.key, rows);
    for (const { table, after } of changes) {
      if (after !== undefined && BUSINESS.has(table) && after['origin_site_id'] === device.siteId)
        rows.set(`${table}/${after['id']}`, { table, row: after });
    }
  };

  const world: World = {
    plan,
    dictionary: atollDictionary,
    setting,
    scheduler,
    sometimes,
    trace,
    archive,
    groups,
    upheavals,
    checks: [],
    chance: (...purpose) => chanceOf(plan.seed, ...purpose),
    central: () => devices[0] as Device,
    remotes: () => devices.slice(1),
    device: (key) => devices.find((each) => each.key === key),
    add: (device) => {
      devices.push(device);
    },
    failure: () => failure,
    untilFailed: (work) => Promise.race([work(), failed.promise]),
    fail(found) {
      if (failure !== undefined) return;
      failure = { ...found, at: scheduler.now() };
      trace.add(`${scheduler.now()} ${found.invariant} violated: ${found.detail}`);
      failed.resolve();
    },
    told(device, also) {
      const rows = [...(unsaid.get(device.key)?.values() ?? []), ...also];
      unsaid.delete(device.key);
      if (rows.length > 0) for (const one of world.checks) one.saved?.(device, rows);
    },
    toldNo(device, refusal) {
      for (const one of world.checks) one.refused?.(device, refusal);
    },
    lastRequest: (device) => lastRequests.get(device.key),
    noteRequest: (device, request) => {
      lastRequests.set(device.key, request);
    },
    lawAt: (device) => lawOfMirror(device.mirror()),
    incarnation: () => incarnationOf(world.central()),
    isRefused: (device) => upheavals.refused.has(device.key),
    isInStep: (device) =>
      device.mirror().row('this_site', 'initialised')?.['value'] === true &&
      !world.isRefused(device) &&
      isEnrolled(device),
    isSecondBranch: (device) => upheavals.copied.has(device.siteKey),
    mayMistakePasts: (device) => upheavals.restores > 0 && upheavals.copied.has(device.siteKey),
    isAnswerable(storeId) {
      const siteId = world.central().mirror().row('store', storeId)?.['active_site_id'];
      return (
        world.central().siteId === siteId ||
        world.remotes().some((device) => device.siteId === siteId && world.isInStep(device))
      );
    },
    poison: () => [...upheavals.poison].flatMap((hash) => groups.byHash(hash) ?? []),
    wasLost: (id) => upheavals.lost.has(id) && !isHere(world.central(), id),
    isShaken: (table, row) =>
      upheavals.shaken.has(String(row['id'])) ||
      upheavals.shaken.has(personOf(table, row)) ||
      (FOLLOWS_PREFERENCE.has(table) &&
        [`prescriptions of ${dispensingStore(row)}`, 'prescriptions'].some((each) =>
          upheavals.shaken.has(each),
        )) ||
      (upheavals.shaken.has('visibility') && FOLLOWS_VISIBILITY.has(typeOf(table).code)),
    isAllAtCentral(storeId) {
      const hub = world.central();
      if (lawOfMirror(hub.mirror()).staysAtItsSite('stock_movement', { store_id: storeId }))
        return false;
      const siteId = hub.mirror().row('store', storeId)?.['active_site_id'] ?? null;
      const waits = hub.mirror().by('quarantined_group', 'site_id', siteId).length > 0;
      if (!upheavals.leftOut.has(storeId)) return true;
      // NOTE a site may still be told by a row that central has lost that it leaves them out.
      return world.isAnswerable(storeId) && !waits && !upheavals.shaken.has(storeId);
    },
    neverTold: (device) => {
      unsaid.delete(device.key);
    },
    waitsInQuarantine(siteId, table, row) {
      const hub = world.central().mirror();
      const waiting = hub.by('quarantined_row', 'row_id', row['id'] ?? null);
      // NOTE a restored central may have refused the owner's later version of what others still hold.
      if (upheavals.restores > 0 && waiting.length > 0) return true;
      return waiting.some(
        (each) =>
          each['site_id'] === siteId &&
          bringsVersion(hub.row('quarantined_group', String(each['group_id'])), table, row),
      );
    },
    isUnsent(device, table, row) {
      const peer = world.central().mirror().row('peer', device.siteId);
      const held = Number(peer?.['held_position'] ?? 0);
      return [...device.mirror().rows('outgoing_group')].some(
        (group) => Number(group['position']) > held && bringsVersion(group, table, row),
      );
    },
    async serveAgain(device, request) {
      const site = world.central().site();
      if (site === undefined) return;
      await serveText(
        { digest, siteId: device.siteId, hub: site.hub },
        sealText(digest, JSON.stringify(request)),
      );
    },
  };

  /** Of a repeat it is the patient's home. */
  const dispensingStore = ({ store_id, patient_id }: Row) =>
    store_id ?? world.central().mirror().row('patient', String(patient_id))?.['store_id'];

  const isEnrolled = (device: Device) => {
    const peer = world.central().mirror().row('peer', device.siteId);
    return peer?.['incarnation'] === incarnationOf(device);
  };

  const checks: Check[] = (options.checks ?? ALL_CHECKS).map(({ id, sentence, make }) => ({
    id,
    sentence,
    ...make(world, (detail) => world.fail({ invariant: id, sentence, detail })),
  }));
  return Object.assign(world, { checks });
}

function slicesOf({ country: { slice } }: Plan): DeviceSetting['sizes'] {
  return slice === undefined ? {} : { slices: { atOnce: slice, rows: slice, documents: slice } };
}

function incarnationOf(device: Device): string {
  const founding = device.mirror().row('this_site', 'founding')?.['value'] as
    | { readonly incarnation: string }
    | undefined;
  return founding?.incarnation ?? '';
}

/** In this version or in a later one, which says it as well. */
function bringsVersion(group: Row | undefined, table: string, row: Row): boolean {
  if (group === undefined) return false;
  const { changes } = group['body'] as unknown as { readonly changes: readonly SavedRow[] };
  return changes.some(
    (each) =>
      each.table === table &&
      each.row['id'] === row['id'] &&
      Number(each.row['row_version']) >= Number(row['row_version']),
  );
}

function isHere(device: Device, id: string): boolean {
  return atollDictionary.tables.some(({ name }) => device.mirror().row(name, id) !== undefined);
}

function summary(changes: readonly Change[]): string {
  const counts = new Map<string, number>();
  for (const { table } of changes) counts.set(table, (counts.get(table) ?? 0) + 1);
  return [...counts].map(([table, count]) => `${table}:${count}`).join(' ');
}
