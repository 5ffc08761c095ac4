// Groups in the name of a site, as if it had accepted what is in them: with the right versions, and under every
// ownership that there is. So nothing but the edit rule can keep them out.
import { must } from '#base';
import type { Place, SmallCountry } from '#country';
import { type Row, withoutSecrets } from '#dictionary';
import { readFacts } from '#engine';
import { nodeHost } from '#host';
import { type Group, type LogPlace, placeAfter } from '#protocol';
import { tableOf } from './sample.ts';

export interface Forged {
  readonly table: string;
  readonly row: Row;
  /** The rows that a quarantined group with this one would hold up. */
  readonly touches: readonly unknown[];
}

/** Pushes each row as a group of its own; says of each what central wrote beside it, undefined where it took it. */
export type Forger = (rows: readonly Forged[]) => Promise<readonly (string | undefined)[]>;

const MOMENT = '2026-01-31T08:00:00.000Z';

/** The columns that the gate keeps, of a row that this site made. */
export function keptBy(site: number, before?: Row): Row {
  return {
    created_at: before?.['created_at'] ?? MOMENT,
    updated_at: MOMENT,
    deleted_at: null,
    row_version: Number(before?.['row_version'] ?? 0) + 1,
    origin_site_id: site,
  };
}

/** Whoever forges at this place; the place itself never syncs again. */
export async function forgerAt(country: SmallCountry, place: Place): Promise<Forger> {
  const { central } = country;
  const { siteId } = place.site;
  const facts = await place.database.read((view) =>
    readFacts(view, 'founding', 'log', 'held', 'marks', 'central', 'request_block'),
  );
  const epochs = await ownerships(central);
  let log: LogPlace = facts.log;
  let number = (facts.request_block + 1) * 1_000_000_000;

  const push = async (portion: readonly Forged[]): Promise<ReadonlyMap<number, string>> => {
    const after = log;
    const groups = portion.map(({ table, row }): Group => {
      const group = {
        position: log.position + 1,
        at: MOMENT,
        // A new person is at home under the first epoch.
        epochs: { [String(row['id'])]: 1, ...epochs },
        changes: [{ table, row: withoutSecrets(tableOf(table), row) }],
      };
      log = placeAfter(nodeHost.digest, log, group);
      return group;
    });
    number += 1;
    const served = await central.site.hub.serve(siteId, {
      protocol: 1,
      number,
      dictionary: country.fingerprint,
      app_version: 'forged',
      site_id: siteId,
      incarnation: must(facts.founding, 'a founded site').incarnation,
      central: facts.central,
      log,
      push: { after, groups },
      marks: facts.marks,
    });
    if (!served.ok) throw new Error(served.refusal.message);
    const refused = await central.quarantine();
    await forgetQuarantine(central);
    return new Map(
      refused.map(({ position, refusal }) => [position - after.position - 1, refusal.message]),
    );
  };

  return async (rows) => {
    const answers: (string | undefined)[] = [];
    for (const portion of portionsOf(rows)) {
      const refused = await push(portion);
      answers.push(...portion.map((_, i) => refused.get(i)));
    }
    return answers;
  };
}

/** What waits in quarantine holds up later groups that touch the same rows: those never travel together. */
function portionsOf(rows: readonly Forged[]): readonly (readonly Forged[])[] {
  const portions: Forged[][] = [];
  let touched = new Set<unknown>();
  for (const forged of rows) {
    const { touches } = forged;
    const last = portions.at(-1);
    if (last === undefined || touches.some((id) => touched.has(id))) {
      portions.push([forged]);
      touched = new Set(touches);
    } else {
      last.push(forged);
      for (const id of touches) touched.add(id);
    }
  }
  return portions;
}

async function forgetQuarantine({ database }: Place): Promise<void> {
  await database.write(async (unit) => {
    for (const table of ['quarantined_group', 'quarantined_row']) await unit.remove(table, []);
  });
}

/** Every ownership that stands: of stores, of persons by their homes, and of central data. */
async function ownerships({ database }: Place): Promise<Record<string, number>> {
  const epochs: Record<string, number> = {};
  await database.read(async (view) => {
    const note = async (table: string, column: string, called?: string) => {
      for (const row of await view.select({ table }))
        if (called === undefined || row['is_primary'] === true)
          epochs[called ?? String(row['id'])] = Number(row[column]);
    };
    await note('store', 'ownership_epoch');
    await note('patient', 'home_epoch');
    await note('prescriber', 'home_epoch');
    await note('site', 'primary_epoch', 'primary');
  });
  return epochs;
}
