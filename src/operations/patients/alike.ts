// Who may be the same person. It is answered, never refused: twins and namesakes exist.
import type { RowId } from '#base';
import { patient, prescriber, type RowOf } from '#dictionary';
import type { Work } from '#engine';

export type Reason =
  | 'same-name-and-birth'
  | 'same-national-number'
  | 'same-name'
  | 'same-registration';

export interface Alike {
  readonly id: RowId;
  readonly code: string;
  readonly name: string;
  readonly because: Reason;
}

type Patient = Pick<
  RowOf<typeof patient>,
  'first_name' | 'last_name' | 'date_of_birth' | 'national_health_number'
>;
type Prescriber = Pick<RowOf<typeof prescriber>, 'first_name' | 'last_name' | 'registration_code'>;

export async function patientsAlike(work: Work, of: Patient): Promise<readonly Alike[]> {
  const { date_of_birth, national_health_number } = of;
  const sameNumber =
    national_health_number === null
      ? []
      : await work.find(patient, {
          where: [{ column: 'national_health_number', is: national_health_number }],
        });
  const sameBirth =
    date_of_birth === null
      ? []
      : await work.find(patient, { where: [{ column: 'date_of_birth', is: date_of_birth }] });
  return listed([
    ...sameNumber.map((row) => ({ row, because: 'same-national-number' as const })),
    ...sameBirth
      .filter((row) => nameOf(row) === nameOf(of))
      .map((row) => ({ row, because: 'same-name-and-birth' as const })),
  ]).map(({ row, because }) => ({ id: row.id, code: row.code, name: row.name, because }));
}

export async function prescribersAlike(work: Work, of: Prescriber): Promise<readonly Alike[]> {
  const { registration_code } = of;
  const sameRegistration =
    registration_code === null
      ? []
      : await work.find(prescriber, {
          where: [{ column: 'registration_code', is: registration_code }],
        });
  const sameLast = await work.find(prescriber, {
    where: [{ column: 'last_name', is: of.last_name }],
  });
  return listed([
    ...sameRegistration.map((row) => ({ row, because: 'same-registration' as const })),
    ...sameLast
      .filter((row) => nameOf(row) === nameOf(of))
      .map((row) => ({ row, because: 'same-name' as const })),
  ]).map(({ row, because }) => ({
    id: row.id,
    code: row.code,
    name: [row.first_name, row.last_name].filter((part) => part !== null).join(' '),
    because,
  }));
}

/** Each person once, with the stronger reason, which comes first; the merged ones are somebody else by now. */
function listed<
  T extends { readonly row: { readonly id: RowId; readonly merged_into_id: RowId | null } },
>(found: readonly T[]): readonly T[] {
  const first = new Map<RowId, T>();
  for (const each of found)
    if (each.row.merged_into_id === null && !first.has(each.row.id)) first.set(each.row.id, each);
  return [...first.values()];
}

function nameOf({
  first_name,
  last_name,
}: {
  readonly first_name: string | null;
  readonly last_name: string;
}): string {
  return `${first_name ?? ''} ${last_name}`.trim().toLowerCase();
}
