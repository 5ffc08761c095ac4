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
  const faults = faultLines(details['faults']);
  process.stderr.write(`${[message, ...faults, next, `(${code})`].map(visible).join('\n')}\n`);
}

/** More than anyone reads at once. */
const MOST_FAULTS = 50;

/** Every line or column that is wrong, one a line; a refusal with one says it in its sentence already. */
function faultLines(faults: unknown): readonly string[] {
  if (!Array.isArray(faults)) return [];
  const lines = faults.flatMap((fault: Readonly<Record<string, unknown>>) => {
    const { line, column, path, reason } = fault;
    const what = [line === undefined ? '' : `line ${String(line)}`, String(column ?? path ?? '')]
      .filter((part) => part !== '')
      .join(', ');
    return `  ${what === '' ? '' : `${what}: `}${String(reason)}`;
  });
  if (lines.length > MOST_FAULTS)
    return [...lines.slice(0, MOST_FAULTS), `  … and ${lines.length - MOST_FAULTS} more`];
  return lines.length > 1 || (lines.length === 1 && 'line' in (faults[0] as object)) ? lines : [];
}

/** What a file or another site brought must not steer the terminal. */
export function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (character) =>
    character === '\n'
      ? character
      : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
