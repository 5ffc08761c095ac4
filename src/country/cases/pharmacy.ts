// The two clinics with medicine on their shelves.
import { must } from '#base';
import type { Row } from '#dictionary';
import type { CountryOptions, Place } from '../small-country.ts';
import { type Clinics, clinics } from './clinics.ts';

export interface Pharmacies extends Clinics {
  readonly item: string;
  /** 100 tablets, one by one, in each clinic. */
  readonly stockHere: string;
  readonly stockThere: string;
  /** A prescription with one line of tablets; returns the id. */
  readonly prescription: (at: 'here' | 'there', columns: Row, line?: Row) => Promise<string>;
  /** What a clinic has left. */
  readonly left: (at: 'here' | 'there') => Promise<unknown>;
}

export async function pharmacies(options: CountryOptions = {}): Promise<Pharmacies> {
  const made = await clinics(options);
  const { country } = made;
  const item = country.id();
  await country.primary.puts('item', item, { code: 'amox', name: 'Amoxicillin 250 mg' });
  await country.settle();
  const fill = async (place: Place, store: string): Promise<string> => {
    const invoice = country.id();
    const line = country.id();
    await place.puts('invoice', invoice, { store_id: store, type: 'inventory_addition' });
    await place.puts('invoice_line', line, {
      invoice_id: invoice,
      item_id: item,
      packs: '100',
      pack_size: '1',
      sell_price: '2',
      batch: 'B1',
      expiry_date: '2030-01-31',
    });
    await place.does('finalise-invoice', { invoice_id: invoice });
    return String(must(await place.row('invoice_line', line), 'it was put')['stock_line_id']);
  };
  const clinic = {
    here: { place: country.one, store: made.here, stock: await fill(country.one, made.here) },
    there: { place: country.two, store: made.there, stock: await fill(country.two, made.there) },
  };
  return {
    ...made,
    item,
    stockHere: clinic.here.stock,
    stockThere: clinic.there.stock,
    async prescription(at, columns, line = {}) {
      const { place, store, stock } = clinic[at];
      const id = country.id();
      await place.puts('prescription', id, { store_id: store, ...columns });
      await place.puts('prescription_line', country.id(), {
        prescription_id: id,
        stock_line_id: stock,
        packs: '10',
        ...line,
      });
      return id;
    },
    async left(at) {
      const { place, stock } = clinic[at];
      return (await place.row('stock_line', stock))?.['total_packs'];
    },
  };
}
