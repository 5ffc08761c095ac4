// Shapes of inputs that several operations share.
import {
  type Decimal,
  isRowId,
  leaf,
  parseDecimal,
  type RowId,
  type Shape,
  textFault,
} from '#base';
import { isDay } from '#dictionary';

/** The id of a row, in any case. */
export function idInput(): Shape<RowId> {
  return reading(idOf, {
    reason: 'must be an id (a UUID)',
    schema: { type: 'string', format: 'uuid' },
  });
}

function idOf(value: unknown): RowId | undefined {
  const lower = typeof value === 'string' ? value.toLowerCase() : undefined;
  return isRowId(lower) ? lower : undefined;
}

/** A text that says something. */
export function wordsInput(max: number): Shape<string> {
  return leaf<string>(
    (value) => {
      if (typeof value !== 'string') return 'must be text';
      return value.trim() === '' ? 'must not be blank' : textFault(value, max);
    },
    { type: 'string', minLength: 1, maxLength: max },
  );
}

/** A decimal as text, or as a number that is exact to 6 places. */
export function decimalInput(): Shape<Decimal> {
  return reading(parseDecimal, {
    reason: 'must be a number with at most 6 places, up to 9007199254.740991',
    schema: { type: ['string', 'number'] },
  });
}

export function dayInput(): Shape<string> {
  return reading((value) => (typeof value === 'string' && isDay(value) ? value : undefined), {
    reason: 'must be a day such as 2026-11-22',
    schema: { type: 'string', format: 'date' },
  });
}

function reading<T>(
  read: (value: unknown) => T | undefined,
  named: { readonly reason: string; readonly schema: Shape<T>['schema'] },
): Shape<T> {
  return {
    schema: named.schema,
    read(value, path, faults) {
      const parsed = read(value);
      if (parsed === undefined) faults.push({ path, reason: named.reason });
      return parsed as T;
    },
  };
}
