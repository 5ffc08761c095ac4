// What no tool checks for us. A new check is one file and a line in this list.
import type { Check } from './check.ts';
import { clockAndChance } from './clock-and-chance.ts';
import { doors } from './doors.ts';
import { fileLength } from './file-length.ts';
import { lockfile } from './lockfile.ts';
import { noPlaces } from './no-places.ts';
import { refusalsInGuide } from './refusals-in-guide.ts';
import { specIds } from './spec-ids.ts';

const checks: readonly Check[] = [
  doors,
  clockAndChance,
  fileLength,
  specIds,
  refusalsInGuide,
  lockfile,
  noPlaces,
];

for (const { name, run } of checks) {
  const { faults, seen } = await run();
  console.log(`${faults.length === 0 ? 'ok  ' : 'FAIL'} ${name}: ${seen}`);
  for (const fault of faults) console.log(`     ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
}
