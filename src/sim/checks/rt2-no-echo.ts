import type { Row } from '#dictionary';
import type { Group } from '#protocol';
import { DATA_TYPES } from '../law/data-types.ts';
import { check } from './check.ts';

export const rt2 = check(
  'RT2',
  'What a site has just pushed is not sent back to it.',
  (_world, violated) => ({
    answered({ device, request, reply }) {
      if (reply?.page === undefined || request.push === undefined) return;
      // NOTE while a site begins to read a feed it is sent all of it, its own rows included.
      if (Object.keys(reply.page.marks).some((feed) => request.marks[feed] === undefined)) return;
      const pushed = new Map(request.push.groups.flatMap(versionsIn));
      for (const { table, columns, rows } of reply.page.tables) {
        const [id, version] = [columns.indexOf('id'), columns.indexOf('row_version')];
        for (const row of rows) {
          const sent = pushed.get(`${table}/${row[id]}/${row[version]}`);
          // NOTE a row that names what was merged away comes back as it reads by now (MG6).
          if (sent !== undefined && columns.every((column, i) => isSame(sent[column], row[i])))
            violated(
              `${device.key} is sent back ${table} ${row[id]} v${row[version]}, which it has just pushed`,
            );
        }
      }
    },
  }),
);

/** Rows of one store's own data: unlike a document that finds its other store, they reach no further site later. */
function versionsIn(group: Group): readonly (readonly [string, Row])[] {
  return group.changes
    .filter(({ table }) => DATA_TYPES[table]?.code === 'S')
    .map(({ table, row }) => [`${table}/${row['id']}/${row['row_version']}`, row as Row]);
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
