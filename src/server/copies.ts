// The ready-made copies that central cuts for new sites: at most one a site, cut beside the running server, handed
// out frame by frame while it is still being cut, and deleted when it was taken or nobody came for it.
import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result, refused } from '#base';
import { cutCopyFile } from '#database/sqlite-node';
import type { StoredTable } from '#engine/ports';
import type { Hub } from '#site';
import { type CopyEnd, type CopyRequest, type Frame, MOST_FRAME } from '#transport/http';
import { copyNotWorthIt } from './refusals.ts';

export interface CopiesParts {
  readonly hub: Hub;
  /** Central's database, and where copies are kept while they are handed out. */
  readonly database: string;
  readonly folder: string;
  readonly tables: readonly StoredTable[];
}

export interface Copies {
  readonly frameOf: (request: CopyRequest) => Promise<Result<Frame>>;
  readonly close: () => Promise<void>;
}

interface Copy {
  readonly id: string;
  readonly file: string;
  readonly rows: number;
  readonly frames: { readonly from: number; readonly to: number }[];
  /** The cut itself: resolves when the copy is whole. */
  readonly whole: Promise<CopyEnd>;
  /** Resolves at the next news of the cut. */
  news: Promise<void>;
  wake: () => void;
}

/** Below this many changes the rows themselves are there sooner than a file of them. */
const WORTH_ROWS = 20_000;
/** The first frame is small: it tells the site what the link carries. */
const FIRST_FRAME = 64 * 1024;
const KEPT_MS = 60 * 60_000;

export function copies(parts: CopiesParts): Copies {
  const bySite = new Map<number, Copy>();
  const timers = new Map<number, NodeJS.Timeout>();

  const drop = async (siteId: number) => {
    const copy = bySite.get(siteId);
    bySite.delete(siteId);
    clearTimeout(timers.get(siteId));
    if (copy === undefined) return;
    await copy.whole.catch(() => undefined);
    await rm(copy.file, { force: true });
  };

  const keepAwhile = (siteId: number) => {
    clearTimeout(timers.get(siteId));
    timers.set(siteId, setTimeout(() => void drop(siteId), KEPT_MS).unref());
  };

  return {
    async frameOf({ site_id, copy: wanted, frame }) {
      let copy = bySite.get(site_id);
      if (copy === undefined || copy.id !== wanted) {
        if (wanted === undefined || copy === undefined) {
          await drop(site_id);
          const begun = await begin(parts, site_id);
          if (begun === undefined) return refused(copyNotWorthIt({}));
          bySite.set(site_id, begun);
          copy = begun;
        }
      }
      keepAwhile(site_id);
      return ok(await frameOf(copy, copy.id === wanted || wanted === undefined ? frame : 0));
    },
    async close() {
      for (const siteId of [...bySite.keys()]) await drop(siteId);
    },
  };
}

async function begin(parts: CopiesParts, siteId: number): Promise<Copy | undefined> {
  const { hub, folder, database, tables } = parts;
  const { copied, namedBy, head, changes, feeds } = await hub.selectCopy(siteId);
  if (changes < WORTH_ROWS) return undefined;
  const id = randomUUID();
  const file = join(folder, `site-${siteId}-${id}.db`);
  const frames: Copy['frames'] = [];
  const signal = newSignal();
  const cut = cutCopyFile(
    file,
    { source: database, tables, copied, namedBy, read: [head] },
    ({ from, to }) => {
      for (let at = from; at < to; ) {
        const size = frames.length === 0 ? FIRST_FRAME : MOST_FRAME;
        frames.push({ from: at, to: Math.min(to, at + size) });
        at += size;
      }
      signal.wake();
    },
  );
  const whole = cut.then(async ({ bytes, read }): Promise<CopyEnd> => {
    const at = Number(read[0]?.[0]?.['value'] ?? 0);
    return { bytes, copied, marks: await hub.noteCopy(siteId, { feeds, head: at }) };
  });
  const copy: Copy = {
    id,
    file,
    rows: changes,
    frames,
    whole,
    news: signal.news,
    wake: signal.wake,
  };
  signal.wake = () => {
    const { wake } = copy;
    Object.assign(copy, newSignal());
    wake();
  };
  // NOTE a cut that failed is told to whoever asks for the next frame.
  whole.catch(() => undefined);
  return copy;
}

function newSignal(): { news: Promise<void>; wake: () => void } {
  let wake = () => {};
  const news = new Promise<void>((resolve) => {
    wake = resolve;
  });
  return { news, wake };
}

/** The frame, as soon as its bytes are final; after the last one the end. */
async function frameOf(copy: Copy, number: number): Promise<Frame> {
  const { id, file, rows, frames, whole } = copy;
  const asked = performance.now();
  while (frames[number] === undefined) {
    const end = await Promise.race([copy.news, whole]);
    if (end === undefined || frames[number] !== undefined) continue;
    return {
      head: { copy: id, offset: 0, length: 0, rows, waited: 0, end },
      bytes: Buffer.alloc(0),
    };
  }
  const waited = Math.round(performance.now() - asked);
  const { from, to } = frames[number] ?? { from: 0, to: 0 };
  const source = await open(file, 'r');
  try {
    const bytes = Buffer.alloc(to - from);
    await source.read(bytes, 0, bytes.length, from);
    return { head: { copy: id, offset: from, length: bytes.length, rows, waited }, bytes };
  } finally {
    await source.close();
  }
}
