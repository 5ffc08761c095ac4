import type { SiteId } from '#base';
import type { Topology } from '#engine/rules';
import type { Directory } from '#protocol';
import type { Parts } from '../parts.ts';

/**
 * The sites that a site must know by name: itself, central, the primary, and the sites of its stores' partners.
 * Undefined when it holds that list already. Computed once for each state of the country.
 */
export function directoryFor(
  parts: Parts,
  reader: SiteId,
  held: string | undefined,
): Directory | undefined {
  const { topology } = parts.country;
  const known = parts.recent.directories.get(topology) ?? new Map<SiteId, Directory>();
  parts.recent.directories.set(topology, known);
  const directory = known.get(reader) ?? build(parts, topology, reader);
  known.set(reader, directory);
  return directory.hash === held ? undefined : directory;
}

function build(parts: Parts, topology: Topology, reader: SiteId): Directory {
  const ids = new Set<SiteId>([reader, topology.central().siteId, topology.primary().siteId]);
  for (const store of topology.storesActiveAt(reader)) {
    for (const partner of topology.partnersOf(store.storeId)) {
      const siteId = topology.store(partner)?.activeSiteId;
      if (siteId !== undefined) ids.add(siteId);
    }
  }
  const sites = [...ids]
    .sort((a, b) => a - b)
    .flatMap((id) => {
      const site = topology.site(id);
      return site === undefined
        ? []
        : [
            {
              site_id: id,
              name: site.name,
              is_central: site.isCentral,
              is_primary: site.isPrimary,
              primary_epoch: site.primaryEpoch,
            },
          ];
    });
  return { hash: parts.digest.sha256(JSON.stringify(sites)).slice(0, 16), sites };
}
