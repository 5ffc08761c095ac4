// D7, asked of the engine: every cell that the law has, of every table, at real sites. The law shares nothing with the
// dictionary and the rules that are asked here.
import { describe, expect, it } from 'vitest';
import { must, ok, refused } from '#base';
import { readTable, writeTable } from '#csv';
import { atollDictionary } from '#dictionary';
import { type Cell, cellsOf } from '../law/matrix.ts';
import { differencesOf } from './ask-matrix.ts';
import type { ReadFile } from './local-work.ts';
import { changedRow } from './sample-value.ts';

const CELLS = [...cellsOf(atollDictionary.tables.map(({ name }) => name))];

/** Through a file as a person would hand one in. */
const readFile: ReadFile = async ({ table, columns }) => {
  const pieces: string[] = [];
  const names = Object.keys(columns);
  for await (const piece of writeTable({ format: 'csv', table, columns: names, rows: [columns] }))
    pieces.push(piece);
  const read = await readTable(pieces.join(''), {
    dictionary: atollDictionary,
    table,
    find: async () => new Map(),
  });
  return read.ok
    ? ok(must(read.value.changes[0], 'a file of one line').put)
    : refused(read.refusal);
};

describe('the matrix of the law, asked of the engine', () => {
  it.each(['normal', 'mirrored'] as const)(
    '[D7] [DR2] in the %s topology exactly the allowed cells succeed, and each refusal names where the row is edited',
    async (topology) => {
      expect(await differencesOf({ topology, cells: CELLS, readFile })).toEqual([]);
    },
  );

  it('[D7] has cells of all 70 rows, and of every table of the dictionary', () => {
    const rows = new Set(CELLS.map(({ policy }) => policy.row));
    // Row 0: the tables that serve the others.
    expect([...rows].sort((a, b) => a - b)).toEqual(Array.from({ length: 71 }, (_, i) => i));
    const asked = new Set(CELLS.map(({ table }) => table));
    const unasked = atollDictionary.tables.filter(({ name }) => !asked.has(name));
    expect(unasked).toEqual([]);
  });
});

it('[D7] only rows that have nothing to change are asked no change of their own', () => {
  const fixed = atollDictionary.tables.filter((table) => changedRow(table, {}, 'x') === undefined);
  expect(fixed.map(({ name }) => name)).toEqual([
    'merge_event',
    'vaccine_course_item',
    'contact_group_member',
    'name_tag_join',
    'stock_movement',
    'transfer_log',
    'home_change',
    'home_release',
    'activity_log',
    'user_permission',
    'new_user',
  ]);
});

describe('a fault in the matrix is seen', () => {
  const of = (...rows: readonly number[]) =>
    CELLS.filter(({ policy, topology }) => rows.includes(policy.row) && topology === 'mirrored');
  const found = (cells: readonly Cell[], faults?: ReadonlySet<'skip-edit-rule-on-push'>) =>
    differencesOf({ topology: 'mirrored', cells, readFile, ...(faults && { faults }) });

  it('[D7] when central does not ask who may edit what is pushed', async () => {
    const differences = await found(of(4, 43), new Set(['skip-edit-rule-on-push']));
    expect(differences).toContain(
      'row 43 mirrored: push-edit location at other: not allowed, but done',
    );
    expect(differences).toContain(
      'row 4 mirrored: push-new name_group at home: not allowed, but done',
    );
    expect(differences.every((each) => each.includes(': push-'))).toBe(true);
  });

  it('[D7] when the law has one cell more, or one fewer', async () => {
    const turned = (cell: Cell): Cell =>
      (cell.role === 'central' && cell.operation === 'edit') ||
      (cell.role === 'primary' && cell.operation === 'import')
        ? { ...cell, allowed: !cell.allowed }
        : cell;
    const differences = await found(of(10).map(turned));
    expect(differences).toEqual([
      expect.stringMatching(/^row 10 mirrored: edit barcode at central: allowed, but refused: /),
      'row 10 mirrored: import barcode at primary: not allowed, but done',
    ]);
  });
});
