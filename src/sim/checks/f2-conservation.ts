import { type Decimal, multiply, toMillionths } from '#base';
import type { Row } from '#dictionary';
import type { Mirror } from '../device/mirror.ts';
import { check, named } from './check.ts';

const MOVED = new Set(['confirmed', 'finalised']);
const DIRECTION: Readonly<Record<string, bigint>> = {
  supplier_invoice: 1n,
  customer_credit: 1n,
  inventory_addition: 1n,
  customer_invoice: -1n,
  supplier_credit: -1n,
  inventory_reduction: -1n,
};

export const f2 = check(
  'F2',
  'What was sent is received, in transit or declared lost; nothing moves stock but a confirmed line.',
  (world, violated) => ({
    atEnd() {
      const hub = world.central().mirror();
      // NOTE what a dispensary leaves out is known to its site alone.
      const isKnown = (row: Row) => world.isAllAtCentral(String(row['store_id']));
      let byDocuments = 0n;
      for (const document of hub.rows('invoice')) {
        if (isAnswer(document)) sentEqualsShipped(hub, document);
        if (!isKnown(document)) continue;
        const direction = DIRECTION[String(document['type'])] ?? 0n;
        const moved = document['deleted_at'] === null && MOVED.has(String(document['status']));
        for (const line of linesOf(hub, document)) {
          const expected =
            moved && hasStock(line) ? direction * unitsOf(line['packs'], line['pack_size']) : 0n;
          const found = movedBy(hub, line);
          byDocuments += expected;
          if (found !== expected)
            violated(
              `${named('invoice_line', line)} of a ${document['status']} ${document['type']} moved ${found} millionths, not ${expected}`,
            );
        }
      }
      let total = 0n;
      for (const movement of hub.rows('stock_movement')) {
        if (movement['deleted_at'] === null && isKnown(movement))
          total += toMillionths(movement['quantity'] as Decimal);
      }
      if (total !== byDocuments)
        violated(`all movements sum up to ${total} millionths, all documents to ${byDocuments}`);

      function sentEqualsShipped(mirror: Mirror, answer: Row): void {
        const shipment = mirror.row('invoice', String(answer['linked_invoice_id']));
        if (shipment === undefined) return;
        const sent = sum(
          linesOf(mirror, answer).map((line) =>
            unitsOf(line['sent_packs'], line['sent_pack_size']),
          ),
        );
        const shipped = sum(
          linesOf(mirror, shipment)
            .filter((line) => line['type'] !== 'placeholder')
            .map((line) => unitsOf(line['packs'], line['pack_size'])),
        );
        if (sent !== shipped)
          violated(
            `${named('invoice', answer)} says that ${sent} millionths were sent, ${named('invoice', shipment)} shipped ${shipped}`,
          );
      }
    },
  }),
);

function linesOf(mirror: Mirror, document: Row): readonly Row[] {
  return mirror
    .by('invoice_line', 'invoice_id', String(document['id']))
    .filter((line) => line['deleted_at'] === null);
}

function movedBy(mirror: Mirror, line: Row): bigint {
  return sum(
    mirror
      .by('stock_movement', 'source_id', String(line['id']))
      .map((movement) => toMillionths(movement['quantity'] as Decimal)),
  );
}

function hasStock(line: Row): boolean {
  return line['type'] === 'stock_in' || line['type'] === 'stock_out';
}

function unitsOf(packs: unknown, packSize: unknown): bigint {
  if (packs === null || packSize === null) return 0n;
  return toMillionths(multiply(packs as Decimal, packSize as Decimal));
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}

function isAnswer(row: Row): boolean {
  return (
    row['deleted_at'] === null &&
    row['type'] === 'supplier_invoice' &&
    row['linked_invoice_id'] !== null
  );
}
