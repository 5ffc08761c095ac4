import type { Column } from '../model/column.ts';
import type { Table } from '../model/table.ts';
import { labelOf } from './label-of.ts';

export type Control =
  | 'row-picker'
  | 'line'
  | 'paragraph'
  | 'choice'
  | 'decimal'
  | 'integer'
  | 'tick'
  | 'day'
  | 'moment'
  | 'json';

/** One field of a form. */
export interface FormField {
  readonly column: string;
  readonly label: string;
  readonly control: Control;
  readonly required: boolean;
  /** `after-creation`: may be given once, with the new row. */
  readonly readOnly: 'never' | 'after-creation' | 'always';
  /** The table a row picker picks from. */
  readonly ref?: string;
  /** Where the row picked is out of sight here, the field says "not visible here". */
  readonly mayBeHidden?: boolean;
  readonly values?: readonly string[];
  readonly max?: number;
  readonly min?: number;
  readonly help?: string;
}

const LONGEST_LINE = 200;

/** The fields of a form for a row, in the order of the table's columns; ids and secrets have none. */
export function formPlan(table: Table): readonly FormField[] {
  return Object.entries(table.columns).flatMap(([name, column]) => {
    const control = controlOf(column);
    return control === undefined || column.secret === true ? [] : [field(name, column, control)];
  });
}

function field(name: string, column: Column, control: Control): FormField {
  const { required, ref, mayBeHidden, values, max, min, note } = column;
  return {
    column: name,
    label: labelOf(name),
    control,
    required,
    readOnly: readOnly(column),
    ...(ref !== undefined && { ref }),
    ...(mayBeHidden === true && { mayBeHidden }),
    ...(values !== undefined && { values }),
    ...(max !== undefined && { max }),
    ...(min !== undefined && { min }),
    ...(note !== undefined && { help: note }),
  };
}

function readOnly(column: Column): FormField['readOnly'] {
  if (column.assigned === true) return 'always';
  return column.fixed === true ? 'after-creation' : 'never';
}

function controlOf(column: Column): Control | undefined {
  switch (column.kind) {
    case 'id':
      return undefined;
    case 'ref':
      return 'row-picker';
    case 'text':
      return (column.max ?? LONGEST_LINE + 1) > LONGEST_LINE ? 'paragraph' : 'line';
    case 'boolean':
      return 'tick';
    case 'choice':
    case 'decimal':
    case 'integer':
    case 'day':
    case 'moment':
    case 'json':
      return column.kind;
  }
}
