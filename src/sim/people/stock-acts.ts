// What goes through a store: goods from outside, goods to others, corrections.
import type { Row } from '#dictionary';
import type { RowChange } from '#site';
import type { Act } from './act.ts';
import type { Clerk } from './clerk.ts';

const PACK_SIZES = ['1', '10', '12', '2.5'];
const BATCHES = ['B1', 'B2', 'Ünïcode-β', null];

/** Goods from an outside supplier: entered, and mostly confirmed and finalised. */
export const receiveFromOutside: Act = async (clerk) => {
  const { chance } = clerk;
  const stores = clerk.stores();
  const items = clerk.see('item').filter((item) => item['type'] === 'stock');
  const suppliers = clerk.see('name').filter((name) => name['type'] === 'facility');
  if (stores.length === 0 || items.length === 0 || suppliers.length === 0) return false;
  const invoiceId = clerk.newId();
  const changes: RowChange[] = [
    {
      table: 'invoice',
      id: invoiceId,
      put: {
        store_id: idOf(chance.pick(stores)),
        name_id: idOf(chance.pick(suppliers)),
        type: 'supplier_invoice',
        their_ref: chance.pick(['R-1', '', 'ref « 2 »']),
      },
    },
  ];
  for (let line = 1; line <= chance.whole(1, 4); line += 1) {
    const put: Row = {
      invoice_id: invoiceId,
      item_id: idOf(chance.pick(items)),
      batch: chance.pick(BATCHES),
      expiry_date: chance.pick(['2027-01-31', '2028-06-30', null]),
      pack_size: chance.pick(PACK_SIZES),
      packs: String(chance.whole(1, 40)),
      cost_price: chance.pick(['1.5', '0.333333', '18']),
      sell_price: chance.pick(['2', '0.5', '33']),
    };
    changes.push({ table: 'invoice_line', id: clerk.newId(), put });
  }
  const made = await clerk.putAll(changes);
  if (!made.ok || chance.happens(0.15)) return made.ok;
  const confirmed = await clerk.run('confirm-invoice', { invoice_id: invoiceId });
  if (confirmed.ok && chance.happens(0.8))
    await clerk.run('finalise-invoice', { invoice_id: invoiceId });
  return confirmed.ok;
};

/** A shipment to another store, or to a customer outside. */
export const ship: Act = async (clerk) => {
  const { chance } = clerk;
  const store = storeWithStock(clerk);
  if (store === undefined) return false;
  const customers = chance.happens(0.85)
    ? partnerTwins(clerk, store)
    : clerk.see('name').filter((name) => name['type'] === 'facility');
  if (customers.length === 0) return false;
  // NOTE a document of long before the receiving store starts no transfer (ST12).
  const isOld = chance.happens(0.04);
  const invoiceId = clerk.newId();
  const changes: RowChange[] = [
    {
      table: 'invoice',
      id: invoiceId,
      put: {
        store_id: idOf(store),
        name_id: idOf(chance.pick(customers)),
        type: 'customer_invoice',
        their_ref: 'R',
        comment: chance.pick(['K', null]),
        ...(isOld && { entered_at: '2026-09-01T00:00:00.000Z' }),
      },
    },
  ];
  const stock = chance.shuffled(stockOf(clerk, store));
  for (const line of stock.slice(0, chance.whole(1, 6))) {
    const packs = chance.happens(0.1)
      ? '0'
      : String(chance.whole(1, Math.max(1, Math.floor(Number(line['total_packs']) / 2))));
    changes.push({
      table: 'invoice_line',
      id: clerk.newId(),
      put: { invoice_id: invoiceId, stock_line_id: idOf(line), packs },
    });
  }
  const service = clerk.see('item').find((item) => item['type'] === 'service');
  if (service !== undefined && chance.happens(0.3)) {
    changes.push({
      table: 'invoice_line',
      id: clerk.newId(),
      put: { invoice_id: invoiceId, item_id: idOf(service), sell_price: '80', tax: '15' },
    });
  }
  const made = await clerk.putAll(changes);
  if (!made.ok || chance.happens(0.1)) return made.ok;
  if (chance.happens(0.5)) await clerk.run('confirm-invoice', { invoice_id: invoiceId });
  if (chance.happens(0.85)) {
    const sent = await clerk.run('finalise-invoice', { invoice_id: invoiceId });
    if (sent.ok && isOld) clerk.world.sometimes.saw('a transfer was too old for its receiver');
  }
  return true;
};

/** Goes on with a document that was left half done: confirms, finalises, cancels or deletes it. */
export const goOn: Act = async (clerk) => {
  const { chance } = clerk;
  const open = documents(clerk).filter(
    (row) => row['status'] === 'new' || row['status'] === 'confirmed',
  );
  if (open.length === 0) return false;
  const document = chance.pick(open);
  const act = chance.weighted([
    [3, 'confirm-invoice'],
    [4, 'finalise-invoice'],
    [1, 'cancel-invoice'],
    [1, 'delete'],
  ]);
  if (act === 'delete') await clerk.remove('invoice', idOf(document));
  else await clerk.run(act, { invoice_id: idOf(document) });
  return true;
};

/** Changes a draft: a comment, the packs of a line, a line more or less. */
export const editDraft: Act = async (clerk) => {
  const { chance } = clerk;
  const drafts = documents(clerk).filter(
    (row) => row['status'] === 'new' && row['linked_invoice_id'] === null,
  );
  if (drafts.length === 0) return false;
  const draft = chance.pick(drafts);
  const lines = clerk.seeBy('invoice_line', 'invoice_id', idOf(draft));
  const act = chance.weighted([
    [2, 'comment'],
    [lines.length === 0 ? 0 : 3, 'packs'],
    [lines.length === 0 ? 0 : 1, 'less'],
    [1, 'both'],
  ]);
  if (act === 'comment')
    await clerk.put('invoice', idOf(draft), { comment: `changed ${chance.whole(1, 9)}` });
  else if (act === 'packs')
    await clerk.put('invoice_line', idOf(chance.pick(lines)), {
      packs: String(chance.whole(0, 5)),
    });
  else if (act === 'less') await clerk.remove('invoice_line', idOf(chance.pick(lines)));
  else {
    const changes = lines.map(
      (line): RowChange => ({
        table: 'invoice_line',
        id: idOf(line),
        put: { note: `n${chance.whole(1, 99)}` },
      }),
    );
    await clerk.putAll([
      { table: 'invoice', id: idOf(draft), put: { colour: chance.pick(['red', 'blue']) } },
      ...changes,
    ]);
  }
  return true;
};

/** What arrived from another store: counted, changed where it differs, released, confirmed, finalised. */
export const receiveTransfer: Act = async (clerk) => {
  const { chance, world } = clerk;
  const halves = documents(clerk).filter(
    (row) =>
      row['type'] === 'supplier_invoice' &&
      row['linked_invoice_id'] !== null &&
      row['status'] === 'new' &&
      Number(row['serial']) > 0,
  );
  if (halves.length === 0) return false;
  const half = chance.pick(halves);
  const id = idOf(half);
  if (half['on_hold'] === true && chance.happens(0.3)) {
    const lines = clerk
      .seeBy('invoice_line', 'invoice_id', id)
      .filter((line) => line['linked_line_id'] !== null);
    const line = lines.length === 0 ? undefined : chance.pick(lines);
    if (line !== undefined && line['type'] === 'stock_in') {
      const packs = chance.happens(0.4) ? '0' : String(chance.whole(1, 20));
      const changed = await clerk.put('invoice_line', idOf(line), { packs });
      if (changed.ok)
        world.sometimes.saw(
          packs === '0' ? 'a received line was set to zero' : 'a received half was changed on hold',
        );
    }
  }
  if (half['on_hold'] === true) await clerk.run('release-invoice', { invoice_id: id });
  if (chance.happens(0.2)) return true;
  const confirmed = await clerk.run('confirm-invoice', { invoice_id: id });
  if (confirmed.ok) world.sometimes.saw('a received half added stock');
  if (confirmed.ok && chance.happens(0.5)) await clerk.run('finalise-invoice', { invoice_id: id });
  return true;
};

export const adjust: Act = async (clerk) => {
  const store = storeWithStock(clerk);
  if (store === undefined) return false;
  const line = clerk.chance.pick(stockOf(clerk, store));
  await clerk.run('adjust-stock', {
    stock_line_id: idOf(line),
    packs: clerk.chance.pick(['1', '-1', '2.5', '-2']),
  });
  return true;
};

export function idOf(row: Row): string {
  return String(row['id']);
}

/** The documents of the stores that are active here. */
export function documents(clerk: Clerk): readonly Row[] {
  return clerk.stores().flatMap((store) => clerk.seeBy('invoice', 'store_id', idOf(store)));
}

export function stockOf(clerk: Clerk, store: Row): readonly Row[] {
  return clerk
    .seeBy('stock_line', 'store_id', idOf(store))
    .filter((line) => Number(line['total_packs']) >= 1);
}

export function storeWithStock(clerk: Clerk): Row | undefined {
  const stores = clerk.stores().filter((store) => stockOf(clerk, store).length > 0);
  return stores.length === 0 ? undefined : clerk.chance.pick(stores);
}

/** The twins of the stores that this store can see. */
export function partnerTwins(clerk: Clerk, store: Row): readonly Row[] {
  return clerk
    .seeBy('name_store_join', 'store_id', idOf(store))
    .filter((join) => join['inactive'] !== true)
    .map((join) => clerk.row('name', join['name_id']))
    .filter((name) => name !== undefined && name['type'] === 'store') as Row[];
}
