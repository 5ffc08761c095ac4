import type { Row } from '#dictionary';
import type { Group } from '#protocol';
import type { Mirror } from '../device/mirror.ts';
import { check, named } from './check.ts';

export const f1 = check(
  'F1',
  'A shipment has at most one answering half, and in the end exactly one.',
  (world, violated) => ({
    committed({ device, changes }) {
      for (const { table, after } of changes) {
        if (table !== 'invoice' || after === undefined || !isAnswer(after)) continue;
        const answers = device
          .mirror()
          .by('invoice', 'linked_invoice_id', String(after['linked_invoice_id']))
          .filter(isAnswer);
        if (answers.length > 1)
          violated(
            `${device.key} holds ${answers.length} halves for invoice ${after['linked_invoice_id']}`,
          );
      }
    },
    atEnd() {
      const hub = world.central().mirror();
      for (const shipment of hub.rows('invoice')) {
        if (
          shipment['deleted_at'] !== null ||
          shipment['type'] !== 'customer_invoice' ||
          shipment['counterparty_store_id'] === null
        )
          continue;
        if (shipment['status'] !== 'finalised') continue;
        const answers = hub
          .by('invoice', 'linked_invoice_id', String(shipment['id']))
          .filter(isAnswer);
        if (answers.length === 1) continue;
        const isExplained = hub
          .by('unsettled', 'row_id', String(shipment['id']))
          .some((note) => note['code'] !== null);
        if (answers.length === 0 && (isExplained || waitsInQuarantine(hub, shipment))) continue;
        violated(
          `${named('invoice', shipment)} number ${String(shipment['serial'])} has ${answers.length} answering halves`,
        );
      }
    },
  }),
);

/** The half was made at its own site and depends there on a group that central refused: it waits with it (C3). */
function waitsInQuarantine(hub: Mirror, shipment: Row): boolean {
  return [...hub.rows('quarantined_group')].some((row) =>
    (row['body'] as unknown as Group).changes.some(
      (change) =>
        change.table === 'invoice' &&
        isAnswer(change.row as Row) &&
        change.row['linked_invoice_id'] === shipment['id'],
    ),
  );
}

function isAnswer(row: Row): boolean {
  return row['type'] === 'supplier_invoice' && row['linked_invoice_id'] !== null;
}
