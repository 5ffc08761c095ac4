// Orders, tenders and payments: made where the preference says it is done now, edited wherever somebody tries.
import type { Row } from '#dictionary';
import type { RowChange } from '#site';
import { type Act, mustRefuse } from './act.ts';
import { isPrimary } from './places.ts';
import { idOf } from './stock-acts.ts';

export const CENTRALISED = ['purchase_order', 'tender', 'cash_transaction'] as const;

/** In a store that is active here, or at the primary in any. */
export const makeOrder: Act = async (clerk) => {
  const { chance, world } = clerk;
  const stores = isPrimary(clerk) && chance.happens(0.6) ? clerk.see('store') : clerk.stores();
  const [names, items] = [clerk.see('name'), clerk.see('item')];
  if (stores.length === 0 || names.length === 0 || items.length === 0) return false;
  const kind = chance.pick(CENTRALISED);
  const id = clerk.newId();
  const said = { store_id: idOf(chance.pick(stores)), comment: null } as const;
  const name_id = idOf(chance.pick(names));
  const changes: RowChange[] = [];
  const add = (table: string, put: Row, row = clerk.newId()) => {
    changes.push({ table, id: row, put });
    return row;
  };
  if (kind === 'cash_transaction')
    add(kind, { ...said, type: 'payment', name_id, amount: '12.5', date: '2026-11-01' }, id);
  else if (kind === 'purchase_order') {
    add(kind, { ...said, name_id, created_date: '2026-11-01' }, id);
    for (let line = 1; line <= chance.whole(0, 2); line += 1) {
      const item = chance.pick(items);
      add('purchase_order_line', {
        purchase_order_id: id,
        line_number: line,
        item_id: idOf(item),
        item_name: String(item['name']),
        original_quantity: '10',
      });
    }
  } else {
    add(kind, { ...said, created_date: '2026-11-01' }, id);
    const line = { line_number: 1, item_id: idOf(chance.pick(items)) };
    const tenderLine = add('tender_line', { tender_id: id, ...line, quantity: '100' });
    add('tender_supplier', { tender_id: id, name_id });
    const quote = add('quote', { tender_id: id, name_id });
    add('quote_line', { quote_id: quote, tender_line_id: tenderLine, item_id: line.item_id });
  }
  const made = await clerk.putAll(changes);
  if (made.ok)
    world.sometimes.saw(
      ownerOf(clerk.row(kind, id)) === 'primary'
        ? 'an order was made at the primary for a store'
        : 'an order was made in its store',
    );
  return true;
};

/** One that is known here, whosesoever it is; away from its owner it must be refused, whatever is preferred now. */
export const editOrder: Act = async (clerk) => {
  const { chance } = clerk;
  const table = chance.pick(CENTRALISED);
  const known = clerk.see(table);
  if (known.length === 0) return false;
  const order = chance.pick(known);
  const isOurs =
    ownerOf(order) === 'primary'
      ? isPrimary(clerk)
      : clerk.row('store', order['store_id'])?.['active_site_id'] === clerk.device.siteId;
  const comment = `seen ${chance.whole(1, 99)}`;
  // NOTE to say what is said already is no edit.
  if (order['comment'] === comment) return false;
  const edited = await clerk.put(table, idOf(order), { comment });
  if (isOurs) return true;
  return mustRefuse(clerk, edited, { invariant: 'D8', what: `an edit of a ${table} of another` });
};

function ownerOf(order: Row | undefined): unknown {
  return order?.['procurement_owner'] ?? order?.['owner'];
}
