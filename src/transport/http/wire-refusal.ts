import {
  anything,
  object,
  oneOf,
  parse,
  type Refusal,
  type RefusalKind,
  record,
  text,
} from '#base';

const KINDS: readonly RefusalKind[] = [
  'input',
  'not-signed-in',
  'not-allowed',
  'not-found',
  'conflict',
  'too-large',
  'row-check',
  'too-many',
  'unreachable',
  'no-space',
];

const refusalShape = object({
  code: text({ max: 100 }),
  kind: oneOf(KINDS),
  message: text({ max: 20_000 }),
  details: record(anything()),
  next: text(),
});

/** A refusal as central wrote it; undefined when it is none. */
export function readRefusal(value: unknown): Refusal | undefined {
  const parsed = parse(refusalShape, value);
  return parsed.ok ? parsed.value : undefined;
}
