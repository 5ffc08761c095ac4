// A new device: from `init site` to a site that has everything, on the disk, with every index, and is caught up.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PASSWORD, startCentral } from '../country/central.ts';
import { makeFullStore } from '../country/full-store.ts';
import { command } from '../harness/command.ts';
import { copyMade } from '../harness/copy-made.ts';
import type { Figure } from '../harness/figure.ts';
import { program } from '../harness/program.ts';
import type { Inserted } from '../programs/inserter.ts';
import type { Begun } from '../programs/newcomer.ts';

export const firstDownload: Figure = {
  name: 'first-download',
  title: 'A first download: deliveries with stock and movements, 23 columns a row, on loopback',
  async measure({ full, runs, folder, say }) {
    const rows = full ? 1_000_000 : 100_000;
    const kept = join(folder, 'kept');
    await makeFullStore(kept, rows);
    say(`${rows} rows of a site lie at central, a quarter as many of others beside them`);
    const ready: Run[] = [];
    const atOnce: Run[] = [];
    const inserts: number[] = [];
    const memory: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      ready.push(await download({ kept, dir: join(folder, 'ready'), isReady: true }));
      const site = join(folder, 'ready', 'site', 'atoll.db');
      inserts.push(await insertRate(site, join(folder, 'inserted.db')));
      atOnce.push(await download({ kept, dir: join(folder, 'at-once'), isReady: false }));
      memory.push(await builtPeakMb({ kept, dir: join(folder, 'built') }));
      say(`${perSecond(ready.at(-1))} rows/s, ${perSecond(atOnce.at(-1))} with the cut`);
    }
    const rates = ready.map(({ rate }) => rate);
    const many = rows.toLocaleString('en-GB');
    return [
      {
        what: `${many} rows; the copy was made when the code was issued`,
        unit: 'rows/s',
        values: rates,
        goal: { atLeast: 150_000 },
      },
      {
        what: '… over inserts of the same rows by the same driver',
        unit: '×',
        values: rates.map((rate, i) => rate / (inserts[i] ?? rate)),
        goal: { atLeast: 3 },
      },
      { what: '… those inserts, into the indexed schema', unit: 'rows/s', values: inserts },
      {
        what: 'counted from the issue of the code: the making of the copy included',
        unit: 'rows/s',
        values: atOnce.map(({ rate }) => rate),
      },
      {
        what: 'memory of the site (the built program), at most',
        unit: 'MB',
        values: memory,
        goal: { atMost: 250 },
      },
      {
        what: 'memory of central, at most',
        unit: 'MB',
        values: ready.map(({ centralPeakMb }) => centralPeakMb),
      },
      { what: 'CPU of the site', unit: 's', values: ready.map(({ siteCpu }) => siteCpu) },
      {
        what: 'CPU of central, with the making of the copy',
        unit: 's',
        values: ready.map(({ centralCpu }) => centralCpu),
      },
    ];
  },
};

interface Run {
  readonly rate: number;
  readonly centralPeakMb: number;
  readonly siteCpu: number;
  readonly centralCpu: number;
}

/** `isReady`: the time begins with the command at the site, when central has made the copy; else with the code. */
async function download({
  kept,
  dir,
  isReady,
}: {
  readonly kept: string;
  readonly dir: string;
  readonly isReady: boolean;
}): Promise<Run> {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir);
  cpSync(kept, join(dir, 'central'), { recursive: true });
  const central = await startCentral(join(dir, 'central'));
  const site = await program('newcomer');
  try {
    const before = await central.program.usage();
    const issued = performance.now();
    const { code } = await central.operation('new-enrolment-code', { site_id: 2 });
    if (isReady) await copyMade(join(dir, 'central', 'copies'));
    // NOTE the copy of central's folder for this run is still on its way to the disk: it is no part of a download.
    if (isReady) spawnSync('sync');
    const { ms, rows } = await site.ask<Begun>('init', {
      dir: join(dir, 'site'),
      centralUrl: central.url,
      code: String(code),
      adminPassword: PASSWORD,
    });
    const took = isReady ? ms : performance.now() - issued;
    const [here, there] = [await site.usage(), await central.program.usage()];
    return {
      rate: (rows * 1_000) / took,
      centralPeakMb: there.peakMb,
      siteCpu: here.cpuMs / 1_000,
      centralCpu: (there.cpuMs - before.cpuMs) / 1_000,
    };
  } finally {
    await site.stop();
    await central.stop();
  }
}

/** The same by the command that people use: what its process needs. */
async function builtPeakMb({ kept, dir }: { kept: string; dir: string }): Promise<number> {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir);
  cpSync(kept, join(dir, 'central'), { recursive: true });
  const central = await startCentral(join(dir, 'central'));
  const { code } = await central.operation('new-enrolment-code', { site_id: 2 });
  await copyMade(join(dir, 'central', 'copies'));
  const to = ['--data', join(dir, 'site'), '--central', central.url, '--code', String(code)];
  const site = command('init', 'site', ...to, '--admin-password', PASSWORD);
  await site.ended;
  await central.stop();
  return site.peakMb();
}

async function insertRate(from: string, into: string): Promise<number> {
  const inserter = await program('inserter');
  const { ms, rows } = await inserter.ask<Inserted>('insert', { from, into });
  await inserter.stop();
  rmSync(into, { force: true });
  return (rows * 1_000) / ms;
}

function perSecond(run: Run | undefined): string {
  return Math.round(run?.rate ?? 0).toLocaleString('en-GB');
}
