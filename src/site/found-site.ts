import { type Clock, type Digest, momentOf, newId, type Random, siteId } from '#base';
import type { Dictionary, Row } from '#dictionary';
import { readFacts, writeFacts } from '#engine';
import type { Database } from '#engine/ports';
import type { Founding } from './site.ts';

export interface Ground {
  readonly database: Database;
  readonly dictionary: Dictionary;
  readonly clock: Clock;
  readonly random: Random;
  readonly digest: Digest;
}

/** The number of the central server. */
export const CENTRAL_SITE = siteId(1);

/** Makes an empty database a site. On one that is a site already it changes nothing and returns false. */
export async function foundSite(ground: Ground, founding: Founding): Promise<boolean> {
  const { database, dictionary } = ground;
  return database.write(async (unit) => {
    if ((await readFacts(unit, 'founding')).founding !== null) return false;
    if (founding.role === 'central') {
      await writeFacts(unit, {
        founding: {
          site_id: CENTRAL_SITE,
          role: 'central',
          name: founding.name,
          incarnation: newId(ground.clock, ground.random),
        },
        initialised: true,
      });
      await unit.put(dictionary.topology.sites, [centralRow(ground, founding.name)]);
      return true;
    }
    const { site_id, name, incarnation, central } = founding.enrolled;
    await writeFacts(unit, {
      founding: { site_id, role: 'remote', name, incarnation },
      central,
      ...(founding.marks !== undefined && { marks: founding.marks }),
    });
    return true;
  });
}

/** Central's own row in the list of sites; central is the primary until the role is handed over. */
function centralRow({ dictionary, clock, random }: Ground, name: string): Row {
  const now = momentOf(clock);
  const table = dictionary.table(dictionary.topology.sites);
  const blank = Object.fromEntries(
    Object.entries(table?.columns ?? {}).map(([column, { fallback }]) => [
      column,
      (fallback ?? null) as never,
    ]),
  );
  return {
    ...blank,
    id: newId(clock, random),
    site_id: CENTRAL_SITE,
    code: 'central',
    name,
    site_type: 'central',
    is_central: true,
    is_primary: true,
    created_at: now,
    updated_at: now,
    deleted_at: null,
    row_version: 1,
    origin_site_id: CENTRAL_SITE,
  };
}
