import { canonicalJson, type Digest, type Json } from '#base';
import type { Column } from '../model/column.ts';
import type { Dictionary } from '../model/dictionary.ts';
import { allColumns, type Table } from '../model/table.ts';

/** A dictionary never changes, and a hash is the same whoever computes it. */
const FINGERPRINTS = new WeakMap<Dictionary, string>();

/**
 * One short text for all that two sites must agree on: tables, columns, what a row may hold, who edits and who
 * receives it. Words for people, indexes, fallbacks and the order of declarations are free.
 */
export function fingerprint(dictionary: Dictionary, digest: Digest): string {
  const known = FINGERPRINTS.get(dictionary);
  if (known !== undefined) return known;
  const tables = Object.fromEntries(dictionary.tables.map((each) => [each.name, tableFacts(each)]));
  const facts = { tables, topology: dictionary.topology } as unknown as Json;
  const made = digest.sha256(canonicalJson(facts)).slice(0, 32);
  FINGERPRINTS.set(dictionary, made);
  return made;
}

function tableFacts(table: Table): unknown {
  const columns = Object.fromEntries(
    Object.entries(allColumns(table)).map(([name, column]) => [name, columnFacts(column)]),
  );
  const unique = table.unique
    .map((group) => [...group].sort())
    .sort((a, b) => (a.join() < b.join() ? -1 : 1));
  return { columns, unique, sync: table.sync };
}

function columnFacts(column: Column): unknown {
  const { kind, required, ref, max, min, fixed = false, secret = false } = column;
  return {
    kind,
    required,
    fixed,
    secret,
    ...(ref !== undefined && { ref }),
    ...(max !== undefined && { max }),
    ...(min !== undefined && { min }),
    ...(column.values !== undefined && { values: [...column.values].sort() }),
  };
}
