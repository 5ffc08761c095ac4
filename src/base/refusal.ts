/** What kind of no it is; a face maps it to its own scale (HTTP status, exit code). */
export const REFUSAL_KINDS = [
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
] as const;
export type RefusalKind = (typeof REFUSAL_KINDS)[number];

/** An expected no, for a person: `code` is stable, `message` a sentence, `next` what to do now. */
export interface Refusal {
  readonly code: string;
  readonly kind: RefusalKind;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly next: string;
}

interface RefusalEntry<Details> {
  readonly code: string;
  readonly kind: RefusalKind;
  readonly message: (details: Details) => string;
  readonly next: string | ((details: Details) => string);
}

/**
 * Makes one entry of a room's catalogue (`refusals.ts`): call the result with the details.
 * Details travel to the caller as they are: put nothing in that the person may not see.
 */
export function defineRefusal<Details extends object>(
  entry: RefusalEntry<Details>,
): (details: Details) => Refusal {
  return (details) => ({
    code: entry.code,
    kind: entry.kind,
    message: entry.message(details),
    details: { ...details } as Readonly<Record<string, unknown>>,
    next: typeof entry.next === 'string' ? entry.next : entry.next(details),
  });
}
