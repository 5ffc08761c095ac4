// JSON from outside, before anything looks at what it means.
import { ok, parse, type Result, refused, type Shape } from '#base';
import { readJson } from '#transport/http';
import { badBody, notJson } from './refusals.ts';
import { repeatedKey } from './repeated-key.ts';

/** Nothing that this API takes is nested deeper. */
export const MOST_DEPTH = 16;
export const MOST_BYTES = 32 * 1024 * 1024;

export function readBody(text: string): Result<unknown> {
  const json = readJson(text, MOST_DEPTH);
  switch (json.kind) {
    case 'json': {
      const twice = repeatedKey(text);
      return twice === undefined
        ? ok(json.value)
        : refused(notJson({ reason: `names "${twice.slice(0, 100)}" twice in one object` }));
    }
    case 'malformed':
      return refused(notJson({ reason: 'is not JSON' }));
    case 'too-deep':
      return refused(notJson({ reason: `is nested deeper than ${MOST_DEPTH} levels` }));
  }
}

export function parsedBody<T>(shape: Shape<T>, body: unknown): Result<T> {
  const parsed = parse(shape, body);
  return parsed.ok ? parsed : refused(badBody({ faults: parsed.faults }));
}
