// The program as it is installed, `npm run build` first: a process of its own whose memory is watched from outside.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Command {
  /** The most memory that was resident so far. */
  readonly peakMb: () => number;
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
}

const BIN = fileURLToPath(new URL('../../bin/atoll.js', import.meta.url));
const FLAGS = process.env['BENCH_NODE_OPTIONS']?.split(' ') ?? [];
/** What happens between the last look and the end is not seen. */
const LOOK_MS = 20;

export function command(...words: readonly string[]): Command {
  const child = spawn(process.execPath, [...FLAGS, BIN, ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let peak = 0;
  const look = () => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch {
      // it has ended, or this system tells nobody
    }
  };
  const looking = setInterval(look, LOOK_MS);
  const ended = once(child, 'exit').then(([code]) => {
    clearInterval(looking);
    if (code !== 0) throw new Error(`atoll ${words[0]} ended with ${String(code)}.`);
  });
  return {
    peakMb() {
      look();
      return peak / 1_024;
    },
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
