import type { Row } from '#dictionary';
import { FINISHED } from './assumptions.ts';
import { type Content, liveRows, rowOf } from './content.ts';
import { DOCUMENTS } from './documents.ts';

/**
 * The ids that the unfinished documents of a site's own stores mention. A row that the site is no longer entitled to may
 * stay there, hidden, while one of them points to it (4.1). `held` is what the site holds, not what central holds:
 * documents of a dispensary that leaves out its transactions are known to the site alone.
 */
export function keptHiddenAt(siteId: number, held: Content): ReadonlySet<string> {
  const mentioned = new Set<string>();
  for (const table of DOCUMENTS) {
    const unfinished = new Set<unknown>();
    for (const document of liveRows(held, table)) {
      const store = rowOf(held, 'store', document['store_id']);
      if (FINISHED.has(document['status']) || store?.['active_site_id'] !== siteId) continue;
      unfinished.add(document['id']);
      mention(document, mentioned);
    }
    for (const line of liveRows(held, `${table}_line`))
      if (unfinished.has(line[`${table}_id`])) mention(line, mentioned);
  }
  return mentioned;
}

function mention(row: Row, mentioned: Set<string>): void {
  for (const [column, value] of Object.entries(row))
    if (column.endsWith('_id') && typeof value === 'string') mentioned.add(value);
}
