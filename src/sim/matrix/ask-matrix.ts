import type { DeliberateFaults } from '#engine/ports';
import type { Cell, Topology } from '../law/matrix.ts';
import { askLocally } from './ask-locally.ts';
import { askPushes } from './ask-pushes.ts';
import { type Asking, editorsIn } from './asking.ts';
import { sampleOf, UNSENT } from './cell-sample.ts';
import type { Difference } from './difference.ts';
import { showPersons } from './known-persons.ts';
import type { ReadFile } from './local-work.ts';
import { makerOf } from './make-samples.ts';
import { matrixWorld } from './matrix-world.ts';
import { sampleRows } from './sample-rows.ts';

export interface AskMatrix {
  readonly topology: Topology;
  readonly cells: readonly Cell[];
  readonly readFile: ReadFile;
  readonly faults?: DeliberateFaults;
}

/** Builds the country, and asks its sites these cells: where they answer otherwise than the law. */
export async function differencesOf(asked: AskMatrix): Promise<readonly Difference[]> {
  const cells = asked.cells.filter(({ topology }) => topology === asked.topology);
  const found: Difference[] = [];
  // Rows 25-27 are of a country that has centralised, rows 57-59 of one that has not.
  for (const centralised of [false, true]) {
    const own = cells.filter((cell) => isCentralised(cell) === centralised);
    if (own.length > 0) found.push(...(await ask({ ...asked, cells: own }, centralised)));
  }
  return found;
}

function isCentralised({ policy }: Cell): boolean {
  return policy.row >= 25 && policy.row <= 27;
}

async function ask(
  { topology, cells, readFile, faults = new Set() }: AskMatrix,
  centralised: boolean,
): Promise<readonly Difference[]> {
  const world = await matrixWorld(topology, { centralised, faults });
  const rows = sampleRows(world);
  const { make, makeThere } = makerOf(world, rows);
  await showPersons(world, rows, make);
  const samples = cells.map(sampleOf);
  await make([
    ...samples.filter(({ variant }) => variant === 'held' || variant === 'doomed'),
    ...samples.flatMap((sample) => rows.pointedTo(sample)),
  ]);
  const asking: Asking = { world, rows, cells, editors: editorsIn(cells), readFile };
  const pushed = await askPushes(asking);
  for (const sample of samples) if (sample.variant === UNSENT) await makeThere(sample);
  return [...pushed, ...(await askLocally(asking))];
}
