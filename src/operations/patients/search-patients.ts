import { ok, type Result, type RowId, refused } from '#base';
import { patient, type RowOf } from '#dictionary';
import type { Find, Work } from '#engine';
import { leftOf } from '../merging/left-of.ts';
import { beginnings, namesFit, wordsOf } from './name-search.ts';
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
/** Rows that one question may bring. */
const MOST_READ = 500;
const EXACT = ['code', 'national_health_number', 'date_of_birth'] as const;

type Patient = RowOf<typeof patient>;

/** Refuses a look-up that is about nobody in particular (E7). */
export function checkTerms({ code, national_health_number, text }: Terms): Result<void> {
  const letters = wordsOf(text).join('').length;
  return code !== undefined || national_health_number !== undefined || letters >= LEAST_LETTERS
    ? ok(undefined)
    : refused(tooFewTerms({ least: LEAST_LETTERS }));
}

/** The patients at this site for whom every term holds, the first `most` of them by name. */
export async function searchPatients(work: Work, terms: Terms, most: number): Promise<Search> {
  const { rows, whole } = await candidates(work, terms);
  const fitting = [...rows.filter((row) => fits(row, terms)), ...(await leftOfMerged(work, terms))];
  const byId = new Map(fitting.map((row) => [row.id, row]));
  const found = [...byId.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    patients: found.slice(0, most).map(told),
    more: found.length > most || !whole,
  };
}

/** Rows that may fit, each asked by an index: for the names, those whose name or last name begins with one of them. */
async function candidates(
  work: Work,
  terms: Terms,
): Promise<{ readonly rows: readonly Patient[]; readonly whole: boolean }> {
  const exactly = EXACT.flatMap((column) => {
    const value = terms[column];
    return value === undefined ? [] : [{ column, is: value }];
  });
  const read = (more: NonNullable<Find['where']>) =>
    work.find(patient, { where: [...exactly, ...more], limit: MOST_READ });
  if (terms.code !== undefined || terms.national_health_number !== undefined)
    return { rows: await read([]), whole: true };
  const found: (readonly Patient[])[] = [];
  for (const begin of beginnings(terms.text ?? '', ['last_name', 'name']))
    found.push(await read(begin));
  return { rows: found.flat(), whole: found.every(({ length }) => length < MOST_READ) };
}

/** Somebody comes with the card of a record that was merged away: whoever is left of it is meant. */
async function leftOfMerged(work: Work, terms: Terms): Promise<readonly Patient[]> {
  if (terms.code === undefined) return [];
  const where = [{ column: 'code', is: terms.code }];
  const left: Patient[] = [];
  for (const removed of await work.find(patient, { where, deleted: true, limit: MOST_READ })) {
    const id = removed.deleted_at === null ? undefined : await leftOf(work, 'patient', removed.id);
    const kept = id && (await work.get(patient, id));
    if (kept !== undefined && fits({ ...removed, merged_into_id: null }, terms)) left.push(kept);
  }
  return left;
}

function fits(row: Patient, terms: Terms): boolean {
  return (
    row.merged_into_id === null &&
    EXACT.every((column) => terms[column] === undefined || terms[column] === row[column]) &&
    namesFit(terms.text, [row.name, row.first_name, row.middle_name, row.last_name])
  );
}

function told({ id, code, name, date_of_birth, gender, store_id }: Patient): FoundPatient {
  return { patient_id: id, code, name, date_of_birth, gender, home_store_id: store_id };
}
