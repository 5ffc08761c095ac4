// A map whose versions stay as they were: a change copies the few small nodes on the way to its key and shares all
// others with the version before, so that it costs the same however large the map is.
export type PersistentMap<K extends string | number, V> = Leaf<K, V> | Branch<K, V>;

type Leaf<K, V> = ReadonlyMap<K, V>;
type Branch<K extends string | number, V> = readonly PersistentMap<K, V>[];

const BITS = 4;
const WIDTH = 1 << BITS;
/** Entries in a leaf; more only where the hashes of their keys are used up. */
const MOST = 16;
const HASH_BITS = 32;

export function emptyMap<K extends string | number, V>(): PersistentMap<K, V> {
  return new Map();
}

export function valueAt<K extends string | number, V>(
  map: PersistentMap<K, V>,
  key: K,
): V | undefined {
  let node = map;
  for (let hash = hashOf(key); isBranch(node); hash >>>= BITS) node = childOf(node, hash);
  return node.get(key);
}

export function withEntry<K extends string | number, V>(
  map: PersistentMap<K, V>,
  key: K,
  value: V,
): PersistentMap<K, V> {
  return put(map, { key, value, hash: hashOf(key), bits: HASH_BITS });
}

/** The very same map when the key was not there. */
export function withoutEntry<K extends string | number, V>(
  map: PersistentMap<K, V>,
  key: K,
): PersistentMap<K, V> {
  return valueAt(map, key) === undefined ? map : drop(map, key, hashOf(key));
}

/** In an order of their own, the same for equal histories. */
export function keysOf<K extends string | number, V>(map: PersistentMap<K, V>): readonly K[] {
  return isBranch(map) ? map.flatMap(keysOf) : [...map.keys()];
}

interface Entry<K, V> {
  readonly key: K;
  readonly value: V;
  /** What of the hash was not used on the way here, and how many bits that are. */
  readonly hash: number;
  readonly bits: number;
}

function put<K extends string | number, V>(
  node: PersistentMap<K, V>,
  entry: Entry<K, V>,
): PersistentMap<K, V> {
  const { key, value, hash, bits } = entry;
  if (isBranch(node)) {
    const below = { key, value, hash: hash >>> BITS, bits: bits - BITS };
    return node.with(placeOf(hash), put(childOf(node, hash), below));
  }
  const leaf = new Map(node).set(key, value);
  return leaf.size <= MOST || bits === 0 ? leaf : split(leaf, HASH_BITS - bits);
}

function drop<K extends string | number, V>(
  node: PersistentMap<K, V>,
  key: K,
  hash: number,
): PersistentMap<K, V> {
  if (isBranch(node))
    return node.with(placeOf(hash), drop(childOf(node, hash), key, hash >>> BITS));
  const leaf = new Map(node);
  leaf.delete(key);
  return leaf;
}

function split<K extends string | number, V>(leaf: Leaf<K, V>, used: number): Branch<K, V> {
  const children = Array.from({ length: WIDTH }, () => new Map<K, V>());
  for (const [key, value] of leaf) children[placeOf(hashOf(key) >>> used)]?.set(key, value);
  return children;
}

function isBranch<K extends string | number, V>(map: PersistentMap<K, V>): map is Branch<K, V> {
  return Array.isArray(map);
}

function childOf<K extends string | number, V>(
  node: Branch<K, V>,
  hash: number,
): PersistentMap<K, V> {
  return node[placeOf(hash)] ?? emptyMap();
}

function placeOf(hash: number): number {
  return hash & (WIDTH - 1);
}

/** Spreads numbers and ids that follow one another over all bits. */
function hashOf(key: string | number): number {
  let hash = 0x811c9dc5;
  const text = String(key);
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}
