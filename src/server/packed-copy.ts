// One ready-made copy: its rows are cut, packed frame by frame as they become final, then its indexes likewise. What
// stays is one file of packed frames, which can be handed out while it still grows.
import { type FileHandle, open, rm } from 'node:fs/promises';
import { must } from '#base';
import { cutCopyFile, indexCopyFile } from '#database/sqlite-node';
import type { StoredTable } from '#engine/ports';
import type { CopySelection } from '#site';
import { MOST_FRAME, packBytes } from '#transport/http';

export interface PackedCopy {
  readonly failed: () => boolean;
  readonly making: () => boolean;
  /** The bytes of a frame, or what is whole after those before it; waits while it is being made, rejects if it failed. */
  readonly frame: (number: number) => Promise<CopyFrame>;
  /** Waits for what is under way, then deletes the files. */
  readonly remove: () => Promise<void>;
}

export type CopyFrame =
  | {
      readonly kind: 'bytes';
      readonly offset: number;
      readonly length: number;
      readonly packed: Buffer;
    }
  | { readonly kind: 'end'; readonly end: WholeCopy };

export interface WholeCopy {
  readonly bytes: number;
  readonly indexed: boolean;
  /** Central's log when the rows were chosen. */
  readonly head: number;
}

export interface PackedCopyParts {
  /** Where the copy is made; `.db` and `.frames` are added. */
  readonly place: string;
  readonly database: string;
  readonly tables: readonly StoredTable[];
  readonly selection: CopySelection;
}

type Entry =
  | { readonly offset: number; readonly length: number; readonly at: number; readonly size: number }
  | { readonly end: WholeCopy };

/** The first frame is small: it tells the site what the line carries. */
const FIRST_FRAME = 64 * 1024;

export function packedCopy(parts: PackedCopyParts): PackedCopy {
  const [database, frames] = [`${parts.place}.db`, `${parts.place}.frames`];
  const entries: Entry[] = [];
  let news = signal();
  const tell = () => {
    const told = news;
    news = signal();
    told.tell();
  };
  let fault: unknown;
  let isOver = false;
  const add = (entry: Entry) => {
    entries.push(entry);
    tell();
  };
  const file = open(frames, 'w+');
  const made = makeCopy({ ...parts, copyFile: database, frames: file, add })
    .catch((thrown: unknown) => {
      fault = thrown;
    })
    .finally(() => {
      isOver = true;
      tell();
    });
  return {
    failed: () => fault !== undefined,
    making: () => !isOver,
    async frame(number) {
      while (entries[number] === undefined && !isOver) await news.heard;
      if (fault !== undefined) throw fault;
      const entry = must(entries[number] ?? entries.at(-1), 'a copy has an end');
      if ('end' in entry) return { kind: 'end', end: entry.end };
      const { offset, length, at, size } = entry;
      return { kind: 'bytes', offset, length, packed: await bytesOf(await file, at, size) };
    },
    async remove() {
      await made;
      await file.then((handle) => handle.close()).catch(() => undefined);
      await Promise.all([rm(database, { force: true }), rm(frames, { force: true })]);
    },
  };
}

interface Making extends PackedCopyParts {
  readonly copyFile: string;
  readonly frames: Promise<FileHandle>;
  readonly add: (entry: Entry) => void;
}

async function makeCopy(making: Making): Promise<void> {
  const { copyFile, frames, database: source, tables, selection, add } = making;
  const { copied, namedBy, head: headOf } = selection;
  const target = await frames;
  let at = 0;
  const pack = async (from: number, to: number) => {
    const source = await open(copyFile, 'r');
    try {
      for (let offset = from; offset < to; ) {
        const length = Math.min(to - offset, at === 0 ? FIRST_FRAME : MOST_FRAME);
        const packed = await packBytes(await bytesOf(source, offset, length));
        await target.write(packed, 0, packed.length, at);
        add({ offset, length, at, size: packed.length });
        at += packed.length;
        offset += length;
      }
    } finally {
      await source.close();
    }
  };
  let packing = Promise.resolve();
  const onFinal = ({ from, to }: { readonly from: number; readonly to: number }) => {
    packing = packing.then(() => pack(from, to));
    packing.catch(() => undefined);
  };
  try {
    const plan = { source, tables, copied, namedBy, read: [headOf] };
    const cut = await cutCopyFile(copyFile, plan, onFinal);
    await packing;
    const head = Number(cut.read[0]?.[0]?.['value'] ?? 0);
    add({ end: { bytes: cut.bytes, indexed: false, head } });
    const bytes = await indexCopyFile(copyFile, { tables, copied }, onFinal);
    await packing;
    add({ end: { bytes, indexed: true, head } });
  } finally {
    await rm(copyFile, { force: true });
  }
}

async function bytesOf(source: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  await source.read(bytes, 0, length, from);
  return bytes;
}

function signal(): { readonly heard: Promise<void>; readonly tell: () => void } {
  let tell = () => {};
  const heard = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return { heard, tell };
}
