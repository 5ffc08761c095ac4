// What happens in the demo, step by step; each step ends with what can be seen.
import { must } from '#base';
import { type DemoCountry, settle } from './raise-country.ts';
import { deliver, type Packs, ship, takeIn } from './ship.ts';

/** The small country's own list of medicines. */
const MEDICINES = [
  ['amox250', 'Amoxicillin 250 mg capsule'],
  ['para500', 'Paracetamol 500 mg tablet'],
  ['ors', 'Oral rehydration salts'],
  ['zinc20', 'Zinc 20 mg tablet'],
  ['act', 'Artemether with lumefantrine tablet'],
] as const;

export interface Step {
  readonly title: string;
  /** Does it and says what came of it. */
  readonly play: (country: DemoCountry) => Promise<string>;
}

/** The steps in order; they hand on what they made through `told`. */
export function story(): readonly Step[] {
  const items: string[] = [];
  const goods = (packs: number): readonly Packs[] => items.map((item) => ({ item, packs }));
  return [
    {
      title: 'The ministry writes the catalogue at the primary',
      async play(country) {
        await settle(country);
        for (const [code, name] of MEDICINES) {
          items.push(await country.primary.make('item', { code, name }));
        }
        await settle(country);
        const seen = await Promise.all(country.remotes.map((site) => site.rows('item')));
        return `${MEDICINES.length} items; every site has ${seen.map((rows) => rows.length).join(', ')}.`;
      },
    },
    {
      title: 'A manufacturer delivers to the central warehouse',
      async play(country) {
        const supplier = await country.primary.make('name', {
          code: 'MAN1',
          name: 'A manufacturer abroad',
          type: 'facility',
          is_supplier: true,
        });
        await settle(country);
        await deliver(country.stores.cms, supplier, goods(500));
        return '500 packs of each item are in stock.';
      },
    },
    {
      title: 'The warehouse ships to the hospital and to the harbour',
      async play(country) {
        const { cms, hospital, harbour } = country.stores;
        await ship(cms, hospital, goods(100));
        await ship(cms, harbour, goods(80));
        await settle(country);
        const took = [await takeIn(hospital), await takeIn(harbour)];
        await settle(country);
        return `Each store found its delivery on hold, numbered it and took it in (${took.join(' and ')}).`;
      },
    },
    {
      title: 'The hospital ships to the clinic of its own site',
      async play(country) {
        const { hospital, clinic } = country.stores;
        await ship(hospital, clinic, goods(20));
        const took = await takeIn(clinic);
        await settle(country);
        return `It was there at once, without a network (${took}).`;
      },
    },
    {
      title: 'The harbour is cut off, and works on',
      async play(country) {
        const { cms, clinic, harbour } = country.stores;
        country.harbourLine.pull();
        await ship(harbour, clinic, goods(5));
        await ship(harbour, clinic, goods(3));
        await ship(cms, harbour, goods(10));
        const run = await harbour.site.sync();
        const { waiting_to_push } = await harbour.site.status();
        if (run.error === null) throw new Error('The harbour reached central through a cut line.');
        return `${waiting_to_push} changes wait there: "${run.error.message}"`;
      },
    },
    {
      title: 'The line comes back, and the harbour drains',
      async play(country) {
        const { clinic, harbour } = country.stores;
        country.harbourLine.plug();
        await settle(country);
        const took = [await takeIn(clinic), await takeIn(harbour)];
        await settle(country);
        const { waiting_to_push } = await harbour.site.status();
        return `${waiting_to_push} changes wait; the clinic took in ${must(took[0], 'a count')} deliveries, the harbour ${must(took[1], 'a count')}.`;
      },
    },
  ];
}
