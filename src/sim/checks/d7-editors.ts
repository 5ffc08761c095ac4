import type { Row } from '#dictionary';
import { staysLocal, typeOf } from '../law/data-types.ts';
import type { Law } from '../law/entitled.ts';
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
        if (!device.isCentral) return;
        const before = law;
        law = world.lawAt(device);
        const isPush = changes.some(({ table }) => table === 'held_group');
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
          const isFirst = isPush || (change.before?.['established_at'] ?? null) === null;
          if (writer === device.siteId && isFirst && isStamped(table, after)) continue;
          violated(
            `site ${writer} wrote ${named(table, after)}, which is edited at site ${editors[1] ?? editors[0]}`,
          );
        }
      },
    };
  },
);

/** Central writes into a new visibility when it received it, and is its last writer by that (Q10). */
function isStamped(table: string, after: Row): boolean {
  return typeOf(table).code === 'P/CS-P' && after['established_at'] !== null;
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
