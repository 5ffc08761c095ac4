export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** JSON text with the keys of every object in order, so that equal values have equal text. */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value !== 'object') return `${value}`;
  let text = '';
  if (Array.isArray(value)) {
    for (const member of value) text += `${text === '' ? '' : ','}${canonicalJson(member)}`;
    return `[${text}]`;
  }
  const members = value as { readonly [key: string]: Json };
  for (const { key, label } of inOrder(Object.keys(members)))
    text += `${text === '' ? '' : ','}${label}${canonicalJson(members[key] as Json)}`;
  return `{${text}}`;
}

interface Key {
  readonly key: string;
  /** As it stands in the text. */
  readonly label: string;
}

/** The rows of a table have the same keys again and again: their order is worked out once. */
const orders = new Map<string, readonly Key[]>();
const MOST_ORDERS = 1_000;
const LONGEST = 2_000;

function inOrder(keys: string[]): readonly Key[] {
  const signature = JSON.stringify(keys);
  const known = orders.get(signature);
  if (known !== undefined) return known;
  const ordered = keys.sort().map((key) => ({ key, label: `${JSON.stringify(key)}:` }));
  if (orders.size >= MOST_ORDERS) orders.clear();
  if (signature.length <= LONGEST) orders.set(signature, ordered);
  return ordered;
}
