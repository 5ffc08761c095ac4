// The way between one device and central. Every exchange has a fate, drawn from the plan's seed and the number of
// the exchange, so that leaving something out of a plan does not change what happens to the rest.
import type { Wire } from '#transport/direct';
import { type Chance, chanceOf } from '../core/chance.ts';
import type { Scheduler } from '../core/scheduler.ts';
import type { Sometimes } from '../core/sometimes.ts';
import { CALM_LINK, type LinkPlan } from '../plan/plan.ts';
import { type Damage, damaged } from './damage.ts';

export interface LineParts {
  readonly seed: number;
  /** The key of the device. */
  readonly device: string;
  readonly plan: LinkPlan;
  readonly scheduler: Scheduler;
  readonly sometimes: Sometimes;
  readonly trace: (line: string) => void;
  /** What central answered to others and before; where foreign replies come from. */
  readonly archive: Archive;
  /** Called before a text reaches the site that is not the whole answer to its request. */
  readonly wrongReply: (kind: Damage) => void;
}

/** The last answers of central, by device. */
export interface Archive {
  readonly keep: (device: string, number: number, answer: string) => void;
  /** To another of its requests than the one of this number. */
  readonly older: (device: string, number: number, chance: Chance) => string | undefined;
  readonly ofAnother: (device: string, chance: Chance) => string | undefined;
}

export interface Line {
  readonly wire: Wire;
  readonly offlineUntil: (time: number) => void;
  /** From here on nothing goes wrong any more. */
  readonly calm: () => void;
  readonly isOffline: () => boolean;
  /** Every second reply is cut from here on. */
  readonly loseEverySecondReply: () => void;
  /** How many requests were sent. */
  readonly exchanges: () => number;
}

export function createLine(parts: LineParts): Line {
  const { scheduler, sometimes, trace, device } = parts;
  let plan = parts.plan;
  let offline = 0;
  let sent = 0;
  let newest = 0;
  let dies = false;
  const isOffline = () => scheduler.now() < offline;

  return {
    isOffline,
    exchanges: () => sent,
    loseEverySecondReply: () => {
      dies = true;
    },
    calm: () => {
      plan = CALM_LINK;
      offline = 0;
    },
    offlineUntil: (time) => {
      offline = Math.max(offline, time);
    },
    wire(request, serve) {
      if (isOffline()) return scheduler.sleep(1_000).then(() => undefined);
      sent += 1;
      const number = sent;
      const chance = chanceOf(parts.seed, 'exchange', device, number);
      const drawn = drawFate(plan, chance);
      const fate: Fate = dies && number % 2 === 1 ? { ...drawn, reply: 'cut' } : drawn;
      return new Promise((resolve) => {
        let waiting = true;
        const give = (answer: string | undefined) => {
          if (!waiting) {
            if (answer !== undefined)
              sometimes.saw('a site answered after central had given it up');
            return;
          }
          waiting = false;
          resolve(answer);
        };
        scheduler.after(plan.patience, () => give(undefined));
        if (fate.lost) {
          sometimes.saw('a request was lost');
          trace(`${device} #${number} lost`);
        } else {
          scheduler.after(fate.there, () => void arrive(request, false));
        }
        if (fate.repeatedAfter !== undefined)
          scheduler.after(fate.there + fate.repeatedAfter, () => void arrive(request, true));

        async function arrive(text: string, repeated: boolean): Promise<void> {
          if (isOffline()) return;
          if (repeated)
            sometimes.saw(
              number < newest
                ? 'a late duplicate arrived after a newer request'
                : 'a request arrived twice',
            );
          else newest = Math.max(newest, number);
          const kind = repeated ? undefined : fate.request;
          const answer = await serve(kind === undefined ? text : damaged(kind, text, chance));
          if (kind !== undefined)
            sometimes.saw(kind === 'cut' ? 'a request was cut' : 'a garbled text was thrown away');
          parts.archive.keep(device, number, answer);
          if (repeated) return;
          if (fate.replyLost) {
            sometimes.saw('a reply was lost after central had committed');
            trace(`${device} #${number} reply lost`);
            return;
          }
          scheduler.after(fate.back, () => deliver(answer));
        }

        function deliver(answer: string): void {
          if (isOffline()) return;
          const [kind, text] = wrong(answer);
          if (kind !== undefined && waiting) {
            parts.wrongReply(kind);
            trace(`${device} #${number} reply ${kind}`);
          }
          give(text);
        }

        function wrong(answer: string): readonly [Damage | undefined, string] {
          switch (fate.reply) {
            case undefined:
              return [undefined, answer];
            case 'old':
            case 'foreign': {
              const other =
                fate.reply === 'old'
                  ? parts.archive.older(device, number, chance)
                  : parts.archive.ofAnother(device, chance);
              if (other === undefined || other === answer) return [undefined, answer];
              sometimes.saw(
                fate.reply === 'old'
                  ? 'an old reply of the same site came back'
                  : 'a reply for another site came back',
              );
              return [fate.reply, other];
            }
            default:
              if (fate.reply === 'cut') sometimes.saw('a reply was cut');
              if (fate.reply === 'garbled') sometimes.saw('a garbled text was thrown away');
              if (fate.reply === 'html') sometimes.saw('a page of HTML came back');
              return [fate.reply, damaged(fate.reply, answer, chance)];
          }
        }
      });
    },
  };
}

interface Fate {
  readonly lost: boolean;
  readonly there: number;
  readonly back: number;
  readonly repeatedAfter: number | undefined;
  readonly request: 'cut' | 'garbled' | undefined;
  readonly reply: Damage | undefined;
  readonly replyLost: boolean;
}

/** Draws everything always, so that one fault less in the plan leaves the others as they were. */
function drawFate(plan: LinkPlan, chance: Chance): Fate {
  const [shortest, longest] = plan.delay;
  const lost = chance.happens(plan.loss);
  const replyLost = chance.happens(plan.replyLoss);
  const repeated = chance.happens(plan.duplicate);
  const late = chance.fraction() ** 3 * plan.late;
  const there = Math.round(chance.spread(shortest, longest));
  const back = Math.round(chance.spread(shortest, longest));
  const garbled = chance.fraction();
  const cut = chance.fraction();
  const foreign = chance.fraction();
  const kind = chance.pick(['old', 'foreign', 'html'] as const);
  const request = cut < plan.cutRequest ? 'cut' : garbled < plan.garble / 2 ? 'garbled' : undefined;
  const reply =
    foreign < plan.foreign
      ? kind
      : 1 - cut < plan.cutReply
        ? 'cut'
        : 1 - garbled < plan.garble / 2
          ? 'garbled'
          : undefined;
  return {
    lost,
    there,
    back,
    repeatedAfter: repeated ? Math.round(late) : undefined,
    request,
    reply,
    replyLost,
  };
}
