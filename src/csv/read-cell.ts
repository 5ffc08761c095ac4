import type { Json } from '#base';
import type { Column } from '#dictionary';

export type CellRead =
  | { readonly reason?: undefined; readonly value: unknown }
  | { readonly reason: string };

const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/;
const TRUE = new Set(['true', 'yes', 'y', '1']);
const FALSE = new Set(['false', 'no', 'n', '0']);

/** The text of a cell without the blanks around it and without the apostrophe that guards a spreadsheet. */
export function plainCell(cell: string): string {
  const trimmed = cell.trim();
  return GUARDED.test(trimmed) ? trimmed.slice(1) : trimmed;
}

/**
 * What a cell that is not blank says, in the spelling that `readEdit` takes. Text stays text, however much it looks
 * like a number. A comma in a number is refused: whether it parts thousands or decimals cannot be known.
 */
export function readCell(column: Column, cell: string): CellRead {
  switch (column.kind) {
    case 'integer':
      return /^-?\d{1,15}(?:\.0+)?$/.test(cell)
        ? { value: Number(cell) }
        : { reason: 'must be a whole number' };
    case 'decimal':
      return cell.includes(',')
        ? { reason: 'must be a number with a point and without commas, such as 1234.5' }
        : { value: cell };
    case 'boolean':
      return booleanOf(cell.toLowerCase());
    case 'choice':
      return { value: choiceOf(column.values ?? [], cell) };
    case 'json':
      return jsonOf(cell);
    case 'id':
    case 'ref':
    case 'text':
    case 'day':
    case 'moment':
      return { value: cell };
  }
}

function booleanOf(word: string): CellRead {
  if (TRUE.has(word)) return { value: true };
  return FALSE.has(word) ? { value: false } : { reason: 'must be true or false (or yes or no)' };
}

/** "Customer invoice" means `customer_invoice`. */
function choiceOf(values: readonly string[], cell: string): string {
  if (values.includes(cell)) return cell;
  const word = cell.toLowerCase().replace(/[\s-]+/g, '_');
  return values.find((value) => value === word) ?? cell;
}

function jsonOf(cell: string): CellRead {
  try {
    return { value: JSON.parse(cell) as Json };
  } catch {
    return { reason: 'must be JSON' };
  }
}
