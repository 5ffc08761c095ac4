import { progress as bar } from '@clack/prompts';

export interface Progress {
  readonly at: (place: { readonly done: number; readonly of: number }) => void;
  readonly end: () => void;
}

/** A bar on a terminal, plain lines elsewhere (at most one a second); all on stderr, so that stdout stays data. */
export function showProgress(title: string): Progress {
  return process.stderr.isTTY ? drawnBar(title) : plainLines(title);
}

function drawnBar(title: string): Progress {
  const drawn = bar({ max: 100, output: process.stderr });
  drawn.start(title);
  let shown = 0;
  return {
    at({ done, of }) {
      const percent = of === 0 ? 100 : Math.floor((done / of) * 100);
      drawn.advance(Math.max(0, percent - shown), `${title}: ${done} of ${of}`);
      shown = Math.max(shown, percent);
    },
    end: () => drawn.stop(`${title}: done`),
  };
}

function plainLines(title: string): Progress {
  let last = 0;
  return {
    at({ done, of }) {
      const now = performance.now();
      if (now - last < 1_000) return;
      last = now;
      process.stderr.write(`${title}: ${done} of ${of}\n`);
    },
    end() {},
  };
}
