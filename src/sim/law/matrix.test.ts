import { describe, expect, it } from 'vitest';
import { contentOf } from './content.ts';
import { BESIDE, POLICY } from './data-types.ts';
import { lawOf } from './entitled.ts';
import { type Cell, cellsOf } from './matrix.ts';
import { exampleOf, matrixCountry, SITE_OF_ROLE } from './matrix-country.ts';

const CELLS = [...cellsOf()];

const TOPOLOGIES = ['normal', 'mirrored'] as const;

const whoMay = (wanted: Partial<Cell> & { readonly row: number }) =>
  CELLS.filter(
    (cell) =>
      cell.allowed &&
      cell.policy.row === wanted.row &&
      cell.table === wanted.table &&
      cell.topology === wanted.topology &&
      cell.operation === wanted.operation,
  ).map(({ role }) => role);

describe('the matrix and the law', () => {
  describe.each(TOPOLOGIES)('%s topology', (topology) => {
    it.each([...POLICY, BESIDE].map((policy) => [policy.row, policy.title, policy] as const))(
      '[D7] row %i, %s: exactly the allowed cells',
      (_row, _title, policy) => {
        const law = lawOf(contentOf(matrixCountry(topology, policy)));
        const differences = CELLS.filter(
          (cell) => cell.policy === policy && cell.topology === topology,
        ).flatMap(({ table, role, operation, allowed }) => {
          const asked = {
            site: SITE_OF_ROLE[role],
            table,
            row: exampleOf(policy, table),
            operation,
          };
          const answer = law.mayEdit(asked);
          return answer.allowed === allowed ? [] : [{ table, role, operation, allowed, answer }];
        });
        expect(differences).toEqual([]);
      },
    );
  });
});

describe('cells of the matrix', () => {
  it('[D7] covers every row of the policy in both topologies', () => {
    for (const topology of TOPOLOGIES) {
      const rows = CELLS.filter((cell) => cell.topology === topology && cell.policy.row > 0).map(
        ({ policy }) => policy.row,
      );
      expect([...new Set(rows)]).toEqual(Array.from({ length: 70 }, (_, i) => i + 1));
    }
  });

  it.each<[string, Partial<Cell> & { row: number }, string[]]>([
    ['row 1: items at central', { row: 1, table: 'item', operation: 'edit' }, ['central']],
    ['row 30: stores at central', { row: 30, table: 'store', operation: 'create' }, ['central']],
    ['row 36: patients at home', { row: 36, table: 'patient', operation: 'import' }, ['home']],
    [
      'row 40: where it was dispensed',
      { row: 40, table: 'prescription', operation: 'edit' },
      ['visible'],
    ],
    [
      'row 48: the half of a store',
      { row: 48, table: 'invoice', operation: 'push-edit' },
      ['store'],
    ],
    [
      'row 67: labels anywhere, sent by nobody',
      { row: 67, table: 'label', operation: 'push-new' },
      [],
    ],
    ['row 34: messages are never changed', { row: 34, table: 'message', operation: 'edit' }, []],
  ])('[D7] normal topology, %s', (_title, wanted, roles) => {
    expect(whoMay({ ...wanted, topology: 'normal' })).toEqual(roles);
  });

  it.each<[string, Partial<Cell> & { row: number }, string[]]>([
    ['row 1: items at the primary', { row: 1, table: 'item', operation: 'push-edit' }, ['primary']],
    ['row 1: not at central', { row: 1, table: 'item', operation: 'edit' }, ['primary']],
    [
      'row 25: orders at the primary',
      { row: 25, table: 'purchase_order', operation: 'create' },
      ['primary'],
    ],
    [
      'row 58: orders at their store',
      { row: 58, table: 'purchase_order', operation: 'create' },
      ['store'],
    ],
    [
      'row 28: names by central (Q1)',
      { row: 28, table: 'name_store_join', operation: 'edit' },
      ['central'],
    ],
    ['row 31: sites at central', { row: 31, table: 'site', operation: 'create' }, ['central']],
  ])('[D7, DR4] mirrored topology, %s', (_title, wanted, roles) => {
    expect(whoMay({ ...wanted, topology: 'mirrored' })).toEqual(roles);
  });

  it('names the tables it is asked for, and members of a family by their own name', () => {
    const tables = [...cellsOf(['label', 'his_admission'])].map(({ table }) => table);
    expect([...new Set(tables)]).toEqual(['his_admission', 'label']);
  });
});
