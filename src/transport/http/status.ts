import { REFUSAL_KINDS, type RefusalKind } from '#base';

const STATUS: Readonly<Record<RefusalKind, number>> = {
  input: 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'row-check': 422,
  'too-many': 429,
  unreachable: 503,
  'no-space': 507,
};

/** The HTTP status of a refusal (docs/spec/refusals.md). */
export function statusOf(kind: RefusalKind): number {
  return STATUS[kind];
}

/** The kind of a refusal of which only the status is known. */
export function kindOf(status: number): RefusalKind {
  return REFUSAL_KINDS.find((kind) => STATUS[kind] === status) ?? 'conflict';
}
