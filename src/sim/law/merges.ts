import type { Row } from '#dictionary';
import { MERGED_TABLES, MERGES_WITHOUT_EFFECT } from './assumptions.ts';
import type { Content } from './content.ts';

/** Where a merged row has gone: A→B and later B→C brings A to C, in whatever order the merges came (4.5). */
export interface Merges {
  /** The row that is left of this one; itself when it was never merged. */
  readonly kept: (table: string, id: string) => string;
  /** The same, of a row of whichever table. */
  readonly left: (id: unknown) => unknown;
}

/**
 * Merges made apart may close a circle, or take one row to two others: then they count in the order of their ids, each
 * of what is left by then (ADR 0019, MG4). A merge is irreversible, so a deleted event counts.
 */
export function mergesOf(content: Content): Merges {
  const next = new Map<string, string>();
  const follow = (key: string): string => {
    const to = next.get(key);
    return to === undefined ? key : follow(to);
  };
  for (const event of inOrder(content)) {
    const table = mergedTable(event);
    const removed = follow(`${table}/${event['removed_id']}`);
    const kept = follow(`${table}/${event['kept_id']}`);
    if (removed !== kept) next.set(removed, kept);
  }
  const kept = (table: string, id: string) => follow(`${table}/${id}`).slice(table.length + 1);
  return {
    kept,
    left(id) {
      if (typeof id !== 'string') return id;
      return Object.values(MERGED_TABLES).reduce((at, table) => kept(table, at), id);
    },
  };
}

function inOrder(content: Content): readonly Row[] {
  if (!content.has('merge_event')) return [];
  return [...content.rows('merge_event')]
    .filter((event) => !MERGES_WITHOUT_EFFECT.has(event['status']))
    .sort((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1));
}

export function mergedTable(event: Row): string {
  const table = MERGED_TABLES[String(event['kind'])];
  if (table === undefined) throw new Error(`Nobody merges rows of the kind ${event['kind']}.`);
  return table;
}
