import type { Row, Value } from '#dictionary';
import { check, named } from './check.ts';

export const e1 = check(
  'E1',
  'No row is sent to a site that may not hold it.',
  (world, violated) => ({
    answered({ device, reply }) {
      if (reply?.page === undefined || reply.page.tables.length === 0) return;
      const hub = world.central().mirror();
      const law = world.lawAt(world.central());
      for (const { table, columns, rows } of reply.page.tables) {
        for (const values of rows) {
          const row: Row = Object.fromEntries(
            columns.map((column, i) => [column, values[i] as Value]),
          );
          // NOTE a tombstone follows the audience its row had; it says nothing but that the row is gone.
          if (row['deleted_at'] !== null || law.maySend(device.siteId, table, row)) continue;
          const now = hub.row(table, String(row['id']));
          if (now !== undefined && law.maySend(device.siteId, table, now)) continue;
          violated(`${device.key} is sent ${named(table, row)}, which it may not hold`);
        }
      }
    },
  }),
);
