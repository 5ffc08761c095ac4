export { assert, must, never } from './assert.ts';
export type { Brand } from './brand.ts';
export { type Clock, momentOf } from './clock.ts';
export {
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  fromMillionths,
  isNegative,
  multiply,
  negate,
  parseDecimal,
  subtract,
  toMillionths,
  ZERO,
} from './decimal.ts';
export type { Digest } from './digest.ts';
export { derivedId, isRowId, newId, type RowId, rowId, type SiteId, siteId } from './ids.ts';
export { canonicalJson, type Json } from './json.ts';
export { fractionOf, type Random } from './random.ts';
export { defineRefusal, REFUSAL_KINDS, type Refusal, type RefusalKind } from './refusal.ts';
export { refusalShape } from './refusal-shape.ts';
export { ok, type Result, refused, valueOf } from './result.ts';
export {
  anything,
  flag,
  type JsonSchema,
  leaf,
  list,
  object,
  oneOf,
  orNull,
  type Parsed,
  parse,
  record,
  type Shape,
  type ShapeFault,
  type TypeOf,
  text,
  whole,
} from './shape.ts';
export { textFault } from './text.ts';
