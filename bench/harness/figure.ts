/** One thing that was measured, as many times as it was measured. */
export interface Measured {
  readonly what: string;
  readonly unit: string;
  readonly values: readonly number[];
  /** What is to be reached; without one the value is told for comparison. */
  readonly goal?: { readonly atMost: number } | { readonly atLeast: number };
}

export interface Setting {
  /** The sizes of the goal; otherwise sizes that take seconds. */
  readonly full: boolean;
  /** How often each figure is measured. */
  readonly runs: number;
  /** An empty folder on the disk whose waiting times count. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

/** A line of the table of goals: how to measure it, and in which sizes. */
export interface Figure {
  readonly name: string;
  readonly title: string;
  readonly measure: (setting: Setting) => Promise<readonly Measured[]>;
}
