// npm run bench [-- NAME … --full --runs N]
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { figures } from './figures/index.ts';
import type { Measured } from './harness/figure.ts';
import { load, machine } from './harness/machine.ts';
import { isReached, table } from './harness/print.ts';

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    full: { type: 'boolean', default: false },
    runs: { type: 'string', default: '3' },
    folder: { type: 'string', default: tmpdir() },
  },
});
const chosen = names.length === 0 ? figures : figures.filter(({ name }) => names.includes(name));
const unknown = names.filter((name) => !figures.some((figure) => figure.name === name));
if (unknown.length > 0) {
  console.error(`No figure is called ${unknown.join(', ')}. There are:`);
  for (const { name, title } of figures) console.error(`  ${name.padEnd(18)} ${title}`);
  process.exit(2);
}

const folder = mkdtempSync(join(options.folder, 'atoll-bench-'));
try {
  for (const line of machine(folder)) console.log(line);
  console.log(options.full ? 'Full sizes.' : 'Small sizes; --full takes those of the goals.');
  const short: Measured[] = [];
  for (const { name, title, measure } of chosen) {
    console.log(`\n## ${title} (${name})\n`);
    const began = performance.now();
    const place = join(folder, name);
    mkdirSync(place);
    const before = load();
    const results = await measure({
      full: options.full,
      runs: Number(options.runs),
      folder: place,
      say: (line) => console.error(`  ${line}`),
    });
    rmSync(place, { recursive: true, force: true });
    console.log(table(results));
    console.log(
      `\n${((performance.now() - began) / 1_000).toFixed(0)} s; load before ${before}, after ${load()}`,
    );
    short.push(...results.filter((each) => !isReached(each)));
  }
  if (short.length > 0) console.log(`\nNot reached: ${short.map(({ what }) => what).join('; ')}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
