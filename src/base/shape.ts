// One declaration of what a value from outside must look like: parsed with it, typed by it, and
// published from it (JSON Schema 2020-12). Unknown members are faults, never dropped in silence.
import { textFault } from './text.ts';

/** One thing wrong with a value: where (a JSON path like `lines[3].packs`) and what. */
export interface ShapeFault {
  readonly path: string;
  readonly reason: string;
}

export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

export interface Shape<T> {
  /** The value as T; what is wrong is added to `faults`, and then the returned value must not be used. */
  readonly read: (value: unknown, path: string, faults: ShapeFault[]) => T;
  readonly schema: JsonSchema;
}

export type TypeOf<S> = S extends Shape<infer T> ? T : never;
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly ShapeFault[] };

export function parse<T>(shape: Shape<T>, value: unknown): Parsed<T> {
  const faults: ShapeFault[] = [];
  const parsed = shape.read(value, '', faults);
  return faults.length === 0 ? { ok: true, value: parsed } : { ok: false, faults };
}

export function text(
  options: { readonly max?: number; readonly min?: number; readonly pattern?: RegExp } = {},
): Shape<string> {
  const { max = 2_000, min = 0, pattern } = options;
  return leaf<string>(
    (value) => {
      if (typeof value !== 'string') return 'must be text';
      if (value.length < min)
        return min === 1 ? 'must not be empty' : `must have at least ${min} characters`;
      if (pattern !== undefined && !pattern.test(value)) return `must look like ${pattern.source}`;
      return textFault(value, max);
    },
    {
      type: 'string',
      maxLength: max,
      ...(min > 0 && { minLength: min }),
      ...(pattern && { pattern: pattern.source }),
    },
  );
}

export function whole(
  options: { readonly min?: number; readonly max?: number } = {},
): Shape<number> {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = options;
  return leaf<number>(
    (value) =>
      Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max
        ? undefined
        : `must be a whole number from ${min} to ${max}`,
    { type: 'integer', minimum: min, maximum: max },
  );
}

export function flag(): Shape<boolean> {
  return leaf<boolean>(
    (value) => (typeof value === 'boolean' ? undefined : 'must be true or false'),
    { type: 'boolean' },
  );
}

export function oneOf<const T extends string | number>(values: readonly T[]): Shape<T> {
  return leaf<T>(
    (value) => (values.includes(value as T) ? undefined : `must be one of ${values.join(', ')}`),
    { enum: values },
  );
}

/** Any JSON value, looked at later by whoever knows its meaning; `maxDepth` levels at the most. */
export function anything(maxDepth = 16): Shape<unknown> {
  return leaf<unknown>(
    (value) =>
      depthOf(value) <= maxDepth ? undefined : `is nested deeper than ${maxDepth} levels`,
    {},
  );
}

export function list<T>(
  of: Shape<T>,
  options: { readonly max?: number } = {},
): Shape<readonly T[]> {
  const { max = 10_000 } = options;
  return {
    schema: { type: 'array', items: of.schema, maxItems: max },
    read(value, path, faults) {
      if (!Array.isArray(value)) return fault<readonly T[]>(faults, path, 'must be a list');
      if (value.length > max)
        return fault<readonly T[]>(faults, path, `must have at most ${max} entries`);
      return value.map((member, i) => of.read(member, `${path}[${i}]`, faults));
    },
  };
}

/** An object used as a map: any key, every value of one shape. */
export function record<T>(of: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return {
    schema: { type: 'object', additionalProperties: of.schema },
    read(value, path, faults) {
      if (!isObject(value)) return fault<Record<string, T>>(faults, path, 'must be an object');
      return Object.fromEntries(
        Object.entries(value).map(([key, member]) => [
          key,
          of.read(member, join(path, key), faults),
        ]),
      );
    },
  };
}

type Members = Readonly<Record<string, Shape<unknown>>>;
type ObjectOf<M extends Members, Optional extends keyof M> = {
  readonly [K in Exclude<keyof M, Optional>]: TypeOf<M[K]>;
} & {
  readonly [K in Optional]?: TypeOf<M[K]>;
};

/** An object with exactly these members; those named in `optional` may be missing. */
export function object<M extends Members, Optional extends keyof M & string = never>(
  members: M,
  optional: readonly Optional[] = [],
): Shape<ObjectOf<M, Optional>> {
  const required = Object.keys(members).filter((key) => !optional.includes(key as Optional));
  const known = new Map(Object.entries(members));
  const properties = Object.fromEntries(
    Object.entries(members).map(([key, shape]) => [key, shape.schema]),
  );
  return {
    schema: { type: 'object', properties, required, additionalProperties: false },
    read(value, path, faults) {
      if (!isObject(value)) return fault<ObjectOf<M, Optional>>(faults, path, 'must be an object');
      for (const key of required)
        if (!Object.hasOwn(value, key)) fault(faults, join(path, key), 'is missing');
      const read: Record<string, unknown> = {};
      for (const key of Object.keys(value)) {
        const shape = known.get(key);
        if (shape === undefined) fault(faults, join(path, key), 'is not known here');
        else read[key] = shape.read(value[key], join(path, key), faults);
      }
      return read as ObjectOf<M, Optional>;
    },
  };
}

/** The value, or null. */
export function orNull<T>(of: Shape<T>): Shape<T | null> {
  return {
    schema: { anyOf: [of.schema, { type: 'null' }] },
    read: (value, path, faults) => (value === null ? null : of.read(value, path, faults)),
  };
}

/** A leaf of the caller's own: `check` says what is wrong, or nothing. */
export function leaf<T>(
  check: (value: unknown) => string | undefined,
  schema: JsonSchema,
): Shape<T> {
  return {
    schema,
    read(value, path, faults) {
      const reason = check(value);
      return reason === undefined ? (value as T) : fault<T>(faults, path, reason);
    },
  };
}

function fault<T>(faults: ShapeFault[], path: string, reason: string): T {
  faults.push({ path, reason });
  return undefined as T;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let deepest = 0;
  for (const member of Object.values(value)) deepest = Math.max(deepest, depthOf(member));
  return deepest + 1;
}
