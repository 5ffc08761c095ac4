/** Work that goes on by itself beside what asked for it. */
export interface Background {
  /** Begins unless it is under way. Throws what made it fail since it was last begun. */
  readonly start: () => void;
  /** When it has run to its end. */
  readonly ended: () => Promise<void>;
  /** Ends it after the step it is at. */
  readonly stop: () => Promise<void>;
}

/** `run` looks before each step whether it may go on. */
export function inBackground(run: (mayGoOn: () => boolean) => Promise<void>): Background {
  let running: Promise<void> | undefined;
  let stopped = false;
  let failed: { readonly fault: unknown } | undefined;
  const throwFault = () => {
    if (failed === undefined) return;
    const { fault } = failed;
    failed = undefined;
    throw fault;
  };
  const ended = async () => {
    await running;
    throwFault();
  };
  return {
    start() {
      throwFault();
      running ??= run(() => !stopped)
        .catch((fault: unknown) => {
          failed = { fault };
        })
        .finally(() => {
          running = undefined;
        });
    },
    ended,
    async stop() {
      stopped = true;
      await ended();
    },
  };
}
