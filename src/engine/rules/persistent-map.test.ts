import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  emptyMap,
  keysOf,
  type PersistentMap,
  valueAt,
  withEntry,
  withoutEntry,
} from './persistent-map.ts';

type Version = {
  readonly map: PersistentMap<number | string, number>;
  readonly model: ReadonlyMap<number | string, number>;
};

const key = fc.oneof(fc.nat(300), fc.uuid(), fc.constantFrom('__proto__', '', '17'));
const step = fc.record({ kind: fc.constantFrom('set', 'set', 'set', 'delete'), key });

test('a persistent map holds what a map would, and its older versions stay as they were', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400, size: 'max' }), (steps) => {
      const versions: Version[] = [{ map: emptyMap(), model: new Map() }];
      for (const [at, { kind, key: changed }] of steps.entries()) {
        const { map, model } = versions.at(-1) as Version;
        const next = new Map(model);
        if (kind === 'set') next.set(changed, at);
        else next.delete(changed);
        versions.push({
          map: kind === 'set' ? withEntry(map, changed, at) : withoutEntry(map, changed),
          model: next,
        });
      }
      for (const { map, model } of versions
        .filter((_, at) => at % 50 === 0)
        .concat(versions.at(-1) ?? [])) {
        expect(new Set(keysOf(map))).toEqual(new Set(model.keys()));
        for (const { key: asked } of steps) expect(valueAt(map, asked)).toBe(model.get(asked));
      }
    }),
    { numRuns: 20 },
  );
});

test('taking out a key that is not there answers the very same map', () => {
  const map = withEntry(emptyMap<number, string>(), 1, 'one');
  expect(withoutEntry(map, 2)).toBe(map);
});

test('a change shares all but a few nodes with the version before', () => {
  let map = emptyMap<number, number>();
  for (let i = 0; i < 10_000; i += 1) map = withEntry(map, i, i);
  const changed = withEntry(map, 4_711, -1);
  const shared = (changed as readonly unknown[]).filter(
    (node, i) => node === (map as readonly unknown[])[i],
  );
  expect(shared).toHaveLength(15);
});
