import { ok, type Result, type RowId, refused } from '#base';
import { patient, type RowOf } from '#dictionary';
import type { Work } from '#engine';
import { tooFewTerms } from './refusals.ts';

export interface Terms {
  readonly code?: string;
  readonly national_health_number?: string;
  /** The beginnings of names, in any order. */
  readonly text?: string;
  readonly date_of_birth?: string;
}

/** As much of a patient as it takes to tell them from another. */
export interface FoundPatient {
  readonly patient_id: RowId;
  readonly code: string;
  readonly name: string;
  readonly date_of_birth: string | null;
  readonly gender: string;
  readonly home_store_id: RowId;
}

export interface Search {
  readonly patients: readonly FoundPatient[];
  /** Others match as well: more terms are needed to tell. */
  readonly more: boolean;
}

const LEAST_LETTERS = 3;
/** Longer texts say nothing more. */
const MOST_WORDS = 4;
/** Rows that one beginning of a name may bring. */
const MOST_READ = 500;

type Patient = RowOf<typeof patient>;

/** Refuses a look-up that is about nobody in particular (E7). */
export function checkTerms({ code, national_health_number, text = '' }: Terms): Result<void> {
  const letters = wordsOf(text).join('').length;
  return code !== undefined || national_health_number !== undefined || letters >= LEAST_LETTERS
    ? ok(undefined)
    : refused(tooFewTerms({ least: LEAST_LETTERS }));
}

/** The patients at this site for whom every term holds, the first `most` of them by name. */
export async function searchPatients(work: Work, terms: Terms, most: number): Promise<Search> {
  const { rows, whole } = await candidates(work, terms);
  const byId = new Map(rows.filter((row) => fits(row, terms)).map((row) => [row.id, row]));
  const found = [...byId.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    patients: found.slice(0, most).map(told),
    more: found.length > most || !whole,
  };
}

/** Rows that may fit, by the term that names fewest; each is asked by an index. */
async function candidates(
  work: Work,
  { code, national_health_number, date_of_birth, text = '' }: Terms,
): Promise<{ readonly rows: readonly Patient[]; readonly whole: boolean }> {
  const exactly = Object.entries({ code, national_health_number, date_of_birth }).find(
    ([, value]) => value !== undefined,
  );
  if (exactly !== undefined) {
    const [column, value = ''] = exactly;
    return { rows: await work.find(patient, { where: [{ column, is: value }] }), whole: true };
  }
  const rows: Patient[] = [];
  let whole = true;
  for (const word of wordsOf(text)) {
    for (const column of ['last_name', 'name']) {
      for (const spelled of spellings(word)) {
        const read = await beginningWith(work, column, spelled);
        if (read.length === MOST_READ) whole = false;
        rows.push(...read);
      }
    }
  }
  return { rows, whole };
}

async function beginningWith(work: Work, column: string, word: string) {
  const exact = await work.find(patient, { where: [{ column, is: word }], limit: MOST_READ });
  const longer = await work.find(patient, {
    where: [
      { column, above: word },
      { column, upTo: `${word}\u{10ffff}` },
    ],
    order: [{ column }],
    limit: MOST_READ - exact.length,
  });
  return [...exact, ...longer];
}

function fits(row: Patient, terms: Terms): boolean {
  const names = wordsOf([row.name, row.first_name, row.middle_name, row.last_name].join(' '));
  const exactly = ['code', 'national_health_number', 'date_of_birth'] as const;
  return (
    row.merged_into_id === null &&
    exactly.every((column) => terms[column] === undefined || terms[column] === row[column]) &&
    wordsOf(terms.text ?? '').every((word) => names.some((name) => name.startsWith(word)))
  );
}

function told({ id, code, name, date_of_birth, gender, store_id }: Patient): FoundPatient {
  return { patient_id: id, code, name, date_of_birth, gender, home_store_id: store_id };
}

function wordsOf(text: string): readonly string[] {
  const words = text.normalize('NFC').toLowerCase().split(/\s+/u);
  return words.filter((word) => word !== '').slice(0, MOST_WORDS * 4);
}

/** Databases compare letter by letter: the usual ways of writing a name are asked one by one. */
function spellings(lower: string): readonly string[] {
  const [first = '', ...rest] = lower;
  return [first.toUpperCase() + rest.join(''), lower, lower.toUpperCase()];
}
