import { check, named } from './check.ts';
import { leftByWaitingMerges } from './waiting-merges.ts';

/** What the answering line keeps of the line that was sent, whatever the receiver changes. */
const KEPT: readonly (readonly [answer: string, sent: string])[] = [
  ['item_id', 'item_id'],
  ['sent_packs', 'packs'],
  ['sent_pack_size', 'pack_size'],
];

export const f3 = check(
  'F3',
  'An answering half has one line for each line that was sent, as it was sent.',
  (world, violated) => ({
    atEnd() {
      const hub = world.central().mirror();
      // NOTE who made a merge that waits may have edited the answer since: then it names the row that is left there.
      const left = leftByWaitingMerges(world) ?? ((id: unknown) => id);
      for (const answer of hub.rows('invoice')) {
        if (
          answer['deleted_at'] !== null ||
          answer['type'] !== 'supplier_invoice' ||
          answer['linked_invoice_id'] === null
        )
          continue;
        const alive = (id: unknown) =>
          hub
            .by('invoice_line', 'invoice_id', String(id))
            .filter((line) => line['deleted_at'] === null);
        const sent = alive(answer['linked_invoice_id']).filter(
          (line) => line['type'] !== 'placeholder',
        );
        const received = new Map(alive(answer['id']).map((line) => [line['linked_line_id'], line]));
        for (const line of sent) {
          const half = received.get(line['id'] ?? null);
          if (half === undefined) {
            violated(`${named('invoice', answer)} has no line for ${named('invoice_line', line)}`);
            continue;
          }
          for (const [mine, theirs] of KEPT) {
            if (left(half[mine]) !== left(line[theirs]))
              violated(
                `${named('invoice_line', half)}: ${mine} is ${half[mine]}, sent was ${line[theirs]}`,
              );
          }
        }
        for (const id of received.keys()) {
          if (id !== null && !sent.some((line) => line['id'] === id))
            violated(`${named('invoice', answer)} has a line for ${id}, which was not sent`);
        }
      }
    },
  }),
);
