import type { Row } from '#dictionary';
import type { Device } from '../device/device.ts';
import { check, named } from './check.ts';

/** Credits share a sequence, and so do adjustments; every other type has its own. */
const SEQUENCE: Readonly<Record<string, string>> = {
  customer_credit: 'credit',
  supplier_credit: 'credit',
  inventory_addition: 'adjustment',
  inventory_reduction: 'adjustment',
};

export const f7 = check(
  'F7',
  'Numbers of a store and kind run from 1 without a gap or a repeat, given in the order of commits.',
  (world, violated) => {
    const others = (device: Device, row: Row): readonly Row[] =>
      device
        .mirror()
        .by('invoice', 'store_id', String(row['store_id']))
        .filter(
          (each) =>
            each['id'] !== row['id'] &&
            sequenceOf(each) === sequenceOf(row) &&
            Number(each['serial']) > 0,
        );

    /** It was made while the store was here before, and waits: if it is accepted, it gets a new number (D2). */
    const isLate = (device: Device, { id, store_id }: Row) => {
      const hub = world.central().mirror();
      const epoch = Number(device.mirror().row('store', String(store_id))?.['ownership_epoch']);
      return hub.by('quarantined_row', 'row_id', String(id)).some(({ group_id }) => {
        const group = hub.row('quarantined_group', String(group_id));
        const body = group?.['body'] as
          | { readonly epochs: Readonly<Record<string, number>> }
          | undefined;
        return (
          group?.['site_id'] === device.siteId && Number(body?.epochs[String(store_id)]) < epoch
        );
      });
    };

    const numbered = (device: Device, rows: readonly Row[]) => {
      for (const row of rows) {
        const serial = Number(row['serial']);
        const all = others(device, row);
        // NOTE while late work waits, the numbers of its store go on behind it, or begin again beside it.
        const readings = [all, all.filter((each) => !isLate(device, each))].map((rows) =>
          rows.map((each) => Number(each['serial'])),
        );
        if (readings.every((taken) => taken.includes(serial)))
          violated(`${device.key}: ${named('invoice', row)} has number ${serial}, which is taken`);
        // NOTE what a dispensary leaves out is lost with its device, and its numbers are not given again.
        const mayHaveGaps = world.upheavals.leftOut.has(String(row['store_id']));
        const isWhole = (taken: readonly number[]) =>
          Math.max(serial, ...taken) === taken.length + 1;
        if (!readings.some(isWhole) && !mayHaveGaps)
          violated(
            `${device.key}: ${named('invoice', row)} has number ${serial}, the others ${readings[0]}`,
          );
      }
    };

    /** A restored central tells older states until it is told again; what a former site of the store wrote gives way. */
    const givesWay = (device: Device, before: Row | undefined, after: Row) => {
      const isSecondHand = device.isCentral || after['origin_site_id'] !== device.siteId;
      if (world.upheavals.restores > 0 && isSecondHand) return true;
      if (before?.['origin_site_id'] !== device.siteId) return false;
      return world.lawAt(world.central()).editor('invoice', after) !== device.siteId;
    };

    return {
      committed({ device, changes }) {
        const given: Row[] = [];
        for (const { table, before, after } of changes) {
          if (table !== 'invoice' || after === undefined) continue;
          const [was, is] = [Number(before?.['serial'] ?? -1), Number(after['serial'])];
          if (was > 0 && is !== was && !givesWay(device, before, after))
            violated(`${device.key}: ${named(table, after)} was number ${was} and is ${is}`);
          if (is === -1 && after['linked_invoice_id'] === null)
            violated(`${device.key}: ${named(table, after)} has no number`);
          if (was <= 0 && is > 0 && after['origin_site_id'] === device.siteId) given.push(after);
        }
        // NOTE what a site gets back of its own was numbered before.
        if (device.isCentral || changes.some(({ table }) => table === 'outgoing_group'))
          numbered(device, given);
      },
      atEnd() {
        const hub = world.central().mirror();
        const seen = new Set<string>();
        for (const row of hub.rows('invoice')) {
          const serial = Number(row['serial']);
          const key = `${row['store_id']}/${sequenceOf(row)}/${serial}`;
          if (serial > 0 && seen.has(key))
            violated(
              `two documents of a store have one number: ${named('invoice', row)} has ${serial}`,
            );
          seen.add(key);
          if (
            serial === -1 &&
            !world.isShaken('store', row) &&
            hub.by('quarantined_row', 'row_id', String(row['id'])).length === 0 &&
            row['deleted_at'] === null &&
            world.isAnswerable(String(row['store_id']))
          )
            violated(`${named('invoice', row)} never got its number`);
        }
      },
    };
  },
);

function sequenceOf(row: Row): string {
  return SEQUENCE[String(row['type'])] ?? String(row['type']);
}
