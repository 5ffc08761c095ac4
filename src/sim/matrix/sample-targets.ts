// Where the references of a sample point. What the law's example names is meant; the others point to a sample that is
// there anyway.
import { must } from '#base';
import type { Table } from '#dictionary';
import { typeOf } from '../law/data-types.ts';
import { exampleOf } from '../law/matrix-country.ts';
import type { MatrixWorld } from './matrix-world.ts';
import { ofTable, type Sample, tableOf } from './sample.ts';

type Target = Sample | string;

/** What the law's examples call by a word and is a row of its own here. */
const WORDS: Readonly<Record<string, string>> = {
  supplier: 'name',
  item: 'item',
  'second-item': 'item',
  patient: 'patient',
  'second-patient': 'patient',
  prescriber: 'prescriber',
  location: 'location',
  'second-location': 'location',
};

/** Where each filled reference of a sample points: to another sample, or to an id. */
export function targetsOf(world: MatrixWorld, sample: Sample): ReadonlyMap<string, Target> {
  const table = tableOf(sample.table);
  const example = exampleOf(sample.policy, sample.table);
  const targets = new Map<string, Target>();
  const varied = variedColumn(table);
  for (const [name, column] of Object.entries(table.columns)) {
    const word = name === 'name_id' && sample.table === 'invoice' ? 'twin-partner' : example[name];
    const merged = sample.table === 'merge_event' && (name === 'kept_id' || name === 'removed_id');
    if (column.kind !== 'ref' && !merged) continue;
    if (name === 'store_id' && sample.at !== undefined)
      targets.set(name, world.ownStoreOf(sample.at));
    else if (name === varied)
      targets.set(
        name,
        ofTable(sample, must(column.ref, 'a reference'), `${sample.variant} ${sample.policy.row}`),
      );
    else if (typeof word === 'string') targets.set(name, meant(world, sample, word, merged));
    else if (sample.table === 'repeat' && name === 'original_invoice_line_id')
      // What is repeated was dispensed at home.
      targets.set(name, { ...ofTable(sample, 'prescription_line', 'held'), at: 'home' });
    else if (column.required)
      targets.set(name, needed(world, sample, must(column.ref, 'a reference')));
  }
  if (sample.table === 'merge_event' && sample.policy.row === 44)
    targets.set('store_id', must(world.ids.get('warehouse'), 'there is a warehouse'));
  return targets;
}

/** The reference that must point elsewhere in each row, where what makes a row unique are references alone. */
function variedColumn(table: Table): string | undefined {
  const group = table.unique.find((each) =>
    each.every((column) => table.columns[column]?.kind !== 'text'),
  );
  const references = (group ?? []).filter((column) => table.columns[column]?.kind === 'ref');
  return (
    references.find((column) => /^(item|name|patient|prescriber)_id$/.test(column)) ??
    references.find((column) => column !== 'store_id') ??
    references[0]
  );
}

const HELD = 'held-';

/** What a word of the law's example means. The removed row of a merge is another each time. */
function meant(world: MatrixWorld, sample: Sample, word: string, isMerge: boolean): Target {
  const known = world.ids.get(word);
  if (known !== undefined) return known;
  if (word.startsWith(HELD)) return { ...sample, table: word.slice(HELD.length), variant: 'held' };
  const table = must(WORDS[word], `${word} is known`);
  const variant = isMerge && word.startsWith('second') ? `merged-${sample.variant}` : word;
  return ofTable(sample, table, variant);
}

function needed(world: MatrixWorld, sample: Sample, table: string): Target {
  if (table === 'store') {
    const store = typeOf(sample.table).code === 'P' ? 'home-dispensary' : 'warehouse';
    return must(world.ids.get(store), `there is a ${store}`);
  }
  if (table === 'patient')
    return ofTable(sample, table, sample.at === undefined ? 'patient' : 'everywhere');
  if (table === 'name') return ofTable(sample, table, 'supplier');
  return ofTable(sample, table, 'held');
}
