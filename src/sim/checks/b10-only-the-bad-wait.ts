import type { Row } from '#dictionary';
import type { Mirror } from '../device/mirror.ts';
import { mayBeAddedWhereVisible, typeOf } from '../law/data-types.ts';
import { mergedTable } from '../law/merges.ts';
import type { Check, World } from '../world/world.ts';
import { check } from './check.ts';

interface Waiting {
  readonly id: unknown;
  readonly siteId: number;
  readonly position: number;
  readonly code: string;
  readonly waitsFor: string | null;
  readonly epochs: Readonly<Record<string, number>>;
  readonly rows: readonly { readonly table: string; readonly row: Row }[];
}

export const b10 = check(
  'B10',
  'A bad group delays only the groups that build on it.',
  (world, violated) => {
    /** Groups that came when a person of theirs was at home elsewhere or not visible, and may have come back since. */
    const tooLate = new Set<unknown>();
    const committed: Check['committed'] = ({ device, changes }) => {
      if (!device.isCentral) return;
      for (const { table, before, after } of changes) {
        if (table !== 'quarantined_group' || before !== undefined || after === undefined) continue;
        const group = waitingOf(after);
        if (mergesWhatHasMoved(world, group) || isAddedTooLate(world, group)) tooLate.add(group.id);
      }
    };
    const atEnd = () => {
      const hub = world.central().mirror();
      let open = [...hub.rows('quarantined_group')].map(waitingOf);
      const bad = new Set<unknown>();
      // Rows that central holds as they were before a bad group: their codes are not free yet.
      const unfreed: Waiting['rows'][number][] = [];
      const isTaken = (table: string, row: Row) =>
        (world.dictionary.table(table)?.unique ?? []).some((group) =>
          unfreed.some(
            (other) =>
              other.table === table && group.every((column) => other.row[column] === row[column]),
          ),
        );
      for (;;) {
        const explained = open.filter(
          (group) =>
            tooLate.has(group.id) ||
            isExplained(world, hub, group) ||
            group.rows.some(({ row }) => Object.values(row).some((value) => bad.has(value))) ||
            (group.code === 'gate.not-unique' &&
              group.rows.some(({ table, row }) => isTaken(table, row))),
        );
        if (explained.length === 0) break;
        for (const { rows } of explained) {
          for (const { table, row } of rows) {
            bad.add(row['id']);
            if (world.dictionary.table(table) === undefined) continue;
            const there = hub.row(table, String(row['id']));
            if (there !== undefined) unfreed.push({ table, row: there });
            // What was done to a line is built on by whatever touches its document.
            const type = typeOf(table);
            if (type.code === 'W') bad.add(row[type.column]);
          }
        }
        open = open.filter((group) => !explained.includes(group));
      }
      const [first] = open;
      if (first !== undefined)
        violated(
          `group ${first.position} of site ${first.siteId} waits without need (${first.code}, for ${first.waitsFor})`,
        );
    };
    return { committed, atEnd };
  },
);

/** It was made bad on purpose, or its store was given to another site, or what it needs was lost with central. */
function isExplained(world: World, hub: Mirror, group: Waiting): boolean {
  if (
    world.poison().some((each) => each.siteId === group.siteId && each.position === group.position)
  )
    return true;
  if (takesTheSameCode(world, group)) return true;
  if (namesAStranger(hub, group)) return true;
  if (group.code === 'gate.no-dispensary') return world.upheavals.lostDispensary.has(group.siteId);
  if (group.code === 'gate.id-taken')
    return group.rows.some(
      ({ table, row }) =>
        world.upheavals.givenAway.has(String(row['id'])) || isThePrimarysByNow(hub, table, row),
    );
  const isLate = Object.entries(group.epochs).some(([id, epoch]) => epochNow(hub, id) !== epoch);
  if (isLate) return true;
  return world.upheavals.restores > 0 && group.waitsFor !== null && world.wasLost(group.waitsFor);
}

/** Of the ownership of a store, of a person by a home store, or of central data by the primary. */
function epochNow(hub: Mirror, id: string): unknown {
  if (id === 'primary')
    return [...hub.rows('site')].find((site) => site['is_primary'] === true)?.['primary_epoch'];
  const person = hub.row('patient', id) ?? hub.row('prescriber', id);
  return person === undefined ? hub.row('store', id)?.['ownership_epoch'] : person['home_epoch'];
}

/**
 * Where the primary is a site of its own, or was, it and central both make names: central the twins of its stores. Both may
 * give one code while they are apart, and then people must choose.
 */
function takesTheSameCode(world: World, group: Waiting): boolean {
  const sites = [...world.central().mirror().rows('site')];
  const isMirrored = sites.some(
    (site) => site['is_central'] !== true && Number(site['primary_epoch']) > 0,
  );
  const makesNames = group.rows.some(({ table }) => table === 'name');
  return isMirrored && makesNames && group.code === 'gate.not-unique';
}

/** A policy was added where the patient is no longer visible (6.2). */
function isAddedTooLate(world: World, { siteId, rows }: Waiting): boolean {
  const law = world.lawAt(world.central());
  return rows.some(
    ({ table, row }) =>
      // NOTE a forged group may name a table that there is not.
      world.dictionary.table(table) !== undefined &&
      mayBeAddedWhereVisible(table) &&
      law.editor(table, row) !== siteId &&
      !law.mayAdd(siteId, table, row),
  );
}

/**
 * One of the two persons has another home by now, or the home store is at another site: its epoch does not stand in the
 * group, which wrote the merge alone.
 */
function mergesWhatHasMoved(world: World, { siteId, rows }: Waiting): boolean {
  const law = world.lawAt(world.central());
  const hub = world.central().mirror();
  return rows.some(({ table, row }) => {
    if (table !== 'merge_event') return false;
    const of = mergedTable(row);
    return [row['kept_id'], row['removed_id']].some((id) => {
      const there = hub.row(of, String(id));
      const home = hub.row('store', String(there?.['store_id']));
      const hasMoved = [there?.['home_epoch'], home?.['ownership_epoch']].some(
        (epoch) => Number(epoch ?? 1) > 1,
      );
      return hasMoved && law.editor(of, there ?? {}) !== siteId;
    });
  });
}

/** The home site went on with a visibility that central had received, and the primary changed meanwhile (Q10, row 29). */
function isThePrimarysByNow(hub: Mirror, table: string, row: Row): boolean {
  if (typeOf(table).code !== 'P/CS-P' || row['established_at'] !== null) return false;
  const there = hub.row(table, String(row['id']));
  return (
    (there?.['established_at'] ?? null) !== null &&
    Number(there?.['row_version']) > Number(row['row_version'])
  );
}

/** The two stores were hidden from each other while the document was under way to central (E4). */
function namesAStranger(hub: Mirror, group: Waiting): boolean {
  const sees = (storeId: string, other: string) => {
    const twin = hub.row('store', other)?.['name_id'];
    return [...hub.by('name_store_join', 'store_id', storeId)].some(
      (join) => join['name_id'] === twin && join['inactive'] === false,
    );
  };
  return group.rows.some(({ row }) => {
    const [own, named] = [row['store_id'], row['counterparty_store_id']];
    if (typeof own !== 'string' || typeof named !== 'string') return false;
    return !(sees(own, named) && sees(named, own));
  });
}

function waitingOf(row: Row): Waiting {
  const body = row['body'] as unknown as {
    readonly epochs: Record<string, number>;
    readonly changes: Waiting['rows'];
  };
  return {
    id: row['id'],
    siteId: Number(row['site_id']),
    position: Number(row['position']),
    code: String(row['code']),
    waitsFor: row['waits_for'] as string | null,
    epochs: body.epochs,
    rows: body.changes,
  };
}
