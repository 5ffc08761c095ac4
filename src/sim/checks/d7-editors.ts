import type { Row } from '#dictionary';
import type { Device } from '../device/device.ts';
import type { Change } from '../device/mirror.ts';
import { staysLocal, typeOf } from '../law/data-types.ts';
import type { Law } from '../law/entitled.ts';
import { isPrimary } from '../people/places.ts';
import { check, named } from './check.ts';

export const d7 = check(
  'D7',
  'A row changes only where the table of data types says it is edited.',
  (world, violated) => {
    /** The law before the commit that is looked at. */
    let law: Law | undefined;
    return {
      replaced: () => {
        law = undefined;
      },
      committed({ device, changes }) {
        for (const change of changes)
          if (world.dictionary.table(change.table) !== undefined && lacksStamp(device, change))
            violated(`${named(change.table, change.after)} is made there and not established`);
        if (!device.isCentral) return;
        const before = law;
        law = world.lawAt(device);
        const pushers = changes.flatMap(({ table, after }) =>
          table === 'held_group' && after !== undefined ? [Number(after['site_id'])] : [],
        );
        const isPush = pushers.length > 0;
        for (const change of changes) {
          const { table, after } = change;
          if (
            after === undefined ||
            world.dictionary.table(table) === undefined ||
            staysLocal(table, after)
          )
            continue;
          if (
            change.before !== undefined &&
            change.before['row_version'] === after['row_version'] &&
            change.before['origin_site_id'] === after['origin_site_id']
          )
            continue;
          const established = change.before?.['established_at'] ?? null;
          const isKept =
            established === after['established_at'] ||
            (world.upheavals.restores > 0 && isStampThatWasLost(established, after));
          if (established !== null && !isKept)
            violated(`${named(table, after)} was established at ${established}, and now again`);
          const writer = Number(after['origin_site_id']);
          // NOTE a row is judged by who edited it before the commit and by who edits it now: an assignment changes both.
          const editors = [before, law].map((each) => each?.editor(table, after));
          if (editors.includes(writer) || editors.every((editor) => editor === undefined)) continue;
          if (
            change.before === undefined &&
            [before, law].some((each) => each?.mayAdd(writer, table, after))
          )
            continue;
          if (writer === device.siteId && isCentralsOwnPart(table, change.before, after)) continue;
          if (writer === device.siteId && isGivenAnotherHome(device, change)) continue;
          if (writer === device.siteId && isSettledTwin(device, change)) continue;
          const isOfPusher = pushers.some((pusher) => editors.includes(pusher));
          if (writer === device.siteId && isOfPusher && isSettledLate(device, change)) continue;
          const isFirst = isPush || established === null;
          if (writer === device.siteId && isFirst && isStamped(table, after)) continue;
          violated(
            `site ${writer} wrote ${named(table, after)}, which is edited at site ${editors[1] ?? editors[0]}`,
          );
        }
      },
    };
  },
);

/** Visibility that is made at the primary is established from the start (Q10). */
function lacksStamp(device: Device, { table, before, after }: Change): boolean {
  if (before !== undefined || after === undefined || typeOf(table).code !== 'P/CS-P') return false;
  const isOwn = after['origin_site_id'] === device.siteId && after['established_at'] === null;
  return isOwn && isPrimary({ device });
}

/** Central writes into a new visibility when it received it, and is its last writer by that (Q10). */
function isStamped(table: string, after: Row): boolean {
  return typeOf(table).code === 'P/CS-P' && after['established_at'] !== null;
}

/** A restored central has lost the moment that it said first, and says a later one; who has the first keeps it. */
function isStampThatWasLost(established: unknown, after: Row): boolean {
  const said = after['established_at'];
  return typeof said === 'string' && said < String(established);
}

/** 6.7: central gives a person another home, as somebody asked of it and the former home released. */
function isGivenAnotherHome(hub: Device, { table, before, after }: Change): boolean {
  if (before === undefined || after === undefined) return false;
  if (table !== 'patient' && table !== 'prescriber') return false;
  if (Number(after['home_epoch']) !== Number(before['home_epoch']) + 1) return false;
  return [...hub.mirror().rows('home_change')].some(
    (change) =>
      (change['status'] === 'released' || change['status'] === 'done') &&
      change['from_store_id'] === before['store_id'] &&
      change['to_store_id'] === after['store_id'] &&
      (change['person_id'] === null || change['person_id'] === after['id']),
  );
}

/** 4.5: what may occur once only collapses after a merge; central says how (MG7). */
function isSettledTwin(hub: Device, { before, after }: Change): boolean {
  if (before === undefined || after === undefined) return false;
  const merged = mergedIds(hub);
  const changed = Object.keys(after).filter((column) => !same(before[column], after[column]));
  const touched = changed.filter((column) => !STAMPS.has(column));
  return (
    Object.values(before).some((value) => merged.has(value)) &&
    touched.every((column) => column === 'deleted_at' || merged.has(after[column]))
  );
}

/** The same, of a row that its editor has just pushed: what it was as it came is not seen, nor stored. */
function isSettledLate(hub: Device, { before, after }: Change): boolean {
  const merged = mergedIds(hub);
  return (
    before === undefined &&
    after !== undefined &&
    Object.values(after).some((value) => merged.has(value))
  );
}

function mergedIds(hub: Device): ReadonlySet<unknown> {
  return new Set(
    [...hub.mirror().rows('merge_event')].flatMap((event) => [
      event['kept_id'],
      event['removed_id'],
    ]),
  );
}

const STAMPS = new Set(['updated_at', 'row_version', 'origin_site_id']);

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** What central writes of rows that are edited elsewhere: answering halves, the link to them, and twins of stores. */
function isCentralsOwnPart(table: string, before: Row | undefined, after: Row): boolean {
  if (table === 'name') return after['type'] === 'store';
  if (table === 'invoice_line') return before === undefined && after['linked_line_id'] !== null;
  if (table !== 'invoice') return false;
  if (before === undefined)
    return after['type'] === 'supplier_invoice' && after['linked_invoice_id'] !== null;
  return before['linked_invoice_id'] !== after['linked_invoice_id'];
}
