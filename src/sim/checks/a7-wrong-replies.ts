import { check } from './check.ts';

const CONVERSATION = new Set<unknown>([
  'marks',
  'held',
  'central',
  'directory',
  'initialised',
  'quarantined',
]);

export const a7 = check(
  'A7',
  'A truncated, garbled, old or foreign reply changes nothing at the site.',
  (world, violated) => {
    const misled = new Set<string>();
    return {
      misled: (device) => {
        misled.add(device.key);
      },
      asks: (device) => {
        misled.delete(device.key);
      },
      started: (device) => {
        misled.delete(device.key);
      },
      committed({ device, changes }) {
        if (!misled.has(device.key)) return;
        for (const { table, key, before, after } of changes) {
          // NOTE a merge of its own turns what others wrote where it stands: the same version.
          const isTurned =
            before !== undefined &&
            before['row_version'] === after?.['row_version'] &&
            before['origin_site_id'] === after?.['origin_site_id'];
          const received =
            !isTurned &&
            world.dictionary.table(table) !== undefined &&
            after?.['origin_site_id'] !== device.siteId;
          if (
            received ||
            table === 'parked_page' ||
            (table === 'this_site' && CONVERSATION.has(key))
          ) {
            violated(`${device.key} changed ${table} ${key} after a reply that was none`);
          }
        }
      },
    };
  },
);
