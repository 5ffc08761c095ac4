import type { Row } from '#dictionary';
import { check } from './check.ts';

/** Refused for its id: another site has it, or nobody could have it. */
const CODE = 'gate.id-taken';
const ID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

export const e3 = check(
  'E3',
  'Whoever uses the id of another site’s row hears no more than whoever uses one that cannot be used.',
  (world, violated) => ({
    committed({ device, changes }) {
      for (const { table, after } of changes) {
        if (!device.isCentral || table !== 'quarantined_group' || after?.['code'] !== CODE)
          continue;
        const own = idsIn(after);
        const words = String(after['message']);
        const strange = words.match(ID)?.find((id) => !own.has(id));
        if (strange !== undefined)
          violated(`site ${after['site_id']} is told of ${strange}: ${words}`);
        for (const store of world.central().mirror().rows('store'))
          if (words.includes(String(store['name'])))
            violated(`site ${after['site_id']} is told of a store: ${words}`);
      }
    },
  }),
);

function idsIn({ body }: Row): ReadonlySet<string> {
  return new Set(JSON.stringify(body).match(ID) ?? []);
}
