import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { median, quantile } from './statistics.ts';

/** What the figures were measured on: they mean nothing without it. */
export function machine(folder: string): readonly string[] {
  const [first] = cpus();
  const waits = syncWaits(folder);
  return [
    `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${platform()} ${release()}`,
    `${cpus().length} cores (${first?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB`,
    `fsync of the disk: median ${median(waits).toFixed(2)} ms, p95 ${quantile(waits, 0.95).toFixed(2)} ms`,
  ];
}

/** How busy the machine is with other things; 2 cores that are all ours show about 0 before a run. */
export function load(): string {
  return loadavg()
    .map((each) => each.toFixed(1))
    .join(' ');
}

export interface Usage {
  /** Of all threads of the process. */
  readonly cpuMs: number;
  readonly residentMb: number;
  readonly peakMb: number;
}

export function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return {
    cpuMs: (user + system) / 1_000,
    residentMb: process.memoryUsage.rss() / 2 ** 20,
    peakMb: peakKilobytes() / 1_024,
  };
}

/** Linux counts the parent's memory into a child's maxRSS, but not into the high-water mark of its own pages. */
function peakKilobytes(): number {
  try {
    const mark = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
    if (mark !== null) return Number(mark[1]);
  } catch {
    // another system
  }
  return process.resourceUsage().maxRSS;
}

function syncWaits(folder: string): readonly number[] {
  const handle = openSync(join(folder, 'sync-test'), 'w');
  const page = Buffer.alloc(4_096, 1);
  const waits: number[] = [];
  for (let i = 0; i < 100; i += 1) {
    writeSync(handle, page, 0, page.length, i * page.length);
    const began = performance.now();
    fsyncSync(handle);
    waits.push(performance.now() - began);
  }
  closeSync(handle);
  return waits;
}
