// What a site may not have is looked for where it would lie: in every file of the site's folder.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Served, type ServedCountry, servedCountry } from './testing/served-country.ts';

const CANARY = 'Kanarienvogel';
let country: ServedCountry;
beforeAll(async () => {
  country = await servedCountry();
});
afterAll(() => country.close());

/** The files of a site that hold the canary. */
const holding = ({ dir }: Served) =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const file = join(dir, name);
    return statSync(file).isFile() && readFileSync(file).includes(CANARY);
  });

it('[E1, E5] a patient is on the disk of those who may see them, and of nobody once hidden', async () => {
  const { central } = country;
  const home = await country.site('home', { mode: 'dispensary' });
  const seeing = await country.site('seeing', { mode: 'dispensary' });
  const other = await country.site('other', { mode: 'dispensary' });
  const { patient_id } = await home.does('register-patient', {
    store_id: home.storeId,
    last_name: CANARY,
  });
  await home.syncs();
  for (const site of [seeing, other]) await site.syncs();
  expect([holding(seeing), holding(other)]).toEqual([[], []]);
  expect(holding(central)).not.toEqual([]);

  const shown = { patient_id: String(patient_id), store_id: seeing.storeId };
  const [join_id = ''] = await central.puts('patient_store_join', [shown]);
  for (const site of [seeing, other]) await site.syncs();
  expect(await seeing.rows('patient')).toMatchObject([{ last_name: CANARY }]);
  expect(holding(seeing)).not.toEqual([]);
  expect(holding(other)).toEqual([]);

  await central.edits('patient_store_join', join_id, { inactive: true });
  for (const site of [seeing, other]) expect((await site.syncs()).error).toBeNull();
  expect([holding(seeing), holding(other)]).toEqual([[], []]);
  expect(holding(home)).not.toEqual([]);
}, 60_000);
