// The ready-made copies that central keeps for new sites, and for those that gain a store: at most one a site, begun
// when the code for its device is issued or the store is given (or when it asks), made beside the running server, and
// deleted when nobody came for it any more.
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result, refused } from '#base';
import type { StoredTable } from '#engine/ports';
import type { Marks } from '#protocol';
import type { CopySelection, Hub } from '#site';
import type { CopyRequest, PackedFrame } from '#transport/http';
import { type PackedCopy, packedCopy } from './packed-copy.ts';
import { copyNotWorthIt } from './refusals.ts';

export interface CopiesParts {
  readonly hub: Hub;
  /** Central's database, and where copies are kept while they are handed out. */
  readonly database: string;
  readonly folder: string;
  readonly tables: readonly StoredTable[];
}

export interface Copies {
  /** A new device will soon ask for the copy of this site. */
  readonly prepare: (siteId: number) => Promise<void>;
  /** The site may have gained a store, and will soon ask for what comes with it. */
  readonly prepareGain: (siteId: number) => Promise<void>;
  readonly frameOf: (request: CopyRequest) => Promise<Result<PackedFrame>>;
  readonly close: () => Promise<void>;
}

interface Copy {
  readonly id: string;
  readonly selection: CopySelection;
  readonly packed: PackedCopy;
  /** Where the site goes on from; noted once, when it first hears that the copy is whole. */
  marks: Promise<Marks> | undefined;
}

/** Below this many changes the rows themselves are there sooner than a file of them. */
const WORTH_ROWS = 20_000;
const KEPT_MS = 60 * 60_000;

export function copies({ hub, folder, database, tables }: CopiesParts): Copies {
  const bySite = new Map<number, Promise<Copy | undefined>>();
  const timers = new Map<number, NodeJS.Timeout>();

  const drop = async (siteId: number) => {
    const copy = bySite.get(siteId);
    bySite.delete(siteId);
    clearTimeout(timers.get(siteId));
    await (await copy)?.packed.remove();
  };

  const keepAwhile = (siteId: number) => {
    clearTimeout(timers.get(siteId));
    timers.set(siteId, setTimeout(() => void drop(siteId), KEPT_MS).unref());
  };

  /** The copy that there is, unless it failed, or the site reads other feeds by now. */
  const copyFor = (siteId: number, here?: readonly string[]): Promise<Copy | undefined> => {
    const before = bySite.get(siteId);
    const find = async () => {
      const kept = await before?.catch(() => undefined);
      const selection = await hub.selectCopy(siteId, here);
      if (kept !== undefined) {
        const isSame = String(kept.selection.feeds) === String(selection.feeds);
        if (isSame && !kept.packed.failed()) return kept;
        await kept.packed.remove();
      }
      if (selection.changes < WORTH_ROWS) return undefined;
      await mkdir(folder, { recursive: true });
      const id = randomUUID();
      const place = join(folder, `site-${siteId}-${id}`);
      const packed = packedCopy({ place, database, tables, selection });
      return { id, selection, packed, marks: undefined };
    };
    const copy = find();
    bySite.set(siteId, copy);
    keepAwhile(siteId);
    return copy;
  };

  const isBusy = async () =>
    (await Promise.all(bySite.values())).some((copy) => copy?.packed.making());

  return {
    async prepare(siteId) {
      await drop(siteId);
      // NOTE many codes may be issued at once: central makes one copy ahead of time, the others when they are asked for.
      if (!(await isBusy())) await copyFor(siteId);
    },
    async prepareGain(siteId) {
      const here = await hub.readsAlready(siteId);
      if (here.length > 0 && !(await isBusy())) await copyFor(siteId, here);
    },
    async frameOf({ site_id, copy: wanted, frame: number, here }) {
      const asked = performance.now();
      const kept = await bySite.get(site_id)?.catch(() => undefined);
      const isKept = kept !== undefined && kept.id === wanted && !kept.packed.failed();
      const copy = isKept ? kept : await copyFor(site_id, here);
      if (copy === undefined) return refused(copyNotWorthIt({}));
      keepAwhile(site_id);
      const frame = await copy.packed.frame(copy.id === wanted ? number : 0);
      const waited = Math.round(performance.now() - asked);
      const { changes: rows, copied, feeds } = copy.selection;
      const head = { copy: copy.id, rows, waited };
      if (frame.kind === 'bytes') {
        const { offset, length, packed } = frame;
        return ok({ head: { ...head, offset, length }, packed });
      }
      // NOTE a site that goes on with its copy another day has talked to central in between.
      if (here !== undefined || copy.marks === undefined)
        copy.marks = hub.noteCopy(site_id, { feeds, head: frame.end.head });
      const { bytes, indexed } = frame.end;
      const end = { bytes, indexed, copied: [...copied], marks: { ...(await copy.marks) } };
      return ok({ head: { ...head, offset: 0, length: 0, end }, packed: NOTHING });
    },
    async close() {
      for (const siteId of [...bySite.keys()]) await drop(siteId);
    },
  };
}

const NOTHING = new Uint8Array();
