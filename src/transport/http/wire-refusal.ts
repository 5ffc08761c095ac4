import { parse, type Refusal, refusalShape } from '#base';

/** A refusal as central wrote it; undefined when it is none. */
export function readRefusal(value: unknown): Refusal | undefined {
  const parsed = parse(refusalShape, value);
  return parsed.ok ? parsed.value : undefined;
}
