import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { intro, log, outro, spinner } from '@clack/prompts';
import { accountOf } from './account.ts';
import { type DemoCountry, raiseCountry } from './raise-country.ts';
import { story } from './story.ts';

export interface DemoOptions {
  /** The first port; 0 takes free ones. */
  readonly port: number;
  /** Play the story once and end; else the country goes on until it is stopped. */
  readonly once: boolean;
}

/** Plays the story of a small country; true when all of it came true. Its data folders are gone afterwards. */
export async function runDemo({ port, once }: DemoOptions): Promise<boolean> {
  const dir = await mkdtemp(join(tmpdir(), 'atoll-demo-'));
  intro('A small country');
  let country: DemoCountry | undefined;
  try {
    country = await raiseCountry({
      dir,
      port,
      scheduled: !once,
      say: (sentence) => log.message(sentence),
    });
    await play(country);
    const { lines, wrong } = await accountOf(country);
    log.info(['What each store holds', ...lines].join('\n'));
    if (wrong.length > 0) log.error(wrong.join('\n'));
    if (!once) await goOn(country);
    outro(
      wrong.length === 0
        ? 'Every shipment arrived once, and nothing waits.'
        : 'Not all of it came true.',
    );
    return wrong.length === 0;
  } finally {
    await country?.close();
    await rm(dir, { recursive: true, force: true });
  }
}

async function play(country: DemoCountry): Promise<void> {
  for (const step of story()) {
    if (!process.stdout.isTTY) {
      log.step(`${step.title}\n${await step.play(country)}`);
      continue;
    }
    const turning = spinner();
    turning.start(step.title);
    const outcome = await step.play(country);
    turning.stop(`${step.title}: ${outcome}`);
  }
}

/** Leaves the country running, each site with its page, until someone stops it. */
async function goOn(country: DemoCountry): Promise<void> {
  const addresses = [country.central, ...country.remotes].map(
    (site) => `${site.title}: ${site.url}`,
  );
  log.info(
    [
      'Their pages (user admin, password "a small country"); Ctrl-C ends the country',
      ...addresses,
    ].join('\n'),
  );
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
