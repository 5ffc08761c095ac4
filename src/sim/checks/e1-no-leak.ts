import type { Row, Value } from '#dictionary';
import type { Change } from '../device/mirror.ts';
import { contentBefore } from '../law/content.ts';
import { lawOf } from '../law/entitled.ts';
import { check, named } from './check.ts';

export const e1 = check(
  'E1',
  'No row is sent to a site that may not hold it.',
  (world, violated) => {
    /** By site: what central has changed since it read the page for it. */
    const sincePage = new Map<number, Change[]>();
    /** Central may have drawn consequences of the push before it answers: they are news of the next page. */
    const lawThen = (changes: readonly Change[]) =>
      lawOf(contentBefore(world.central().mirror(), changes));

    return {
      committed({ device, changes }) {
        if (!device.isCentral) return;
        for (const later of sincePage.values()) later.push(...changes);
        for (const { table, key } of changes) if (table === 'peer') sincePage.set(Number(key), []);
      },
      replaced(device) {
        if (device.isCentral) sincePage.clear();
      },
      answered({ device, reply }) {
        const since = sincePage.get(device.siteId) ?? [];
        sincePage.delete(device.siteId);
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
            if (since.length > 0 && lawThen(since).maySend(device.siteId, table, row)) continue;
            violated(`${device.key} is sent ${named(table, row)}, which it may not hold`);
          }
        }
      },
    };
  },
);
