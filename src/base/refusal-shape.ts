import { REFUSAL_KINDS } from './refusal.ts';
import { anything, object, oneOf, record, text } from './shape.ts';

/** A refusal that came over a wire. */
export const refusalShape = object({
  code: text({ max: 100 }),
  kind: oneOf(REFUSAL_KINDS),
  message: text({ max: 20_000 }),
  details: record(anything()),
  next: text(),
});
