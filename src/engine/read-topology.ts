import { type SiteId, siteId } from '#base';
import type { Dictionary } from '#dictionary';
import type { Condition, View } from '#engine/ports';
import { emptyTopology, type KnownTopology, type RowChange, type SiteEntry } from '#engine/rules';
import type { Directory } from '#protocol';
import { readFacts } from './facts.ts';
import type { Parts } from './parts.ts';

/** Who is where, from what this database holds. */
export async function readTopology(
  dictionary: Dictionary,
  view: View,
  self: SiteId,
): Promise<KnownTopology> {
  const { sites, stores, settings, preferences } = dictionary.topology;
  const rows: RowChange[] = [];
  const read = async (table: string, where: readonly Condition[] = []) => {
    rows.push(...(await view.select({ table, where })).map((row) => ({ table, row })));
  };
  await read(sites);
  await read(stores.table);
  if (settings !== undefined) await read(settings.table);
  if (preferences !== undefined) {
    const asked = Object.keys(preferences.defaults);
    await read(preferences.shared.table, [{ column: preferences.shared.key, in: asked }]);
    await read(preferences.store.table, [{ column: preferences.store.key, in: asked }]);
  }
  const topology = await changedTopology(view, emptyTopology(self, dictionary.topology), rows);
  const { directory } = await readFacts(view, 'directory');
  return directory === null ? topology : topology.withSites(entriesOf(directory));
}

/** Who is where after these changes, which the view holds already. */
export async function changedTopology(
  view: View,
  topology: KnownTopology,
  changes: readonly RowChange[],
): Promise<KnownTopology> {
  const { table, name } = topology.source.visibility;
  const twins = topology.newTwins(changes);
  const shown =
    twins.length === 0 ? [] : await view.select({ table, where: [{ column: name, in: twins }] });
  return topology.withRows([...changes, ...shown.map((row) => ({ table, row }))]);
}

export async function reloadTopology(parts: Parts): Promise<void> {
  const self = parts.country.topology.self;
  parts.country.topology = await parts.database.read((view) =>
    readTopology(parts.dictionary, view, self),
  );
}

export function entriesOf(directory: Directory): readonly SiteEntry[] {
  return directory.sites.map((site) => ({
    siteId: siteId(site.site_id),
    name: site.name,
    isCentral: site.is_central,
    isPrimary: site.is_primary,
    primaryEpoch: site.primary_epoch,
    disabled: false,
  }));
}
