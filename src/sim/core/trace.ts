import { createHash } from 'node:crypto';

/** What happened in a run, in order: hashed, so that two runs can be compared, and its end kept, for people. */
export interface Trace {
  readonly add: (line: string) => void;
  readonly hash: () => string;
  readonly last: (count: number) => readonly string[];
}

export function createTrace(options: { readonly print?: (line: string) => void } = {}): Trace {
  const hash = createHash('sha256');
  const kept: string[] = [];
  return {
    add(line) {
      hash.update(line).update('\n');
      kept.push(line);
      if (kept.length > 400) kept.splice(0, 200);
      options.print?.(line);
    },
    hash: () => hash.copy().digest('hex').slice(0, 16),
    last: (count) => kept.slice(-count),
  };
}
