/** The value; `sentence` says what must have been true. A failure is a fault and stops the unit of work. */
export function must<T>(value: T | null | undefined, sentence: string): T {
  if (value === null || value === undefined) throw new Error(`Must hold: ${sentence}`);
  return value;
}

export function assert(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new Error(`Must hold: ${sentence}`);
}

/** Closes a switch over a union: a new member is a compile error here. */
export function never(value: never): never {
  throw new Error(`Not a member of the union: ${JSON.stringify(value)}`);
}
