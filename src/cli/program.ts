import { Command, CommanderError } from 'commander';
import { appVersion } from '#server';
import { demoCommand } from './commands/demo.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand } from './commands/import.ts';
import { initCommand } from './commands/init.ts';
import { serveCommand } from './commands/serve.ts';
import { simCommand } from './commands/sim.ts';
import { statusCommand } from './commands/status.ts';
import { syncCommand } from './commands/sync.ts';
import { tablesCommand } from './commands/tables.ts';
import type { Finish } from './finish.ts';

/** Runs one command line; resolves with the exit code: 0 done, 1 refused, 2 wrong usage. */
export async function runProgram(args: readonly string[]): Promise<number> {
  let code = 0;
  const finish: Finish = (with_) => {
    code = with_;
  };
  const program = new Command('atoll')
    .description(
      "Keeps a country's medical supply records in step, across sites that work offline for days.",
    )
    .version(appVersion)
    .exitOverride();
  for (const command of [
    demoCommand,
    initCommand,
    serveCommand,
    syncCommand,
    statusCommand,
    importCommand,
    exportCommand,
    tablesCommand,
    simCommand,
  ]) {
    program.addCommand(overridden(command(finish)));
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
    process.stderr.write(
      `Something went wrong inside atoll; please report it.\n${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`,
    );
    return 1;
  }
}

function overridden(command: Command): Command {
  command.exitOverride().showHelpAfterError('(add --help for what this command takes)');
  for (const inner of command.commands) overridden(inner);
  return command;
}
