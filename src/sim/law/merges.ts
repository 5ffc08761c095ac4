import type { Row } from '#dictionary';
import { MERGED_TABLES, MERGES_WITHOUT_EFFECT } from './assumptions.ts';
import { type Content, liveRows } from './content.ts';

/** Where a merged row has gone: A→B and later B→C brings A to C, in whatever order the merges came (4.5). */
export interface Merges {
  /** The row that is left of this one; itself when it was never merged. */
  readonly kept: (table: string, id: string) => string;
}

export function mergesOf(content: Content): Merges {
  const next = new Map<string, string>();
  for (const event of liveRows(content, 'merge_event')) {
    if (!MERGES_WITHOUT_EFFECT.has(event['status']))
      next.set(`${mergedTable(event)}/${event['removed_id']}`, String(event['kept_id']));
  }
  return {
    kept(table, id) {
      const passed = new Set<string>();
      let at = id;
      // NOTE a cycle is refused when it is asked for; if there is one all the same, this must end.
      while (!passed.has(at)) {
        passed.add(at);
        const kept = next.get(`${table}/${at}`);
        if (kept === undefined) return at;
        at = kept;
      }
      return at;
    },
  };
}

export function mergedTable(event: Row): string {
  const table = MERGED_TABLES[String(event['kind'])];
  if (table === undefined) throw new Error(`Nobody merges rows of the kind ${event['kind']}.`);
  return table;
}
