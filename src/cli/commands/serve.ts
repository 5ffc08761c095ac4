import { Command } from 'commander';
import { readConfig, serveSite } from '#server';
import type { Finish } from '../finish.ts';
import { printOutcome } from '../outcome.ts';
import { spendMemory } from '../spend-memory.ts';
import { portNumber } from '../whole-number.ts';

export function serveCommand(finish: Finish): Command {
  return new Command('serve')
    .description('run the site in a data folder: API, page of its state, scheduled sync')
    .requiredOption('--data <dir>', 'data folder')
    .option('--port <number>', 'port to listen on; 0 takes a free one', portNumber, 8080)
    .option(
      '--host <host>',
      'address to listen on; anything but loopback expects TLS in front',
      '127.0.0.1',
    )
    .action(async ({ data, port, host }: { data: string; port: number; host: string }) => {
      const config = await readConfig(data);
      if (config.ok && config.value?.role === 'central') spendMemory();
      const served = await serveSite({ dir: data, port, host });
      if (!served.ok) {
        finish(printOutcome(served, false));
        return;
      }
      process.stdout.write(`listening on ${served.value.url}\n`);
      await untilAskedToStop();
      await served.value.close();
    });
}

function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}
