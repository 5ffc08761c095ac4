// The plain account at the end: what each store holds, and whether the whole story came true.
import { add, type Decimal, multiply, parseDecimal, subtract, ZERO } from '#base';
import type { Row } from '#dictionary';
import type { DemoCountry, DemoStore } from './raise-country.ts';

export interface Account {
  readonly lines: readonly string[];
  /** What did not come true; empty when all did. */
  readonly wrong: readonly string[];
}

export async function accountOf(country: DemoCountry): Promise<Account> {
  const stores = Object.values(country.stores);
  const lines: string[] = [];
  const wrong: string[] = [];
  let held: Decimal = ZERO;
  for (const store of stores) {
    const units = unitsOf(await store.site.rows('stock_line', { store_id: store.storeId }));
    held = add(held, units);
    const invoices = await store.site.rows('invoice', { store_id: store.storeId });
    lines.push(`${store.title} (${store.site.title}): ${units} units; ${documentsOf(invoices)}`);
    wrong.push(...(await differencesOf(country, store)));
  }
  wrong.push(...(await halvesWrong(country, stores)));
  const received = await unitsReceived(country);
  if (subtract(received, held) !== '0')
    wrong.push(`${received} units came into the country, ${held} are in its stores.`);
  for (const site of country.remotes) {
    const { waiting_to_push, quarantined, error } = await site.status();
    lines.push(
      `${site.title}: ${waiting_to_push} changes wait to be sent, ${quarantined} in quarantine`,
    );
    if (waiting_to_push !== 0 || quarantined !== 0 || error !== null)
      wrong.push(`${site.title} is not in step with central.`);
  }
  return { lines, wrong };
}

function unitsOf(stockLines: readonly Row[]): Decimal {
  return stockLines.reduce(
    (sum, line) => add(sum, multiply(decimalOf(line, 'total_packs'), decimalOf(line, 'pack_size'))),
    ZERO,
  );
}

function decimalOf(row: Row, column: string): Decimal {
  const value = parseDecimal(row[column]);
  if (value === undefined) throw new Error(`${column} is no decimal: ${String(row[column])}`);
  return value;
}

function documentsOf(invoices: readonly Row[]): string {
  const numbers = (type: string) =>
    invoices
      .filter((invoice) => invoice['type'] === type)
      .map((invoice) => Number(invoice['serial']))
      .sort((a, b) => a - b);
  return `sent invoices ${spoken(numbers('customer_invoice'))}, received ${spoken(numbers('supplier_invoice'))}`;
}

function spoken(numbers: readonly number[]): string {
  return numbers.length === 0 ? 'none' : `no. ${numbers.join(', ')}`;
}

/** Every shipment has exactly one other half, at central and where it was received. */
async function halvesWrong(
  country: DemoCountry,
  stores: readonly DemoStore[],
): Promise<readonly string[]> {
  const wrong: string[] = [];
  const atCentral = await country.central.rows('invoice');
  for (const sent of atCentral.filter((invoice) => invoice['type'] === 'customer_invoice')) {
    const halves = atCentral.filter(
      (invoice) =>
        invoice['linked_invoice_id'] === sent['id'] && invoice['type'] === 'supplier_invoice',
    );
    const receiver = stores.find((store) => store.nameId === sent['name_id']);
    const arrived =
      (await receiver?.site.rows('invoice', { linked_invoice_id: String(sent['id']) })) ?? [];
    if (halves.length !== 1 || arrived.length !== 1 || Number(arrived[0]?.['serial']) < 1) {
      wrong.push(
        `Invoice ${String(sent['serial'])} to ${receiver?.title ?? 'nobody'} has ${halves.length} halves at central, ${arrived.length} at its store.`,
      );
    }
  }
  return wrong;
}

/** Central's copy of a store's documents is the store's own. */
async function differencesOf(country: DemoCountry, store: DemoStore): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const table of ['invoice', 'stock_line', 'stock_movement', 'number_sequence']) {
    const [own, central] = await Promise.all(
      [store.site, country.central].map((site) => site.rows(table, { store_id: store.storeId })),
    );
    if (JSON.stringify(own) !== JSON.stringify(central))
      wrong.push(`${store.title}: central holds another ${table} than the store.`);
  }
  return wrong;
}

async function unitsReceived(country: DemoCountry): Promise<Decimal> {
  const outside = await country.central.rows('invoice', { their_ref: 'Outside delivery' });
  let sum: Decimal = ZERO;
  for (const invoice of outside) {
    const lines = await country.central.rows('invoice_line', { invoice_id: String(invoice['id']) });
    for (const line of lines)
      sum = add(sum, multiply(decimalOf(line, 'packs'), decimalOf(line, 'pack_size')));
  }
  return sum;
}
