/** Why a line of a file cannot be imported; `column` is null when the whole line is meant. */
export interface LineFault {
  readonly line: number;
  readonly column: string | null;
  /** Continues the sentence that begins with the column, or with the line. */
  readonly reason: string;
}
