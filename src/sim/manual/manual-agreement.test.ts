// The reference manual, read by somebody who has nothing else, against the law that was written from the specification.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  atollDictionary,
  type Dictionary,
  dispensaryData,
  manual,
  type OwnRule,
  type SyncRule,
  type Table,
} from '#dictionary';
import { nameInPolicy, POLICY } from '../law/data-types.ts';
import { manualDifferences } from './manual-differences.ts';
import { readManual } from './read-manual.ts';

const TEXT = readFileSync(new URL('../../../docs/reference/tables.md', import.meta.url), 'utf8');
const MANUAL = readManual(TEXT);

describe('the manual and the law', () => {
  it('[D7] [RT1] agree on who makes, changes, deletes and holds each row, in both topologies', () => {
    expect(manualDifferences(MANUAL)).toEqual([]);
  });

  it('[D7] the manual has all 70 rows, each with the tables that the specification names', () => {
    expect([...new Set(MANUAL.kinds.map(({ row }) => row))].sort((a, b) => a - b)).toEqual(
      POLICY.map(({ row }) => row),
    );
    const pairs = new Set(MANUAL.kinds.map(({ row, table }) => `${row} ${nameInPolicy(table)}`));
    const specified = new Set(
      POLICY.flatMap(({ row, tables }) => Object.keys(tables).map((table) => `${row} ${table}`)),
    );
    // The next of kin stand on the patient.
    expect([...specified].filter((each) => !pairs.has(each))).toEqual(['36 next_of_kin']);
    // Row 28 has the master lists of stores too, Q5 splits off what the store says of an item, Q12 the log of transfers.
    expect([...pairs].filter((each) => !specified.has(each))).toEqual([
      '28 item_store_setting',
      '28 master_list_name_join',
      '68 transfer_log',
    ]);
  });

  it('[D7] each line of its table of kinds says what the chapter of the table says', () => {
    for (const { table, where, editedAt, sentTo } of MANUAL.kinds) {
      const chapters = MANUAL.told.filter((each) => each.table === table);
      const chapter = chapters.find((each) => each.where?.value === where?.value) ?? chapters[0];
      expect({ table, editedAt: chapter?.editedAt, sentTo: chapter?.sentTo }).toEqual({
        table,
        editedAt,
        sentTo,
      });
    }
  });
});

describe('a table that is declared otherwise', () => {
  const noticed = (declared: Table, sync: SyncRule): boolean => {
    const mutant: Table = { ...declared, sync };
    const only: Dictionary = {
      ...atollDictionary,
      tables: [mutant],
      table: (name) => (name === mutant.name ? mutant : atollDictionary.table(name)),
    };
    return manualDifferences(readManual(manual(only))).length > 0;
  };

  const fewer = (rule: OwnRule): readonly OwnRule[] =>
    rule.sentTo.map((_, at) => ({ ...rule, sentTo: rule.sentTo.filter((_, i) => i !== at) }));

  const edited = (rule: OwnRule): OwnRule => ({
    ...rule,
    editedAt: rule.editedAt.at === 'central' ? { at: 'primary' } : { at: 'central' },
  });

  /** The rules of a table with an audience less, edited elsewhere, or kept back or not. */
  const mutationsOf = ({ sync }: Table): readonly SyncRule[] => {
    switch (sync.kind) {
      case 'with-parent':
        return [dispensaryData()];
      case 'own': {
        const { stays, ...sent } = sync;
        return [...fewer(sync), edited(sync), ...(stays === undefined ? [] : [sent])];
      }
      case 'by-column':
        return Object.entries(sync.rules).flatMap(([value, rule]) =>
          // Where standard reports would be edited is all the same: nobody edits one.
          [...fewer(rule), ...(rule.type === 'local' ? [] : [edited(rule)])].map((each) => ({
            ...sync,
            rules: { ...sync.rules, [value]: each },
          })),
        );
    }
  };

  it.each(atollDictionary.tables)('[D7] is noticed: $name', (table) => {
    const unnoticed = mutationsOf(table).filter((sync) => !noticed(table, sync));
    expect(unnoticed.map((sync) => JSON.stringify(sync))).toEqual([]);
  });
});
