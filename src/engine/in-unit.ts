import type { Unit } from '#engine/ports';
import type { Parts } from './parts.ts';
import { reloadTopology } from './read-topology.ts';

/**
 * Runs a unit of work that may change who is where. When it is undone, the picture of the country goes back with it.
 */
export async function inUnit<T>(parts: Parts, work: (unit: Unit) => Promise<T>): Promise<T> {
  try {
    return await parts.database.write(work);
  } catch (thrown) {
    await reloadTopology(parts);
    throw thrown;
  }
}
