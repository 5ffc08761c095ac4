import type { ColumnKind, Value } from '#dictionary';
import { millionthsOf } from './millionths.ts';

/** Whether a value that is not null can be kept in a column of this kind. */
export function isStorable(kind: ColumnKind, value: Value): boolean {
  switch (kind) {
    case 'id':
    case 'ref':
    case 'text':
    case 'choice':
    case 'day':
    case 'moment':
      return typeof value === 'string' && isWholeText(value);
    case 'decimal':
      return typeof value === 'string' && millionthsOf(value) !== undefined;
    case 'integer':
      return Number.isSafeInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'json':
      return true;
  }
}

const ODD = /[\0\ud800-\udfff]/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Whether every database keeps the text as it is: no NUL, no half character. */
function isWholeText(text: string): boolean {
  return !ODD.test(text) || (!text.includes('\0') && !LONE_SURROGATE.test(text));
}
