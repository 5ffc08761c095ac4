import { momentOf, ok, type Refusal, type Result } from '#base';
import {
  type Parts,
  type Progress,
  readFacts,
  reserveNumbers,
  runSession,
  scrub,
  writeFacts,
} from '#engine';
import { LINK_CLOSED, NoSpace } from '#engine/ports';
import type { NextNumber } from './ask-central.ts';
import { compareSome } from './comparison.ts';
import type { Context } from './context.ts';
import type { SyncRun } from './site-api.ts';

export interface Syncer {
  /** One sync now; while one is under way, that one's outcome. `comparing`: with what is due of a comparison (B9). */
  readonly run: (how?: { readonly comparing: boolean }) => Promise<SyncRun>;
  readonly isRunning: () => boolean;
  readonly nextNumber: NextNumber;
  readonly progress: () => Progress | undefined;
  /** The last attempt since this process began; a full disk does not hide it. */
  readonly last: () => LastAttempt | undefined;
  readonly pause: (paused: boolean) => Promise<Result<void>>;
}

export interface LastAttempt {
  readonly at: string;
  /** What stopped it early. */
  readonly refusal: Refusal | undefined;
}

const DEFAULT_SIZES = { pushGroups: 500, pageRows: 5_000 };

/** The one place from which a site talks to central: one conversation at a time. */
export async function syncerOf(context: Context): Promise<Syncer> {
  const { parts, given, founding } = context;
  const { link } = given;
  let number = link === undefined ? 0 : await firstNumber(parts);
  let underWay: Promise<SyncRun> | undefined;
  let progress: Progress | undefined;

  let last: LastAttempt | undefined;

  const nextNumber = (atLeast: number) => {
    number = Math.max(number + 1, atLeast);
    return number;
  };

  const talk = async (comparing: boolean): Promise<SyncRun> => {
    const began = parts.clock.monotonic();
    const took = () => Math.round(parts.clock.monotonic() - began);
    if (link === undefined) {
      await context.settle();
      return { pushed: 0, pulled: 0, quarantined: 0, error: null, duration_ms: took() };
    }
    const outcome = await runSession(parts, {
      link,
      founding,
      appVersion: given.appVersion,
      sizes: { ...DEFAULT_SIZES, ...given.sizes },
      nextNumber,
      ...(given.gains !== undefined && { gains: given.gains }),
      onProgress(now) {
        progress = now;
      },
    });
    await context.settle();
    if (comparing && outcome.refusal === undefined) await compareSome(context, nextNumber);
    await scrub(parts);
    // NOTE a sync that ended with the site itself tells nothing of how it stands with central.
    if (outcome.refusal?.code !== LINK_CLOSED)
      last = { at: momentOf(parts.clock), refusal: outcome.refusal };
    const { quarantined } = await parts.database.read((view) => readFacts(view, 'quarantined'));
    return {
      pushed: outcome.pushed,
      pulled: outcome.pulled,
      quarantined: quarantined.length,
      error: outcome.refusal ?? null,
      duration_ms: took(),
    };
  };

  const note = (facts: Parameters<typeof writeFacts>[1]) =>
    parts.database.write((unit) => writeFacts(unit, facts));

  return {
    run({ comparing } = { comparing: true }) {
      underWay ??= talk(comparing).finally(() => {
        underWay = undefined;
        progress = undefined;
      });
      return underWay;
    },
    nextNumber,
    isRunning: () => underWay !== undefined,
    progress: () => progress,
    last: () => last,
    async pause(paused) {
      await note({ paused });
      return ok(undefined);
    },
  };
}

/** On a full disk no block of numbers can be kept: central then says which number it has seen, and it goes on above. */
async function firstNumber(parts: Parts): Promise<number> {
  try {
    return await reserveNumbers(parts);
  } catch (thrown) {
    if (thrown instanceof NoSpace) return 0;
    throw thrown;
  }
}
