import { Command } from 'commander';
import type { Finish } from '../finish.ts';
import { wholeNumber } from '../whole-number.ts';

export function simCommand(finish: Finish): Command {
  return new Command('sim')
    .description('the simulator: one line a failing seed')
    .option('--seeds <number>', 'how many seeds', wholeNumber(1, 10_000_000), 200)
    .option('--from <number>', 'the first seed', wholeNumber(0, Number.MAX_SAFE_INTEGER), 1)
    .option('--mutants', 'switch on each deliberate fault in turn; every one must be caught')
    .option('--plan <file>', 'run one kept plan instead of seeds')
    .action(async (options: { seeds: number; from: number; mutants?: true; plan?: string }) => {
      // NOTE the simulator is a tool of this repository: it is loaded only when it is asked for.
      const { runSim } = await import('#sim');
      const good = await runSim(options);
      finish(good ? 0 : 1);
    });
}
