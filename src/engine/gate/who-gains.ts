// Whom a store was given, or whose data a site collects from now on: that site may soon ask for all that comes with it.
import type { SiteId } from '#base';
import type { Parts } from '../parts.ts';
import type { Change } from './change.ts';

/** Notes the sites that these changes name anew. */
export function noteGaining({ dictionary, recent }: Parts, changes: readonly Change[]): void {
  const { stores, settings } = dictionary.topology;
  for (const { table, before, after } of changes) {
    const column =
      table === stores.table
        ? stores.activeSite
        : table === settings?.table
          ? settings.collectors
          : undefined;
    if (column === undefined || before?.[column] === after[column]) continue;
    for (const site of [after[column]].flat()) recent.gaining.add(site as SiteId);
  }
}
