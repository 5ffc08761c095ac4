import { expect, it } from 'vitest';
import { atollDictionary, checkDictionary } from '#dictionary';
import { SYSTEM_TABLES } from './system-tables.ts';

it('finds no fault in the dictionary beside the tables of the engine', () => {
  const taken = SYSTEM_TABLES.map((table) => table.name);
  expect(checkDictionary(atollDictionary, { taken })).toEqual([]);
});
