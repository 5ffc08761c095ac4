import type { Refusal, Result } from '#base';

/** What a command leaves behind: the text for people and the document for programs, or why it was refused. */
export interface Printed {
  readonly text: string;
  readonly json: unknown;
  /** False: it ran, and what it found is not good (exit code 1). */
  readonly good?: boolean;
}

/** Prints an outcome and returns the exit code: 0, or 1 for a refusal (its sentence, code and remedy on stderr). */
export function printOutcome(outcome: Result<Printed>, asJson: boolean): number {
  if (!outcome.ok) {
    printRefusal(outcome.refusal, asJson);
    return 1;
  }
  const { text, json, good = true } = outcome.value;
  if (asJson) process.stdout.write(`${JSON.stringify(json)}\n`);
  else if (text !== '') process.stdout.write(`${text}\n`);
  return good ? 0 : 1;
}

function printRefusal(refusal: Refusal, asJson: boolean): void {
  const { code, message, details, next } = refusal;
  if (asJson) process.stdout.write(`${JSON.stringify({ code, message, details, next })}\n`);
  process.stderr.write(`${message}\n${next}\n(${code})\n`);
}
