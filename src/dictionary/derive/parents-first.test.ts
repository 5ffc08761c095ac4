import fc from 'fast-check';
import { expect, it } from 'vitest';
import { id, ref } from '../model/column.ts';
import { localData } from '../model/sync-rule.ts';
import { table } from '../model/table.ts';
import { toyDictionary } from '../toy-dictionary.ts';
import { parentsFirst } from './parents-first.ts';
import { referencesOf } from './references.ts';

it('what is pointed to comes first; a circle is opened where a reference may be empty', () => {
  const order = parentsFirst(toyDictionary).map((each) => each.name);
  expect(order).toEqual(['site', 'name', 'store', 'parcel', 'parcel_line', 'name_store_join']);
});

it('without circles no table comes before one that it points to', () => {
  const edges = fc.uniqueArray(fc.tuple(fc.nat(7), fc.nat(7)), { selector: (edge) => edge.join() });
  fc.assert(
    fc.property(edges, (pairs) => {
      const tables = [...Array(8).keys()].reverse().map((n) => {
        const refs = pairs
          .filter(([from, to]) => from === n && to <= n)
          .map(([, to]) => [`to_${to}`, ref(`t${to}`)] as const);
        return table(`t${n}`, {
          title: 'T',
          columns: { id: id(), ...Object.fromEntries(refs) },
          sync: localData(),
        });
      });
      const order = parentsFirst({ ...toyDictionary, tables });
      const placed = new Set<string>();
      for (const each of order) {
        placed.add(each.name);
        expect(referencesOf(each).every((reference) => placed.has(reference.table))).toBe(true);
      }
      expect(placed.size).toBe(8);
    }),
  );
});
