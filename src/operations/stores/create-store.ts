import { object, ok, oneOf, type Result, type RowId, refused, whole } from '#base';
import { type EditOf, invoice, name, nameStoreJoin, store } from '#dictionary';
import type { Work } from '#engine';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { nameCodeTaken, nameIsSystem, nameIsTwin, notFound } from '../refusals.ts';
import { dayInput, idInput, wordsInput } from '../shapes.ts';
import { atCentral } from '../sites/at-central.ts';
import { setMirror } from '../visibility/name-visibility.ts';
import { PARTNERS } from '../visibility/partners.ts';
import { roomAt } from './room-at.ts';

export const createStore = operation({
  name: 'create-store',
  title: 'Create a store with its twin name; it is edited at central until it is given to a site',
  input: object(
    {
      code: wordsInput(50),
      name: wordsInput(200),
      store_mode: oneOf(['store', 'dispensary']),
      site_id: whole({ min: 1 }),
      name_id: idInput(),
      created_date: dayInput(),
    },
    ['site_id', 'name_id', 'created_date'],
  ),
  // The twin is central data: where the primary is another site, central writes it all the same.
  actsAsCentral: true,
  need: atCentral('manage_stores'),
  async run(work, input) {
    const { code, store_mode } = input;
    const siteId = input.site_id ?? work.topology.central().siteId;
    const storeId = work.newId();
    const room = await roomAt(work, { siteId, storeId });
    if (!room.ok) return room;
    const twin = await twinFor(work, input);
    if (!twin.ok) return twin;
    await work.put(store, storeId, {
      code,
      name: input.name,
      name_id: twin.value.id,
      store_mode,
      active_site_id: siteId,
      ownership_epoch: 1,
      created_date: input.created_date ?? work.now.slice(0, 10),
    });
    await work.put(name, twin.value.id, twin.value.edit);
    const seeing = await beSeenToo(work, twin.value.id);
    if (!seeing.ok) return seeing;
    await noteActivity(work, {
      type: 'store-created',
      table: store.name,
      record_id: storeId,
      to: code,
    });
    const notice = input.name_id === undefined ? null : await noticeOf(work, input.name_id);
    return ok({ store_id: storeId, name_id: twin.value.id, notice });
  },
});

interface Wanted {
  readonly code: string;
  readonly name: string;
  readonly name_id?: RowId;
}

interface Twin {
  readonly id: RowId;
  readonly edit: EditOf<typeof name>;
}

/** The name under which other stores will know the store: a customer that becomes one, or a new name. */
async function twinFor(work: Work, wanted: Wanted): Promise<Result<Twin>> {
  if (wanted.name_id !== undefined) {
    const found = await work.get(name, wanted.name_id);
    if (found === undefined) return refused(notFound({ table: 'name', id: wanted.name_id }));
    if (!PARTNERS.has(found.type) && found.type !== 'store')
      return refused(nameIsSystem({ name_id: wanted.name_id, type: found.type }));
    if (work.topology.storeOfName(wanted.name_id) !== undefined)
      return refused(nameIsTwin({ name_id: wanted.name_id }));
    return ok({ id: wanted.name_id, edit: { type: 'store' } });
  }
  const [taken] = await work.find(name, { where: [{ column: 'code', is: wanted.code }] });
  if (taken !== undefined) return refused(nameCodeTaken({ code: wanted.code, name_id: taken.id }));
  const edit: EditOf<typeof name> = {
    code: wanted.code,
    name: wanted.name,
    type: 'store',
    is_customer: true,
    is_supplier: true,
    created_date: work.now.slice(0, 10),
  };
  return ok({ id: work.newId(), edit });
}

/** Where the customer was visible, the store that it became is; and between two stores that is mutual (VS1). */
async function beSeenToo(work: Work, twin: RowId): Promise<Result<void>> {
  const where = [
    { column: 'name_id', is: twin },
    { column: 'inactive', is: false },
  ];
  for (const { store_id } of await work.find(nameStoreJoin, { where })) {
    const seen = await setMirror(work, { name_id: twin, store_id }, true);
    if (!seen.ok) return seen;
  }
  return ok(undefined);
}

/** A customer that becomes a store receives what is finalised from now on; what was finalised stays as it was. */
async function noticeOf(work: Work, customer: RowId): Promise<string | null> {
  const open = await work.count(invoice, {
    where: [
      { column: 'name_id', is: customer },
      { column: 'type', is: 'customer_invoice' },
      { column: 'status', in: ['new', 'suggested', 'confirmed'] },
    ],
  });
  return open === 0
    ? null
    : `Customer invoices to this partner that are not finalised: ${open}. Each becomes a transfer to the new store when it is.`;
}
