import { check, named } from './check.ts';

const ORDER = ['suggested', 'new', 'confirmed', 'finalised', 'cancelled'];

export const f4 = check('F4', 'The status of a document only goes forward, at every site.', (_world, violated) => ({
  committed({ device, changes }) {
    for (const { table, before, after } of changes) {
      if (table !== 'invoice' || before === undefined || after === undefined) continue;
      const [was, is] = [String(before['status']), String(after['status'])];
      if (ORDER.indexOf(is) < ORDER.indexOf(was)) violated(`${device.key}: ${named(table, after)} went from ${was} back to ${is}`);
    }
  },
}));
