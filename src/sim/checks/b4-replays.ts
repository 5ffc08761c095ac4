import type { Exchange } from '../world/world.ts';
import { check } from './check.ts';

const KEPT = 12;
/** What a repeated request may touch: that it was there. */
const NOTED = new Set(['peer', 'this_site']);

export const b4 = check(
  'B4',
  'Serving an old request again changes nothing.',
  (world, violated) => {
    const kept: Exchange[] = [];
    let served = 0;
    let replaying = false;
    const chance = world.chance('b4');
    return {
      answered(exchange) {
        if (exchange.reply === undefined || world.isSecondBranch(exchange.device)) return;
        served += 1;
        if (kept.length < KEPT) kept.push(exchange);
        else if (chance.happens(KEPT / served)) kept[chance.whole(0, KEPT - 1)] = exchange;
      },
      committed({ device, changes }) {
        if (!replaying) return;
        for (const { table, key } of changes) {
          if (!NOTED.has(table))
            violated(`${device.key} changed ${table} ${key} when an old request was served again`);
        }
      },
      async atEnd() {
        replaying = true;
        for (const { device, request } of chance.shuffled(kept))
          await world.serveAgain(device, request);
        replaying = false;
      },
    };
  },
);
