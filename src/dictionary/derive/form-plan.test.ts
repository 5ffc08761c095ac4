import { expect, it } from 'vitest';
import { parcel } from '../toy-dictionary.ts';
import { formPlan } from './form-plan.ts';

it('a form has a field a column, in order, without ids and secrets', () => {
  const fields = formPlan(parcel);
  expect(fields.map((field) => [field.label, field.control, field.readOnly])).toEqual([
    ['Store', 'row-picker', 'after-creation'],
    ['Counterparty store', 'row-picker', 'always'],
    ['Serial', 'integer', 'always'],
    ['Status', 'choice', 'never'],
    ['Weight', 'decimal', 'never'],
    ['Sent day', 'day', 'never'],
    ['Packed at', 'moment', 'never'],
    ['Fragile', 'tick', 'never'],
    ['Comment', 'paragraph', 'never'],
    ['Extra', 'json', 'never'],
  ]);
  expect(fields[3]).toEqual({
    column: 'status',
    label: 'Status',
    control: 'choice',
    required: true,
    readOnly: 'never',
    values: ['new', 'finalised'],
  });
});
