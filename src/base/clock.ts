/** The only source of time in the pure rooms. */
export interface Clock {
  /** Wall time in milliseconds since 1970; shown to people, never decided by (H1). */
  readonly now: () => number;
  /** Milliseconds that only grow; for timers, leases and measuring. */
  readonly monotonic: () => number;
}

/** ISO 8601 UTC with milliseconds, as it stands in rows and on the wire. */
export function momentOf(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}
