import { type SiteId, siteId } from '#base';
import type { Dictionary, Row } from '#dictionary';
import type { View } from '#engine/ports';
import { emptyTopology, type KnownTopology, type SiteEntry } from '#engine/rules';
import type { Directory } from '#protocol';
import { readFacts } from './facts.ts';
import type { Parts } from './parts.ts';

/** Who is where, from what this database holds. */
export async function readTopology(
  dictionary: Dictionary,
  view: View,
  self: SiteId,
): Promise<KnownTopology> {
  const { sites, stores, visibility } = dictionary.topology;
  const rows: { readonly table: string; readonly row: Row }[] = [];
  for (const table of [sites, stores.table, visibility.table]) {
    rows.push(...(await view.select({ table })).map((row) => ({ table, row })));
  }
  const topology = emptyTopology(self, dictionary.topology).withRows(rows);
  const { directory } = await readFacts(view, 'directory');
  return directory === null ? topology : topology.withSites(entriesOf(directory));
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
    disabled: false,
  }));
}
