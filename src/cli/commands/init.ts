import { Command } from 'commander';
import { ok, refused } from '#base';
import { initCentral, initSite } from '#server';
import type { Finish } from '../finish.ts';
import { printOutcome } from '../outcome.ts';
import { showProgress } from '../progress.ts';
import { noPostgresYet } from '../refusals.ts';

interface CentralOptions {
  readonly data: string;
  readonly name: string;
  readonly adminPassword: string;
  readonly database?: string;
  readonly json?: true;
}

export function initCommand(finish: Finish): Command {
  const init = new Command('init').description(
    'make a data folder: a central server, or a site of one',
  );

  init
    .command('central')
    .description('make a central server; its first user is admin')
    .requiredOption('--data <dir>', 'data folder, made if it does not exist')
    .requiredOption('--name <name>', 'what people call it, such as "Central Medical Stores"')
    .requiredOption(
      '--admin-password <password>',
      'password of the user admin; 15 characters or more are best',
    )
    .option('--database <url>', 'keep the rows in this PostgreSQL instead of the folder')
    .option('--json', 'one JSON document on stdout')
    .action(async (options: CentralOptions) => {
      const made =
        options.database === undefined
          ? await initCentral({
              dir: options.data,
              name: options.name,
              adminPassword: options.adminPassword,
            })
          : refused(noPostgresYet({}));
      const outcome = made.ok
        ? ok({
            text: `Central server "${options.name}" made in ${options.data}.\nStart it with: atoll serve --data ${options.data}`,
            json: { site_id: made.value.site_id, role: 'central', name: made.value.name },
          })
        : made;
      finish(printOutcome(outcome, options.json === true));
    });

  init
    .command('site')
    .description(
      'enrol this device as a site and download everything it needs; run it again to go on',
    )
    .requiredOption('--data <dir>', 'data folder, made if it does not exist')
    .requiredOption('--central <url>', 'address of the central server')
    .requiredOption(
      '--code <code>',
      'one-time code from central (create-site or new-enrolment-code)',
    )
    .requiredOption('--admin-password <password>', 'password of the user admin at this site')
    .option('--json', 'one JSON document on stdout')
    .action(
      async (options: {
        data: string;
        central: string;
        code: string;
        adminPassword: string;
        json?: true;
      }) => {
        const progress = showProgress('Downloading');
        const made = await initSite({
          dir: options.data,
          centralUrl: options.central,
          code: options.code,
          adminPassword: options.adminPassword,
          onProgress: ({ pulled, waiting }) => progress.at({ done: pulled, of: pulled + waiting }),
        });
        progress.end();
        const outcome = made.ok
          ? ok({
              text: `This device is site ${made.value.site_id}, "${made.value.name}". ${made.value.pulled} rows downloaded.\nStart it with: atoll serve --data ${options.data}`,
              json: made.value,
            })
          : made;
        finish(printOutcome(outcome, options.json === true));
      },
    );

  return init;
}
