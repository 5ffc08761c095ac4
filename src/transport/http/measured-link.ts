// How much a page may hold, from what exchanges took: about five seconds on any link, and less after a failure, so
// that a link which dies often still brings whole pages (B7). Pure arithmetic.
import type { Wanted } from './packing.ts';

/** One exchange that came through. */
export interface Measured {
  readonly bytesUp: number;
  readonly bytesDown: number;
  /** Rows in the page that came. */
  readonly rows: number;
  readonly milliseconds: number;
}

export interface MeasuredLink {
  readonly note: (exchange: Measured) => void;
  readonly noteFailure: () => void;
  readonly pageRows: () => number;
  /** Characters of JSON that one push should hold at the most. */
  readonly pushCharacters: () => number;
  readonly wanted: () => Wanted;
  readonly figures: () => LinkFigures;
}

export interface LinkFigures {
  readonly bytesPerSecond: number | null;
  readonly roundTripMs: number | null;
  readonly bytesPerRow: number;
}

const TARGET_MS = 5_000;
const FIRST_ROWS = 500;
const FEWEST_ROWS = 50;
const MOST_ROWS = 20_000;
const FEWEST_CHARACTERS = 32_000;
const FIRST_CHARACTERS = 160_000;
/** More at once is hardly faster, and costs a site memory that it may not have: many times as much while it is packed. */
const MOST_CHARACTERS = 250_000;
/** Rows in bulk take about this much, packed; until the link has shown its own. */
const USUAL_BYTES_PER_ROW = 60;
/** JSON shrinks to about a sixth. */
const SHRINKS = 6;
/** Shorter exchanges tell the round trip, longer ones the speed. */
const TELLS_SPEED = 4_000;
/** Above this a processor is busier than the link: less work beats fewer bytes. */
const FAST_BYTES_PER_SECOND = 2_500_000;
/** How much the newest exchange counts. */
const NEWEST = 0.4;

export function measuredLink(): MeasuredLink {
  let bytesPerSecond: number | null = null;
  let roundTripMs: number | null = null;
  let bytesPerRow = USUAL_BYTES_PER_ROW;
  /** No page grows past four times what has come through; a failure shrinks it to a quarter. */
  let mostRows = FIRST_ROWS;
  let mostCharacters = FIRST_CHARACTERS;

  const bytesPerTarget = () =>
    bytesPerSecond === null
      ? null
      : bytesPerSecond * (Math.max(TARGET_MS / 5, TARGET_MS - (roundTripMs ?? 0)) / 1_000);

  return {
    note({ bytesUp, bytesDown, rows, milliseconds }) {
      const bytes = bytesUp + bytesDown;
      if (bytes < TELLS_SPEED) roundTripMs = blend(roundTripMs, milliseconds);
      else {
        const moving = Math.max(milliseconds - (roundTripMs ?? 0), milliseconds / 10, 1);
        bytesPerSecond = blend(bytesPerSecond, (bytes / moving) * 1_000);
      }
      if (rows >= FEWEST_ROWS) bytesPerRow = blend(bytesPerRow, bytesDown / rows);
      mostRows = Math.min(MOST_ROWS, Math.max(mostRows, rows * 4));
      mostCharacters = Math.min(MOST_CHARACTERS, Math.max(mostCharacters, bytesUp * SHRINKS * 4));
    },
    noteFailure() {
      mostRows = Math.max(FEWEST_ROWS, Math.floor(Math.min(mostRows, this.pageRows()) / 4));
      mostCharacters = Math.max(FEWEST_CHARACTERS, Math.floor(mostCharacters / 4));
    },
    pageRows() {
      const bytes = bytesPerTarget();
      if (bytes === null) return mostRows;
      return Math.max(FEWEST_ROWS, Math.min(mostRows, Math.floor(bytes / bytesPerRow)));
    },
    pushCharacters() {
      const bytes = bytesPerTarget();
      if (bytes === null) return Math.floor(mostCharacters);
      return Math.floor(Math.max(FEWEST_CHARACTERS, Math.min(mostCharacters, bytes * SHRINKS)));
    },
    wanted: () =>
      bytesPerSecond !== null && bytesPerSecond >= FAST_BYTES_PER_SECOND ? 'fast' : 'small',
    figures: () => ({ bytesPerSecond, roundTripMs, bytesPerRow }),
  };
}

function blend(before: number | null, now: number): number {
  return before === null ? now : before * (1 - NEWEST) + now * NEWEST;
}
