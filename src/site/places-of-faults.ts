// Many changes are refused together: whoever sent them wants to know each that is to blame, by its place among them.
import type { Refusal } from '#base';
import type { RowChange } from './site-api.ts';

/** One thing that is wrong with one change: `column` is null when it is not about a column. */
export interface PlacedFault {
  readonly index: number;
  readonly table: string;
  readonly id: string;
  readonly column: string | null;
  readonly reason: string;
}

/**
 * The refusal with the places of what is wrong: of the rows that it names, or of the change `at` which it is about. One
 * that is about no row, such as a full disk, stays as it is.
 */
export function withPlaces(
  refusal: Refusal,
  changes: readonly RowChange[],
  at: number | undefined,
): Refusal {
  if (refusal.kind === 'no-space') return refusal;
  const places = new Map(changes.map(({ table, id }, i) => [`${table}/${id}`, i]));
  const named = (namedIn(refusal) ?? []).flatMap((fault) => {
    const index = places.get(`${fault.table}/${fault.id}`);
    return index === undefined ? [] : [{ index, ...fault }];
  });
  const about = at === undefined ? undefined : changes[at];
  const faults = about && named.length === 0 ? [{ index: at, ...faultOf(refusal, about) }] : named;
  const index = faults[0]?.index;
  return index === undefined
    ? refusal
    : { ...refusal, details: { ...refusal.details, index, faults } };
}

/** The first of these refusals, with the faults of all; undefined when there is none. */
export function together(placed: readonly Refusal[]): Refusal | undefined {
  const [first] = placed;
  if (first === undefined) return undefined;
  const faults = placed.flatMap((each) => namedIn(each) ?? []);
  return { ...first, details: { ...first.details, faults } };
}

type RowFault = Omit<PlacedFault, 'index'>;

function namedIn({ details }: Refusal): readonly RowFault[] | undefined {
  return details['faults'] as readonly RowFault[] | undefined;
}

function faultOf({ message, details }: Refusal, { table, id }: RowChange): RowFault {
  const column = typeof details['column'] === 'string' ? details['column'] : null;
  return { table, id, column, reason: `is refused: ${message.replace(/\.$/, '')}` };
}
