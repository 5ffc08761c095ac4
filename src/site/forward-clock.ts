// Central's time as it decides by: it never goes back, whatever is done to the clock of the machine (H1, EN1).
import type { Clock } from '#base';
import { readFacts, writeFacts } from '#engine';
import { type Database, NoSpace, type Unit } from '#engine/ports';

export interface ForwardClock {
  /** Milliseconds since 1970, no earlier than any that central has ever seen; kept with the unit. */
  readonly now: (unit: Unit) => Promise<number>;
  /** Keeps the moment, so that a later start knows of it. */
  readonly note: () => Promise<void>;
}

export function forwardClock(clock: Clock, database: Database): ForwardClock {
  let last: { readonly moment: number; readonly monotonic: number } | undefined;
  const now = async (unit: Unit): Promise<number> => {
    const { latest_moment } = await readFacts(unit, 'latest_moment');
    const [heard] = await unit.select({
      table: 'peer',
      order: [{ column: 'last_connection_at', descending: true }],
      limit: 1,
    });
    const monotonic = clock.monotonic();
    const moment = Math.max(
      clock.now(),
      latest_moment,
      Date.parse(String(heard?.['last_connection_at'])) || 0,
      last === undefined ? 0 : Math.floor(last.moment + (monotonic - last.monotonic)),
    );
    last = { moment, monotonic };
    if (moment > latest_moment) await writeFacts(unit, { latest_moment: moment });
    return moment;
  };
  return {
    now,
    async note() {
      try {
        await database.write(now);
      } catch (thrown) {
        // NOTE a full disk keeps the moment from being kept, not the site from working.
        if (!(thrown instanceof NoSpace)) throw thrown;
      }
    },
  };
}
