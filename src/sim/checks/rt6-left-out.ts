import type { Row } from '#dictionary';
import { check, named } from './check.ts';

export const rt6 = check('RT6', 'What a dispensary leaves out is not sent.', (world, violated) => ({
  committed({ device, changes }) {
    if (device.isCentral) return;
    for (const { table, after } of changes) {
      if (table !== 'outgoing_group' || after === undefined) continue;
      if (world.upheavals.poison.has(String(after['hash']))) continue;
      const law = world.lawAt(device);
      // NOTE what a site saved for a store that has left it is late work, and central's to decide.
      const isLate = (table: string, row: Row) => law.editor(table, row) !== device.siteId;
      for (const { table, row } of rowsOf(after))
        if (law.staysAtItsSite(table, row) && !isLate(table, row))
          violated(`${device.key} sends ${named(table, row)}, which stays there`);
    }
  },
}));

function rowsOf({ body }: Row): readonly { readonly table: string; readonly row: Row }[] {
  const { changes } = body as unknown as {
    readonly changes: readonly { readonly table: string; readonly row: Row }[];
  };
  return changes;
}
