import { expect, it } from 'vitest';
import { atollDictionary } from '#dictionary';
import { DATA_TYPES, nameInPolicy, POLICY, staysLocal, typeOf } from './data-types.ts';

it('[D7] transcribes all 70 rows of domain.md 4.3, in their order', () => {
  expect(POLICY.map(({ row }) => row)).toEqual(Array.from({ length: 70 }, (_, i) => i + 1));
  expect(POLICY.filter(({ tables }) => Object.keys(tables).length === 0)).toEqual([]);
});

it('gives a table that stands in two rows one type', () => {
  for (const { tables } of POLICY)
    for (const [table, type] of Object.entries(tables)) expect(typeOf(table)).toEqual(type);
});

it('knows every table of the dictionary', () => {
  const unknown = atollDictionary.tables
    .map(({ name }) => name)
    .filter((name) => !(nameInPolicy(name) in DATA_TYPES));
  expect(unknown).toEqual([]);
});

it('knows where each line has its header', () => {
  for (const type of Object.values(DATA_TYPES))
    if (type.code === 'W') expect(typeOf(type.parent)).toBeDefined();
});

it('[D7] rows 61-70 are local, and so is every table of the hospital module', () => {
  const local = POLICY.filter(({ row }) => row >= 61).flatMap(({ tables }) => Object.keys(tables));
  // NOTE 8.1: the general preferences that are synced are no local rows.
  expect(local.filter((table) => !staysLocal(table))).toEqual(['shared_preference']);
  expect(staysLocal('his_admission')).toBe(true);
});
