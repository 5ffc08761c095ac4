import type { Unit } from '#engine/ports';
import type { Parts } from './parts.ts';
import { reloadTopology } from './read-topology.ts';

/**
 * Runs a unit of work that may change who is where. When it is undone, the picture of the country goes back with it.
 */
export async function inUnit<T>(parts: Parts, work: (unit: Unit) => Promise<T>): Promise<T> {
  const { country } = parts;
  try {
    return await parts.database.write(async (unit) => {
      const before = country.topology;
      try {
        return await work(unit);
      } catch (thrown) {
        // NOTE before the next unit begins: it must not decide by what was undone.
        country.topology = before;
        throw thrown;
      }
    });
  } catch (thrown) {
    await reloadTopology(parts);
    throw thrown;
  }
}
