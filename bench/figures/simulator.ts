// What every change waits for: how many seeds of the simulator two cores work through.
import { paceOf } from '#sim';
import type { Figure } from '../harness/figure.ts';

const WORKERS = 2;

export const simulator: Figure = {
  name: 'simulator',
  title: 'Seeds of the simulator',
  async measure({ full, runs }) {
    const seeds = full ? 400 : 60;
    const [paces, cpu]: [number[], number[]] = [[], []];
    for (let run = 0; run < runs; run += 1) {
      const pace = await paceOf({ seeds, from: 1 + run * seeds, workers: WORKERS });
      paces.push(pace.seedsAMinute);
      cpu.push(pace.cpuASeed);
    }
    return [
      { what: 'seeds, two workers', unit: '/min', values: paces, goal: { atLeast: 200 } },
      { what: '… CPU a seed', unit: 'ms', values: cpu },
    ];
  },
};
