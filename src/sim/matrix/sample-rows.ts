// A sound row of every table, from the columns that the dictionary declares and from what the law's example of the
// cell says about whose the row is. So a refusal can only come of the place.
import { must } from '#base';
import { atollDictionary, PREFERENCES, type Row, type Table, type Value } from '#dictionary';
import { DATA_TYPES, nameInPolicy, POLICY, type PolicyRow, typeOf } from '../law/data-types.ts';
import type { Role } from '../law/matrix.ts';
import { exampleOf } from '../law/matrix-country.ts';
import type { MatrixWorld } from './matrix-world.ts';
import { sampleValue } from './sample-value.ts';

/** One sample: of a table, as a row of the policy speaks of it. Samples of different variants are different rows. */
export interface Sample {
  readonly policy: PolicyRow;
  readonly table: string;
  readonly variant: string;
  /** The site that makes it in its own store, where that is not the one of the policy. */
  readonly at?: Role;
}

/** The samples that cells ask about: what is there to edit and to delete, and what each way of making a row makes. */
export const VARIANTS: readonly string[] = ['held', 'doomed', 'created', 'imported', 'pushed'];

export interface SampleRows {
  readonly idOf: (sample: Sample) => string;
  /** Its own columns, those of the system among them. */
  readonly columnsOf: (sample: Sample) => Row;
  /** The samples that it points to. */
  readonly pointedTo: (sample: Sample) => readonly Sample[];
}

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

/** What the gate cannot know of a column by its kind. */
const SPECIAL: Readonly<Record<string, Row>> = {
  // A placeholder is what a line without stock is.
  invoice_line: { type: 'placeholder' },
  invoice: { line_count: 1 },
  preference: { scope: 'user' },
  repeat: { repeats_left: 1 },
  store: { ownership_epoch: 1 },
};

export function sampleRows(world: MatrixWorld): SampleRows {
  const ids = new Map<string, string>();
  const numbers = new Map<string, number>();

  const idOf = (sample: Sample): string => {
    const name = nameOf(sample);
    const id = ids.get(name) ?? world.country.id();
    ids.set(name, id);
    if (!numbers.has(name)) numbers.set(name, 100 + numbers.size);
    return id;
  };

  const pointedTo = (sample: Sample): readonly Sample[] =>
    [...referencesOf(world, sample).values()].filter((each) => typeof each !== 'string');

  const columnsOf = (sample: Sample): Row => {
    const table = tableOf(sample.table);
    idOf(sample);
    const number = must(numbers.get(nameOf(sample)), 'a sample has a number');
    const row: Record<string, Value> = {};
    for (const [name, column] of Object.entries(table.columns)) {
      if (name === 'id') continue;
      const isWanted = column.required && column.fallback === undefined;
      const isTold = isPartOfUnique(table, name) && column.kind === 'text';
      row[name] =
        isWanted || isTold
          ? sampleValue(column, `${number} ${sample.table}`.slice(0, column.max))
          : ((column.fallback ?? null) as Value);
    }
    const references = [...referencesOf(world, sample)].map(([column, target]) => [
      column,
      typeof target === 'string' ? target : idOf(target),
    ]);
    return {
      ...row,
      ...saidByExample(table, sample.policy),
      ...SPECIAL[sample.table],
      ...numbered(sample, number),
      ...Object.fromEntries(references),
    };
  };

  return { idOf, columnsOf, pointedTo };
}

function nameOf({ policy, table, variant, at }: Sample): string {
  return [policy.row, table, variant, at].join('/');
}

function tableOf(name: string): Table {
  return must(atollDictionary.table(name), `${name} is a table`);
}

function isPartOfUnique(table: Table, column: string): boolean {
  return table.unique.some((group) => group.includes(column));
}

/** The plain values of the law's example that are columns here; whose an order is stands on the order. */
function saidByExample(table: Table, policy: PolicyRow): Row {
  const said = Object.entries(exampleOf(policy, table.name)).filter(([column, value]) => {
    const declared = Object.hasOwn(table.columns, column) ? table.columns[column] : undefined;
    if (declared === undefined || column === 'id') return false;
    return declared.values === undefined || declared.values.includes(String(value));
  });
  const type = typeOf(table.name);
  const owner = policy.row >= 25 && policy.row <= 27 ? 'primary' : 'store';
  return {
    ...Object.fromEntries(said),
    ...(type.code === 'CS-P/S' && {
      [type.subject === 'procurement' ? 'procurement_owner' : 'owner']: owner,
    }),
  };
}

/** Columns whose values must differ from row to row and are no text of free choice. */
function numbered({ table, variant }: Sample, number: number): Row {
  if (table === 'site') return { site_id: number };
  const keys = KEYS[table];
  if (keys === undefined) return {};
  const [key, { fallback }] = must(
    keys[VARIANTS.indexOf(variant)],
    `there is a preference for the variant ${variant}`,
  );
  return { key, value: fallback };
}

const known = Object.entries(PREFERENCES);
/** Preferences that a person may say in these tables, the first of them without a part in who edits what. */
const KEYS: Readonly<Record<string, typeof known>> = {
  store_preference: known.filter(([key]) => key.startsWith('months_')),
  shared_preference: known.filter(([, { scope }]) => scope.startsWith('country')).reverse(),
};

type Target = Sample | string;

/** Where each filled reference of a sample points: to another sample, or to an id. */
function referencesOf(world: MatrixWorld, sample: Sample): ReadonlyMap<string, Target> {
  const table = tableOf(sample.table);
  const example = exampleOf(sample.policy, sample.table);
  const targets = new Map<string, Target>();
  const varied = variedColumn(table);
  for (const [name, column] of Object.entries(table.columns)) {
    const word = name === 'name_id' && sample.table === 'invoice' ? 'twin-partner' : example[name];
    const merged = sample.table === 'merge_event' && (name === 'kept_id' || name === 'removed_id');
    if (column.kind !== 'ref' && !merged) continue;
    if (name === 'store_id' && sample.at !== undefined) targets.set(name, world.ownStoreOf(sample.at));
    else if (name === varied) targets.set(name, ofTable(sample, must(column.ref, 'a reference'), `${sample.variant} ${sample.policy.row}`));
    else if (typeof word === 'string') targets.set(name, meant(world, sample, word, merged));
    else if (sample.table === 'repeat' && name === 'original_invoice_line_id')
      // What is repeated was dispensed at home.
      targets.set(name, { ...ofTable(sample, 'prescription_line', 'held'), at: 'home' });
    else if (column.required) targets.set(name, needed(world, sample, must(column.ref, 'a reference')));
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
  if (table === 'patient') return ofTable(sample, table, sample.at === undefined ? 'patient' : 'everywhere');
  if (table === 'name') return ofTable(sample, table, 'supplier');
  return ofTable(sample, table, 'held');
}

/** A sample of the table that a sample points to, of the same row of the policy where that one has the table. */
function ofTable({ policy, at }: Sample, table: string, variant: string): Sample {
  const own = policy.tables[nameInPolicy(table)] !== undefined ? policy : undefined;
  const of = own ?? must(
    POLICY.find(({ tables }) => nameInPolicy(table) in tables),
    `the policy has the table ${table}`,
  );
  const isLocal = DATA_TYPES[nameInPolicy(table)]?.code === 'L';
  return { policy: of, table, variant, ...(isLocal && at !== undefined && { at }) };
}
