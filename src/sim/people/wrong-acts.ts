// What a person may not do, tried all the same: each must be refused, wherever the device stands in its syncs.
import type { Row } from '#dictionary';
import { type Act, mustRefuse } from './act.ts';
import { WRONG_WITH_PERSONS } from './person-wrong-acts.ts';
import { isPrimary } from './places.ts';
import { documents, idOf, partnerTwins, stockOf, storeWithStock } from './stock-acts.ts';

const WRONG: readonly Act[] = [
  async function editFinalised(clerk) {
    const locked = documents(clerk).filter(
      (row) => row['status'] === 'finalised' || row['status'] === 'cancelled',
    );
    if (locked.length === 0) return false;
    const document = clerk.chance.pick(locked);
    const lines = clerk
      .seeBy('invoice_line', 'invoice_id', idOf(document))
      .filter((line) => line['type'] === 'stock_out' || line['type'] === 'stock_in');
    if (lines.length === 0 || clerk.chance.happens(0.4))
      return mustRefuse(
        clerk,
        await clerk.put('invoice', idOf(document), { their_ref: 'changed afterwards' }),
        { invariant: 'F4', what: 'an edit of a finalised invoice' },
      );
    const line = clerk.chance.pick(lines);
    return mustRefuse(
      clerk,
      await clerk.put('invoice_line', idOf(line), { packs: String(Number(line['packs']) + 1) }),
      { invariant: 'F3', what: 'an edit of a line of a finalised invoice' },
    );
  },
  async function editElsewhere(clerk) {
    const own = new Set(clerk.stores().map((store) => store['id']));
    const foreign = ['invoice', 'location', 'stock_line', 'transfer_log'].flatMap((table) =>
      clerk
        .see(table)
        .filter((row) => !own.has(row['store_id'] ?? null))
        .map((row) => ({ table, row })),
    );
    if (foreign.length === 0) return false;
    const { table, row } = clerk.chance.pick(foreign);
    return mustRefuse(clerk, await clerk.put(table, idOf(row), EDIT_OF[table] ?? {}), {
      invariant: 'D7',
      what: `an edit of a ${table} of another site`,
    });
  },
  async function editCentralDataHere(clerk) {
    if (isPrimary(clerk)) return false;
    const table = clerk.chance.pick(['item', 'unit', 'name']);
    const rows = clerk.see(table);
    if (rows.length === 0) return false;
    return mustRefuse(
      clerk,
      await clerk.put(table, idOf(clerk.chance.pick(rows)), { name: 'changed here' }),
      { invariant: 'D7', what: `an edit of a ${table} away from the primary` },
    );
  },
  async function editStoreHere(clerk) {
    const stores = clerk.see('store');
    if (clerk.device.isCentral || stores.length === 0) return false;
    return mustRefuse(
      clerk,
      await clerk.put('store', idOf(clerk.chance.pick(stores)), { phone: '000' }),
      { invariant: 'D7', what: 'an edit of a store away from central' },
    );
  },
  async function createForForeignStore(clerk) {
    const foreign = clerk
      .see('store')
      .filter((store) => store['active_site_id'] !== clerk.device.siteId);
    if (foreign.length === 0) return false;
    const store = clerk.chance.pick(foreign);
    return mustRefuse(
      clerk,
      await clerk.put('location', clerk.newId(), {
        store_id: idOf(store),
        code: `X${clerk.chance.whole(1, 99)}`,
      }),
      { invariant: 'D7', what: 'a location in a store of another site' },
    );
  },
  async function shipMoreThanThereIs(clerk) {
    const store = storeWithStock(clerk);
    const customer = store === undefined ? undefined : partnerTwins(clerk, store)[0];
    if (store === undefined || customer === undefined) return false;
    const stock = clerk.chance.pick(stockOf(clerk, store));
    const invoiceId = clerk.newId();
    const made = await clerk.putAll([
      {
        table: 'invoice',
        id: invoiceId,
        put: { store_id: idOf(store), name_id: idOf(customer), type: 'customer_invoice' },
      },
      {
        table: 'invoice_line',
        id: clerk.newId(),
        put: {
          invoice_id: invoiceId,
          stock_line_id: idOf(stock),
          packs: String(Math.floor(Number(stock['total_packs'])) + 1),
        },
      },
    ]);
    if (!made.ok) return true;
    return mustRefuse(clerk, await clerk.run('confirm-invoice', { invoice_id: invoiceId }), {
      invariant: 'C4',
      what: 'a shipment of more than there is',
    });
  },
  async function shipToItself(clerk) {
    const store = storeWithStock(clerk);
    if (store === undefined) return false;
    const invoiceId = clerk.newId();
    const made = await clerk.putAll([
      {
        table: 'invoice',
        id: invoiceId,
        put: { store_id: idOf(store), name_id: String(store['name_id']), type: 'customer_invoice' },
      },
      {
        table: 'invoice_line',
        id: clerk.newId(),
        put: {
          invoice_id: invoiceId,
          stock_line_id: idOf(clerk.chance.pick(stockOf(clerk, store))),
          packs: '1',
        },
      },
    ]);
    if (!made.ok) return true;
    return mustRefuse(clerk, await clerk.run('finalise-invoice', { invoice_id: invoiceId }), {
      invariant: 'F1',
      what: 'a shipment of a store to itself',
    });
  },
  async function confirmOnHold(clerk) {
    const held = documents(clerk).filter(
      (row) => row['on_hold'] === true && row['status'] === 'new',
    );
    if (held.length === 0) return false;
    return mustRefuse(
      clerk,
      await clerk.run('confirm-invoice', { invoice_id: idOf(clerk.chance.pick(held)) }),
      { invariant: 'F4', what: 'the confirmation of an invoice on hold' },
    );
  },
  async function deleteSentLine(clerk) {
    const halves = documents(clerk).filter(
      (row) => row['type'] === 'supplier_invoice' && row['linked_invoice_id'] !== null,
    );
    const lines = halves.flatMap((half) =>
      clerk
        .seeBy('invoice_line', 'invoice_id', idOf(half))
        .filter((line) => line['linked_line_id'] !== null),
    );
    if (lines.length === 0) return false;
    return mustRefuse(clerk, await clerk.remove('invoice_line', idOf(clerk.chance.pick(lines))), {
      invariant: 'F3',
      what: 'the deletion of a line that was sent',
    });
  },
  async function writeStockByHand(clerk) {
    const store = storeWithStock(clerk);
    if (store === undefined) return false;
    return mustRefuse(
      clerk,
      await clerk.put('stock_line', idOf(clerk.chance.pick(stockOf(clerk, store))), {
        total_packs: '1000',
      }),
      { invariant: 'C4', what: 'stock written by hand' },
    );
  },
  async function writeNumberByHand(clerk) {
    const drafts = documents(clerk).filter((row) => row['status'] === 'new');
    if (drafts.length === 0) return false;
    return mustRefuse(
      clerk,
      await clerk.put('invoice', idOf(clerk.chance.pick(drafts)), { serial: 7 }),
      { invariant: 'F7', what: 'a number written by hand' },
    );
  },
  async function makeVisibleHere(clerk) {
    const [one] = clerk.stores();
    if (clerk.device.isCentral || one === undefined) return false;
    const seen = new Set(
      clerk.seeBy('name_store_join', 'store_id', idOf(one)).map((join) => join['name_id']),
    );
    const other = clerk
      .see('store')
      .find((store) => store !== one && !seen.has(store['name_id'] ?? null));
    if (other === undefined) return false;
    return mustRefuse(
      clerk,
      await clerk.run('make-stores-visible', { store_id: idOf(one), other_store_id: idOf(other) }),
      { invariant: 'E4', what: 'visibility granted away from central' },
    );
  },
];

const EDIT_OF: Readonly<Record<string, Row>> = {
  invoice: { comment: 'changed elsewhere' },
  location: { description: 'changed elsewhere' },
  stock_line: { note: 'changed elsewhere' },
  transfer_log: { message: 'changed elsewhere' },
};

/** Tries wrong acts in a random order until one could be tried. */
export const doWrong: Act = async (clerk) => {
  for (const wrong of clerk.chance.shuffled([...WRONG, ...WRONG_WITH_PERSONS]))
    if (await wrong(clerk)) return true;
  return false;
};
