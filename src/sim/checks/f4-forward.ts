import { check, named } from './check.ts';

const ORDER = ['suggested', 'new', 'confirmed', 'finalised', 'cancelled'];

export const f4 = check(
  'F4',
  'The status of a document only goes forward, at every site.',
  (world, violated) => ({
    committed({ device, changes }) {
      for (const { table, before, after } of changes) {
        if (table !== 'invoice' || before === undefined || after === undefined) continue;
        const [was, is] = [String(before['status']), String(after['status'])];
        if (ORDER.indexOf(is) >= ORDER.indexOf(was)) continue;
        // NOTE a restored central may show others an older state until the owner has told it again.
        if (world.upheavals.restores > 0 && after['origin_site_id'] !== device.siteId) continue;
        // NOTE what a former site of the store wrote too late gives way to what its present site wrote.
        if (
          before['origin_site_id'] === device.siteId &&
          world.lawAt(world.central()).editor(table, after) !== device.siteId
        )
          continue;
        violated(`${device.key}: ${named(table, after)} went from ${was} back to ${is}`);
      }
    },
  }),
);
