import type { Unit } from '#engine/ports';
import type { Parts } from './parts.ts';
import { reloadTopology } from './read-topology.ts';

/**
 * Runs a unit of work that may change who is where. When it is undone, the picture of the country goes back with it.
 */
export async function inUnit<T>(parts: Parts, work: (unit: Unit) => Promise<T>): Promise<T> {
  let worked = false;
  try {
    return await parts.database.write(async (unit) => {
      const result = await orAsBefore(parts, () => work(unit));
      worked = true;
      return result;
    });
  } catch (thrown) {
    // NOTE the commit itself failed: what the unit made of the picture was not saved either.
    if (worked) await reloadTopology(parts);
    throw thrown;
  }
}

/** The same for a part of a unit that goes on without it. */
export function inAttempt<T>(parts: Parts, unit: Unit, work: () => Promise<T>): Promise<T> {
  return unit.attempt(() => orAsBefore(parts, work));
}

async function orAsBefore<T>({ country }: Parts, work: () => Promise<T>): Promise<T> {
  const before = country.topology;
  try {
    return await work();
  } catch (thrown) {
    // NOTE at once, before anything else can decide by what is undone.
    country.topology = before;
    throw thrown;
  }
}
