import { describe, expect, it } from 'vitest';
import { atollDictionary } from '../tables/atoll-dictionary.ts';
import { checkDictionary } from './check-dictionary.ts';
import { choice, hiddenRef, id, moment, ref, text, yesNo } from './column.ts';
import {
  byColumn,
  centralData,
  centralStoreData,
  dispensedData,
  localData,
  nameData,
  patientData,
  storeData,
} from './sync-rule.ts';
import { type Table, table } from './table.ts';

function faultsWith(...more: readonly Table[]): readonly string[] {
  const tables = [...atollDictionary.tables, ...more];
  return checkDictionary({
    ...atollDictionary,
    tables,
    table: (name) => tables.find((each) => each.name === name),
  });
}

const store_id = ref('store').fixedOnce();
const patient_id = ref('patient').fixedOnce();

describe('the check of rules', () => {
  it('asks that the party of a row is given once and for ever', () => {
    const loose = table('loose', {
      title: 'Loose',
      columns: {
        id: id(),
        patient_id: ref('patient').optional(),
        name_id: ref('item').fixedOnce(),
      },
      sync: patientData({ person: 'patient', column: 'patient_id' }),
    });
    expect(faultsWith(loose)).toEqual([
      'loose.patient_id: is optional, so a row could belong to no patient',
      'loose.patient_id: is not fixed, so a row could change its patient',
    ]);
    expect(faultsWith({ ...loose, sync: nameData('name_id') })).toEqual([
      'loose.name_id: is no reference to name, yet the sync rule reads a name from it',
      'loose.patient_id: may point to a patient that is not visible, and does not say so',
    ]);
  });

  it('asks that the column which chooses has a rule for each value, and that no person changes it', () => {
    const both = { a: centralData(), b: localData() };
    const columns = { id: id(), kind: choice('a', 'b', 'c'), seen_at: moment().optional() };
    const odd = table('odd', { title: 'Odd', columns, sync: byColumn('kind', both) });
    expect(faultsWith(odd)).toEqual([
      'odd.kind: chooses among a, b, yet can be a, b, c',
      'odd.kind: can be changed by a person, and the rule with it',
    ]);
    expect(faultsWith({ ...odd, sync: byColumn('seen_at', both) })).toEqual([
      'odd.seen_at: chooses among a, b, yet can be blank, given',
      'odd.seen_at: can be changed by a person, and the rule with it',
    ]);
    expect(faultsWith({ ...odd, sync: byColumn('colour', both) })).toEqual([
      'odd.colour: is no column, yet it chooses the rule',
    ]);
  });

  it('asks that a choice by preference names what there is', () => {
    const columns = { id: id(), store_id, owner: choice('store', 'primary').fixedOnce() };
    const rules = {
      store: storeData({ store: 'store_id' }),
      primary: centralStoreData({ store: 'store_id', editedAt: 'primary' }),
    };
    const sync = byColumn('owner', rules, {
      decidedBy: {
        preference: 'centralised_dreams',
        store: 'store_id',
        storeColumn: 'dreams',
        yes: 'primary',
        no: 'nobody',
      },
    });
    expect(faultsWith(table('odd', { title: 'Odd', columns, sync }))).toEqual(
      [
        ': asks for the preference centralised_dreams, which is not known',
        '.owner: is set to nobody, which has no rule',
        ': asks each store for its dreams, which is no column',
      ].map((fault) => `odd${fault}`),
    );
  });

  it('asks that a preference in an audience is one that rules may ask for', () => {
    const columns = { id: id(), store_id, patient_id: hiddenRef('patient').fixedOnce() };
    const rule = { store: 'store_id', patient: 'patient_id' };
    const given = table('given', {
      title: 'Given',
      columns: { ...columns, store_id: hiddenRef('store').fixedOnce() },
      sync: dispensedData({ ...rule, when: 'pack_size_one' }),
    });
    expect(faultsWith(given)).toEqual([
      'given: asks for the preference pack_size_one, which is not known',
    ]);
  });

  it('asks that what makes a row leave its site can be given', () => {
    const half = { column: 'item_id', table: 'invoice' };
    const note = table('note', {
      title: 'Note',
      columns: { id: id(), store_id, item_id: ref('item').fixedOnce(), done: yesNo() },
      sync: storeData({ store: 'store_id', unless: 'transactions-excluded', halfOf: half }),
    });
    expect(faultsWith(note)).toEqual([
      'note.item_id: is no reference to invoice, yet that row is asked',
    ]);
  });
});

describe('the check of references', () => {
  it('finds those that reach further than the row they point to', () => {
    const told = table('told', {
      title: 'Told',
      columns: {
        id: id(),
        patient_id,
        location_id: ref('location'),
        item_id: ref('item'),
        other_id: ref('patient').optional(),
        event_id: ref('patient_event').optional(),
        words: text(),
      },
      sync: patientData({ person: 'patient', column: 'patient_id' }),
    });
    expect(faultsWith(told)).toEqual([
      'told.location_id: may point to a location that is not visible, and does not say so',
      'told.other_id: may point to a patient that is not visible, and does not say so',
    ]);
  });

  it('finds those to rows that stay at their site while the row itself leaves', () => {
    const columns = { id: id(), store_id, stock_line_id: ref('stock_line') };
    const leaving = table('leaving', {
      title: 'Leaving',
      columns,
      sync: storeData({ store: 'store_id' }),
    });
    expect(faultsWith(leaving)).toEqual([
      'leaving.stock_line_id: may point to a stock_line that is not visible, and does not say so',
    ]);
    const staying = storeData({ store: 'store_id', unless: 'transactions-excluded' });
    expect(faultsWith({ ...leaving, sync: staying })).toEqual([]);
  });
});
