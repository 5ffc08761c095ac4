// While a run is on, time, chance and the network of the process throw: whatever reaches for them would escape the seed.

const REAL_DATE = Date;

/** Runs `work` with the ways out of the seed closed, and opens them again. */
export async function sealed<T>(work: () => Promise<T>): Promise<T> {
  const reopen = seal();
  try {
    return await work();
  } finally {
    reopen();
  }
}

function seal(): () => void {
  const closed: (() => void)[] = [];
  const close = (target: object, name: string, replacement: unknown) => {
    const was = Object.getOwnPropertyDescriptor(target, name);
    Object.defineProperty(target, name, { value: replacement, configurable: true, writable: true });
    closed.push(() => {
      if (was === undefined) Reflect.deleteProperty(target, name);
      else Object.defineProperty(target, name, was);
    });
  };
  close(globalThis, 'Date', SealedDate);
  close(Math, 'random', escape('Math.random'));
  for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'fetch'])
    close(globalThis, name, escape(name));
  close(performance, 'now', escape('performance.now'));
  close(process, 'hrtime', escape('process.hrtime'));
  close(crypto, 'getRandomValues', escape('crypto.getRandomValues'));
  close(crypto, 'randomUUID', escape('crypto.randomUUID'));
  return () => {
    for (const reopen of closed.reverse()) reopen();
  };
}

/** A date of a given moment may be made; one of "now" may not. */
class SealedDate extends REAL_DATE {
  constructor(...given: readonly unknown[]) {
    if (given.length === 0) escape('new Date()')();
    super(...(given as [number]));
  }
  static override now = escape('Date.now');
}

function escape(what: string): () => never {
  return () => {
    throw new Error(
      `${what} was called in a simulated run: time and chance come from the seed only.`,
    );
  };
}
