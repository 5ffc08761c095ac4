// Where much comes at once, a file of rows is fetched beside the conversation. It survives a restart, and so does what
// was fetched of it when the line was cut.
import { ok, type Result } from '#base';
import type { Gain, Gains, Unit } from '#engine/ports';
import type { Marks, SyncReply, SyncRequest } from '#protocol';
import { readFacts, writeFacts } from '../facts.ts';
import { inUnit } from '../in-unit.ts';
import type { Parts } from '../parts.ts';
import { forgetGain } from './forget-lost-past.ts';

/** Below this many changes pages are there sooner than a file. */
const WORTH_CHANGES = 20_000;

/** Whether the reply begins to bring much of what this site did not read before. */
export function isLargeGain(request: SyncRequest, { page }: SyncReply): boolean {
  return (
    page !== undefined &&
    page.waiting >= WORTH_CHANGES &&
    Object.keys(page.marks).some((feed) => request.marks[feed] === undefined)
  );
}

/** Fetches the file, if it is worth one; what central says next goes on from it. */
export async function fetchGain(parts: Parts, gains: Gains, here: Marks): Promise<Result<void>> {
  const fetched = await gains.fetch(Object.keys(here));
  if (!fetched.ok) return fetched;
  const gain = fetched.value;
  if (gain !== undefined) await inUnit(parts, (unit) => noteGain(unit, gain));
  return ok(undefined);
}

async function noteGain(unit: Unit, gain: Gain): Promise<void> {
  const { marks } = await readFacts(unit, 'marks');
  await writeFacts(unit, { gain, marks: { ...marks, ...gain.marks } });
}

/** Files that were taken in go. One that somebody took away is fetched again: its feeds are read from their beginning. */
export async function tidyGains(parts: Parts, gains: Gains | undefined): Promise<void> {
  if (gains === undefined) return;
  const { gain } = await parts.database.read((view) => readFacts(view, 'gain'));
  const isThere = await gains.keepOnly(gain?.file);
  if (gain === null || isThere) return;
  await inUnit(parts, async (unit) => {
    const { marks } = await readFacts(unit, 'marks');
    await writeFacts(unit, { marks: await forgetGain(unit, gain, marks) });
  });
}
