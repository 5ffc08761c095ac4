// What a set of merges comes to. A pure function of the set: the order in which merges become known, and how often,
// changes nothing (G1).

/** One merge as its event tells it. */
export interface Merge {
  /** The id of the event. */
  readonly id: string;
  readonly table: string;
  readonly kept: string;
  readonly removed: string;
  readonly at: string;
}

/** The row that is left of each row that the merges name, under `table/id`. */
export type Left = ReadonlyMap<string, string>;

/**
 * Merges are taken in the order of their ids, and each merges what is left of its rows by then: A into B and B into C
 * lead A to C. Of merges that were made apart and close a circle, the last finds both its rows merged already and does
 * nothing.
 */
export function resolveMerges(merges: readonly Merge[]): Left {
  const into = new Map<string, string>();
  const nodes = new Map<string, string>();
  const leftOf = (key: string): string => {
    let at = key;
    for (let next = into.get(at); next !== undefined; next = into.get(at)) at = next;
    // NOTE what was passed on the way leads there at once from now on: long chains stay cheap.
    for (let each = key; each !== at; ) {
      const next = into.get(each) ?? at;
      into.set(each, at);
      each = next;
    }
    return at;
  };
  for (const { table, kept, removed } of [...merges].sort(byId)) {
    const [keptKey, removedKey] = [`${table}/${kept}`, `${table}/${removed}`];
    nodes.set(keptKey, kept).set(removedKey, removed);
    const [stays, goes] = [leftOf(keptKey), leftOf(removedKey)];
    if (stays !== goes) into.set(goes, stays);
  }
  return new Map([...nodes].map(([key, id]) => [key, nodes.get(leftOf(key)) ?? id]));
}

function byId(a: Merge, b: Merge): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
