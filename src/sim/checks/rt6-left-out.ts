import type { Row } from '#dictionary';
import { DATA_TYPES } from '../law/data-types.ts';
import { check, named } from './check.ts';

export const rt6 = check('RT6', 'What a dispensary leaves out is not sent.', (world, violated) => ({
  committed({ device, changes }) {
    if (device.isCentral) return;
    for (const { table, after } of changes) {
      if (table !== 'outgoing_group' || after === undefined) continue;
      const law = world.lawAt(device);
      // NOTE a forged group may name a table that there is not.
      for (const each of rowsOf(after))
        if (each.table in DATA_TYPES && law.staysAtItsSite(each.table, each.row))
          violated(`${device.key} sends ${named(each.table, each.row)}, which stays there`);
    }
  },
}));

function rowsOf({ body }: Row): readonly { readonly table: string; readonly row: Row }[] {
  const { changes } = body as unknown as {
    readonly changes: readonly { readonly table: string; readonly row: Row }[];
  };
  return changes;
}
