import { compare, object, ok, type Result, type RowId, refused, ZERO } from '#base';
import { item, prescription, prescriptionLine, type RowOf, repeat } from '#dictionary';
import type { Work } from '#engine';
import { noteActivity } from '../note-activity.ts';
import { nextNumber } from '../numbers/next-number.ts';
import { operation } from '../operation.ts';
import { notFound } from '../refusals.ts';
import { idInput } from '../shapes.ts';
import { allocateStock } from './allocate-stock.ts';
import { ofStock } from './complete-line.ts';
import { isOpen } from './read-prescription.ts';
import { repeatOver, repeatUnderWay } from './refusals.ts';
import { checkPlace } from './repeat-place.ts';
import { storeForRepeat } from './store-for-repeat.ts';

type Repeat = RowOf<typeof repeat>;

interface Input {
  readonly repeat_id: RowId;
  readonly store_id?: RowId;
}

export const processRepeat = operation<Input, { readonly prescription_id: RowId }>({
  name: 'process-repeat',
  title: 'Make a prescription from a repeat, to be looked at and finalised',
  input: object({ repeat_id: idInput(), store_id: idInput() }, ['store_id']),
  async need(work, input) {
    const row = await work.get(repeat, input.repeat_id);
    if (row === undefined) return refused(notFound({ table: repeat.name, id: input.repeat_id }));
    const place = await checkPlace(work, row);
    if (!place.ok) return place;
    const store = await storeForRepeat(work, { repeat: row, store: input.store_id });
    return store.ok ? ok({ permission: 'edit_prescriptions', store: store.value }) : store;
  },
  async run(work, input) {
    const row = await work.get(repeat, input.repeat_id);
    if (row === undefined) return refused(notFound({ table: repeat.name, id: input.repeat_id }));
    const store = await storeForRepeat(work, { repeat: row, store: input.store_id });
    if (!store.ok) return store;
    const open = await checkOpen(work, row);
    if (!open.ok) return open;
    const prescriptionId = work.newId();
    await work.put(prescription, prescriptionId, {
      store_id: store.value,
      patient_id: row.patient_id,
      prescriber_id: row.prescriber_id,
      serial: await nextNumber(work, { store: store.value, kind: 'prescription' }),
      entered_at: work.now,
      user_id: work.person?.user_id ?? null,
    });
    await writeLines(work, { row, store: store.value, prescriptionId });
    await noteActivity(work, {
      type: 'repeat-processed',
      table: repeat.name,
      record_id: row.id,
      store_id: store.value,
    });
    return ok({ prescription_id: prescriptionId });
  },
});

/** Whether there is something left to repeat, and nobody is about to. */
async function checkOpen(work: Work, row: Repeat): Promise<Result<void>> {
  const over = overBecause(row, work.now.slice(0, 10));
  if (over !== undefined) return refused(repeatOver({ repeat_id: row.id, reason: over }));
  const lines = await work.find(prescriptionLine, { where: [{ column: 'repeat_id', is: row.id }] });
  for (const { prescription_id } of lines) {
    const header = await work.get(prescription, prescription_id);
    if (header !== undefined && isOpen(header) && work.topology.isActiveHere(header.store_id))
      return refused(repeatUnderWay({ repeat_id: row.id, prescription_id }));
  }
  return ok(undefined);
}

function overBecause(row: Repeat, today: string): string | undefined {
  const { status, repeats_left, valid_until } = row;
  if (valid_until !== null && valid_until < today) return 'is not valid any more';
  if (repeats_left <= 0) return 'is used up';
  return status === 'active' ? undefined : `is ${status.replace('_', ' ')}`;
}

interface Lines {
  readonly row: Repeat;
  readonly store: RowId;
  readonly prescriptionId: RowId;
}

/** A line for each stock line that it is taken from, and one for what no stock was found for. */
async function writeLines(work: Work, { row, store, prescriptionId }: Lines): Promise<void> {
  const { item_id, quantity, original_invoice_line_id } = row;
  const original = await work.get(prescriptionLine, original_invoice_line_id);
  const { taken, missing } = await allocateStock(work, { store, item: item_id, units: quantity });
  const common = {
    prescription_id: prescriptionId,
    item_id,
    item_name: (await work.get(item, item_id))?.name ?? item_id,
    directions: original?.directions ?? null,
    repeat_id: row.id,
  };
  const lines = [
    ...taken.map(({ stock, packs, units }) => ({
      ...ofStock(stock),
      packs,
      prescribed_quantity: units,
    })),
    ...(compare(missing, ZERO) > 0 ? [{ prescribed_quantity: missing }] : []),
  ];
  for (const [i, line] of lines.entries())
    await work.put(prescriptionLine, work.newId(), { ...common, ...line, line_number: i + 1 });
}
