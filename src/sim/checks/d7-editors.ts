import type { Row } from '#dictionary';
import { staysLocal } from '../law/data-types.ts';
import { type Law, lawOf } from '../law/entitled.ts';
import { check, named } from './check.ts';

const STIRRING = new Set(['store', 'site', 'name_store_join']);

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
        if (law === undefined || changes.some(({ table }) => STIRRING.has(table)))
          law = lawOf(device.mirror());
        for (const change of changes) {
          const { table, after } = change;
          if (
            after === undefined ||
            world.dictionary.table(table) === undefined ||
            staysLocal(table)
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
          if (writer === device.siteId && isCentralsOwnPart(table, change.before, after)) continue;
          violated(
            `site ${writer} wrote ${named(table, after)}, which is edited at site ${editors[1] ?? editors[0]}`,
          );
        }
      },
    };
  },
);

/** What central writes of rows that are edited elsewhere: answering halves, the link to them, and twins of stores. */
function isCentralsOwnPart(table: string, before: Row | undefined, after: Row): boolean {
  if (table === 'name') return after['type'] === 'store';
  if (table === 'invoice_line') return before === undefined && after['linked_line_id'] !== null;
  if (table !== 'invoice') return false;
  if (before === undefined)
    return after['type'] === 'supplier_invoice' && after['linked_invoice_id'] !== null;
  return before['linked_invoice_id'] !== after['linked_invoice_id'];
}
