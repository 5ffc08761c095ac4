// A store with years of work behind it, whose site is about to get a device: its rows lie at central, among others'.
import { join } from 'node:path';
import { valueOf } from '#base';
import type { Row } from '#dictionary';
import { apiClient, readServerFile, serveSite } from '#server';
import { makeCentral, someId } from './central.ts';
import { fill, kept } from './fill.ts';
import { confirmedDelivery, forgedLog } from './forge.ts';
import { chanceOf, itemName } from './goods.ts';

/** Lines of a delivery: with stock and movements 37 rows, of 23 columns on the average. */
const LINES = 12;
const ITEMS = 2_000;
/** Of the rows of the store, so many are others' beside it. */
const OTHERS = 0.2;

/** Makes central's folder; returns the code with which the device of site 2 enrols, and the store that is active there. */
export async function makeFullStore(dir: string, rows: number): Promise<FullStore> {
  await makeCentral(dir);
  const served = valueOf(await serveSite({ dir, port: 0, scheduled: false }));
  const api = apiClient((await readServerFile(dir)) ?? { url: '', token: '' });
  const does = async (name: string, input: object) =>
    (valueOf(await api.post(`/api/operations/${name}`, input)) as { readonly result: Made }).result;
  const { code } = await does('create-site', { name: 'District', site_type: 'open' });
  const store = { store_mode: 'store' };
  const own = await does('create-store', { ...store, code: 'D', name: 'District', site_id: 2 });
  const other = await does('create-store', { ...store, code: 'E', name: 'Elsewhere' });
  await served.close();
  putRows(join(dir, 'atoll.db'), { own: own.store_id, other: other.store_id, rows });
  return { code, storeId: own.store_id };
}

export interface FullStore {
  readonly code: string;
  readonly storeId: string;
}

interface Made {
  readonly code: string;
  readonly store_id: string;
}

function putRows(
  file: string,
  { own, other, rows }: { readonly own: string; readonly other: string; readonly rows: number },
): void {
  const chance = chanceOf(7);
  const into = ['item', 'invoice', 'invoice_line', 'stock_line', 'stock_movement', 'log_entry'];
  fill(file, into, (database) => {
    const supplier = someId();
    const items = Array.from({ length: ITEMS }, someId);
    for (const [i, id] of items.entries()) {
      database.put('item', { id, code: `item-${i}`, name: itemName(i), ...kept(1) });
      database.log('everyone', { table: 'item', id, origin: 1 });
    }
    const log = (siteId: number, storeId: string) =>
      forgedLog({ siteId, storeId, nameId: '', incarnation: '', keys: NO_KEYS, marks: {} });
    const [ours, theirs] = [log(2, own), log(1, other)];
    for (let filed = ITEMS; filed < rows; ) {
      const isOurs = chance.below(100) >= OTHERS * 100;
      const { changes } = confirmedDelivery(
        isOurs ? ours : theirs,
        { items, supplier },
        { lines: LINES, chance },
      );
      for (const { table, row } of changes) {
        if (table === 'number_sequence') continue;
        database.put(table, row as Row);
        database.log(`store:${isOurs ? own : other}`, {
          table,
          id: String(row['id']),
          origin: isOurs ? 2 : 1,
        });
        if (isOurs) filed += 1;
      }
    }
  });
}

const NO_KEYS = { public_key: '', private_key: '' };
