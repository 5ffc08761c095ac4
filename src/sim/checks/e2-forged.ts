import { check, named } from './check.ts';
import { same } from './same.ts';

/** What a forged request may leave: that it was there, and that the device wants looking at. */
const NOTED = new Set(['peer', 'this_site']);

export const e2 = check('E2', 'Nothing forged becomes true at central.', (world, violated) => ({
  committed({ device, changes }) {
    if (!device.isCentral) return;
    const isForging = world.upheavals.forgedInEvent === world.scheduler.events();
    for (const { table, key, after } of changes) {
      if (isForging && !NOTED.has(table))
        violated(`central changed ${table} ${key} for a forged request`);
      if (after === undefined || world.dictionary.table(table) === undefined) continue;
      const forged = world.upheavals.forged.get(`${table}/${key}`);
      if (forged !== undefined && same(forged.row, after))
        violated(`central took the forged ${named(table, after)}`);
    }
  },
}));
