import type { Row } from '#dictionary';
import { SECRET } from '../people/store-acts.ts';
import { check } from './check.ts';

/** The one table with a secret that travels, without it. */
const TABLE = 'store_credential';

export const e6 = check(
  'E6',
  'A secret is on no line, and on no other disk.',
  (_world, violated) => ({
    committed({ device, changes }) {
      for (const { table, key, after } of changes) {
        if (after === undefined) continue;
        const found = secretIn(table, after);
        if (found === undefined || (table === TABLE && isOf(found, device.siteKey))) continue;
        violated(`${device.key} holds in ${table} ${key}: ${found}`);
      }
    },
    answered({ device, reply }) {
      for (const { table, rows } of reply?.page?.tables ?? [])
        if (table === TABLE && JSON.stringify(rows).includes(SECRET))
          violated(`${device.key} is sent a secret`);
    },
  }),
);

/** Secrets stand in their own rows, and could stand in groups, pages and quarantine. */
function secretIn(table: string, row: Row): string | undefined {
  if (table === TABLE) return typeof row['secret'] === 'string' ? row['secret'] : undefined;
  const body = row['body'] ?? row['page'];
  if (body === undefined) return undefined;
  const text = JSON.stringify(body);
  const at = text.indexOf(SECRET);
  return at < 0 ? undefined : text.slice(at, at + SECRET.length + 10);
}

function isOf(secret: string, siteKey: string): boolean {
  return secret === `${SECRET}${siteKey}`;
}
