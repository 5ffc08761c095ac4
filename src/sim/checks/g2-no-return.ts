import type { Change } from '../device/mirror.ts';
import { check, named } from './check.ts';

export const g2 = check(
  'G2',
  'What was deleted or merged away does not come back by an older version of it.',
  (world, violated) => ({
    committed({ device, changes }) {
      // NOTE a restored central says what it held before until it is told again; in the end A1 and B2 ask for the deletion.
      if (world.upheavals.restores > 0) return;
      // NOTE with another merge another row may be the one that is left (MG4).
      if (changes.some(({ table }) => table === 'merge_event')) return;
      for (const change of changes) {
        if (world.dictionary.table(change.table) === undefined) continue;
        // NOTE a deletion that came too late waits for people, and its site shows what others hold meanwhile.
        const { table, before } = change;
        if (before !== undefined && world.waitsInQuarantine(device.siteId, table, before)) continue;
        if (isBack(change))
          violated(
            `${device.key}: ${named(change.table, change.after)} was deleted as v${change.before?.['row_version']}`,
          );
      }
    },
  }),
);

function isBack({ before, after }: Change): boolean {
  if (before === undefined || after === undefined) return false;
  if (before['deleted_at'] === null || after['deleted_at'] !== null) return false;
  return Number(after['row_version']) <= Number(before['row_version']);
}
