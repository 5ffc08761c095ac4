import { isRowId, type Json, parseDecimal, textFault } from '#base';
import type { Column } from '../model/column.ts';
import { isDay, isMoment } from './calendar.ts';
import { jsonSize } from './json-size.ts';

/** Says what is wrong with a value, as the rest of a sentence that begins with the column; nothing when it is right. */
export type ValueCheck = (value: unknown) => string | undefined;

export const JSON_MAX_DEPTH = 8;
export const JSON_MAX_BYTES = 64 * 1024;

/** Cheap proof that a text is the one spelling of a decimal; longer ones are asked of the exact reader. */
const SHORT_DECIMAL = /^(?:0|-?(?:[1-9]\d{0,8}(?:\.\d{0,5}[1-9])?|0\.\d{0,5}[1-9]))$/;

/** The check of a column's values, made once; null means no value. */
export function columnCheck(column: Column): ValueCheck {
  const check = kindCheck(column);
  const missing = column.required ? 'must have a value' : undefined;
  return (value) => (value === null ? missing : check(value));
}

function kindCheck(column: Column): ValueCheck {
  switch (column.kind) {
    case 'id':
    case 'ref':
      return (value) => (isRowId(value) ? undefined : 'must be an id (a UUID in lower case)');
    case 'text':
      return textCheck(column.max ?? Number.MAX_SAFE_INTEGER);
    case 'choice':
      return choiceCheck(column.values ?? []);
    case 'decimal':
      return decimalCheck(column.min);
    case 'integer':
      return integerCheck(column.min);
    case 'boolean':
      return (value) => (typeof value === 'boolean' ? undefined : 'must be true or false');
    case 'day':
      return (value) => (isDay(value) ? undefined : 'must be a day such as 2026-11-22');
    case 'moment':
      return (value) =>
        isMoment(value) ? undefined : 'must be a moment in UTC such as 2026-11-22T08:00:00.000Z';
    case 'json':
      return jsonCheck;
  }
}

function textCheck(max: number): ValueCheck {
  return (value) => (typeof value === 'string' ? textFault(value, max) : 'must be text');
}

function choiceCheck(values: readonly string[]): ValueCheck {
  const allowed = new Set<unknown>(values);
  const reason = `must be one of ${values.join(', ')}`;
  return (value) => (allowed.has(value) ? undefined : reason);
}

function decimalCheck(min: number | undefined): ValueCheck {
  const tooSmall = `must not be below ${min}`;
  return (value) => {
    if (typeof value !== 'string') return 'must be a decimal as text, such as "12.5"';
    if (!SHORT_DECIMAL.test(value) && parseDecimal(value) !== value) {
      return 'must be a decimal in its one spelling, with at most 6 places, such as "12.5"';
    }
    return min !== undefined && Number(value) < min ? tooSmall : undefined;
  };
}

function integerCheck(min: number | undefined): ValueCheck {
  const tooSmall = `must not be below ${min}`;
  return (value) => {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) return 'must be a whole number';
    return min !== undefined && (value as number) < min ? tooSmall : undefined;
  };
}

function jsonCheck(value: unknown): string | undefined {
  const fault = memberFault(value, 0);
  if (fault !== undefined) return fault;
  return jsonSize(value as Json) <= JSON_MAX_BYTES
    ? undefined
    : `is larger than ${JSON_MAX_BYTES / 1024} kB`;
}

function memberFault(value: unknown, depth: number): string | undefined {
  if (value === null || typeof value === 'boolean') return undefined;
  if (typeof value === 'string') return textFault(value, JSON_MAX_BYTES);
  if (typeof value === 'number')
    return Number.isFinite(value) ? undefined : 'holds a number that is not finite';
  if (typeof value !== 'object') return 'must be JSON';
  if (depth === JSON_MAX_DEPTH) return `is nested deeper than ${JSON_MAX_DEPTH} levels`;
  const members = Array.isArray(value) ? value : Object.values(value);
  if (members !== value) {
    for (const key of Object.keys(value)) {
      const fault = textFault(key, JSON_MAX_BYTES);
      if (fault !== undefined) return fault;
    }
  }
  for (const member of members) {
    const fault = memberFault(member, depth + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
