import { must } from '#base';
import { atollDictionary } from '#dictionary';
import { POLICY } from '../law/data-types.ts';
import { ROLES, type Role } from '../law/matrix.ts';
import { putByOperation } from './local-work.ts';
import type { Maker } from './make-samples.ts';
import type { MatrixWorld } from './matrix-world.ts';
import type { Sample } from './sample.ts';
import type { SampleRows } from './sample-rows.ts';

/**
 * The persons of the law's country: at home in one dispensary, visible in another. And one whom every site knows,
 * for what each site keeps for itself.
 */
export async function showPersons(
  world: MatrixWorld,
  rows: SampleRows,
  make: Maker['make'],
): Promise<void> {
  const { country, placeOf, ownStoreOf } = world;
  const patient = personOf('patient', 'patient');
  const prescriber = personOf('prescriber', 'prescriber');
  const everywhere = personOf('patient', 'everywhere');
  await make([patient, prescriber, everywhere]);
  const show = async (person: Sample, role: Role) => {
    const refusal = await putByOperation(placeOf('primary'), {
      table: must(
        atollDictionary.table(`${person.table}_store_join`),
        'persons are shown in stores',
      ),
      id: country.id(),
      columns: { [`${person.table}_id`]: rows.idOf(person), store_id: ownStoreOf(role) },
    });
    if (refusal !== undefined) throw new Error(refusal.message);
  };
  for (const role of ['home', 'visible'] as const) await show(patient, role);
  await show(prescriber, 'home');
  for (const role of ROLES)
    if (role !== 'primary' || world.topology === 'mirrored') await show(everywhere, role);
  await country.settle();
}

function personOf(table: 'patient' | 'prescriber', variant: string): Sample {
  return { policy: must(POLICY[35], 'row 36 is about persons'), table, variant };
}
