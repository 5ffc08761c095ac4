/** Values of the database by their keys: read once, and kept until they change. */
export interface Remembered<K, V> {
  readonly of: (key: K) => Promise<V | undefined>;
  readonly set: (key: K, value: V) => void;
  readonly forget: (key: K) => void;
  readonly forgetAll: () => void;
}

/** `read` answers undefined for what is not there: that is not kept, lest questions of strangers fill the memory. */
export function remembered<K, V>(
  most: number,
  read: (key: K) => Promise<V | undefined>,
): Remembered<K, V> {
  const known = new Map<K, V>();
  let changes = 0;
  const keep = (key: K, value: V): void => {
    if (known.size >= most) known.clear();
    known.set(key, value);
  };
  return {
    async of(key) {
      const value = known.get(key);
      if (value !== undefined) return value;
      const before = changes;
      const found = await read(key);
      // NOTE what changed while it was read may be this: then it is the answer for now, and nothing to keep.
      if (found !== undefined && changes === before) keep(key, found);
      return found;
    },
    set(key, value) {
      changes += 1;
      keep(key, value);
    },
    forget(key) {
      changes += 1;
      known.delete(key);
    },
    forgetAll() {
      changes += 1;
      known.clear();
    },
  };
}
