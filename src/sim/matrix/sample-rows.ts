// A sound row of every table, from the columns that the dictionary declares and from what the law's example of the
// cell says about whose the row is. So a refusal can only come of the place.
import { must } from '#base';
import { PREFERENCES, type Row, type Table, type Value } from '#dictionary';
import { type PolicyRow, typeOf } from '../law/data-types.ts';
import { exampleOf } from '../law/matrix-country.ts';
import type { MatrixWorld } from './matrix-world.ts';
import { type Sample, tableOf } from './sample.ts';
import { targetsOf } from './sample-targets.ts';
import { sampleValue } from './sample-value.ts';

/** The samples that cells ask about: what is there to edit and to delete, and what each way of making a row makes. */
export const VARIANTS: readonly string[] = ['held', 'doomed', 'created', 'imported', 'pushed'];

export interface SampleRows {
  readonly idOf: (sample: Sample) => string;
  /** Its own columns, those of the system among them. */
  readonly columnsOf: (sample: Sample) => Row;
  /** The samples that it points to. */
  readonly pointedTo: (sample: Sample) => readonly Sample[];
}

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
    [...targetsOf(world, sample).values()].filter((each) => typeof each !== 'string');

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
    const references = [...targetsOf(world, sample)].map(([column, target]) => [
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
