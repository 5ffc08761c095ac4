import { Command } from 'commander';
import type { Finish } from '../finish.ts';
import { portNumber } from '../whole-number.ts';

export function demoCommand(finish: Finish): Command {
  return new Command('demo')
    .description(
      'a small country at work: central, mirrored primary, remote sites and their addresses',
    )
    .option(
      '--port <number>',
      'first port; the sites take the next ones; 0 takes free ones',
      portNumber,
      0,
    )
    .option(
      '--once',
      'play the story, say what happened at each site, and end; exit 0 only if it all came true',
    )
    .action(async ({ port, once }: { port: number; once?: true }) => {
      const { runDemo } = await import('#demo');
      const good = await runDemo({ port, once: once === true });
      finish(good ? 0 : 1);
    });
}
