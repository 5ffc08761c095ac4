/** One thing that the tools cannot see. */
export interface Check {
  readonly name: string;
  readonly run: () => Promise<Outcome>;
}

export interface Outcome {
  /** Sentences; none means that all is well. */
  readonly faults: readonly string[];
  /** What was looked at, in a few words. */
  readonly seen: string;
}
