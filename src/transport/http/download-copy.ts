// A site's side of a first download as a file: some frames are fetched at a time, written where they belong, and a
// note beside the file says how far it got, so that the next attempt goes on from the last whole frame.
import { type FileHandle, open, readFile, rm, writeFile } from 'node:fs/promises';
import { Pool } from 'undici';
import { ok, parse, type Result, refused, type Shape } from '#base';
import { type CopyRequest, type FrameHead, type PackedFrame, readFrame } from './copy-frame.ts';
import { frameWriter } from './frame-writer.ts';
import { KEEP_ALIVE_MS, provenAnswer } from './http-link.ts';
import { readJson } from './json-text.ts';
import { type Signer, type Verifier, verifierOf } from './keys.ts';
import { post } from './post.ts';
import { COPY_PATH, requestText, writeAuthorization } from './proof.ts';
import { damagedReply, linkTooSlow } from './refusals.ts';
import { readRefusal } from './wire-refusal.ts';

export interface CopyDownload {
  readonly url: string;
  readonly siteId: number;
  readonly signer: Signer;
  readonly centralKey: string;
  /** Feeds that the site reads already. */
  readonly here?: readonly string[];
  /** Where the copy is put together. */
  readonly file: string;
  readonly onProgress?: (progress: { readonly bytes: number; readonly rows: number }) => void;
}

export type CopyEnd = NonNullable<FrameHead['end']>;

/** Below about half a Mbit/s rows packed as rows are there sooner: a file has twice the bytes. One small frame measures roughly. */
const WORTH_BYTES_PER_MS = 60;
/** Below about 100 Mbit/s a site makes indexes sooner than they come. */
const INDEXES_WORTH_BYTES_PER_MS = 12_000;
/** How many frames are asked for ahead: one is unpacked and written while others are on their way. */
const AHEAD = 3;
/** After so many frames it is noted how far the copy got, and when the line was cut; after a crash the rest is fetched again. */
const NOTED_EVERY = 16;

/** Fetches the whole copy, or as much as the link carries; called again with the same file it goes on. */
export async function downloadCopy(download: CopyDownload): Promise<Result<CopyEnd>> {
  const { origin } = new URL(download.url);
  const pool = new Pool(origin, {
    connections: AHEAD,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  const began = await noteOf(download.file);
  const target = await open(download.file, began === undefined ? 'w' : 'r+');
  try {
    const end = await fetchFrames(download, pool, target, began);
    if (end.ok) {
      // NOTE an earlier attempt may have been at a larger copy.
      await target.truncate(end.value.bytes);
      await rm(noteFile(download.file), { force: true });
    }
    return end;
  } finally {
    await target.close();
    await pool.destroy();
  }
}

interface Arrived extends PackedFrame {
  /** Milliseconds on the link. */
  readonly took: number;
}

interface Note {
  readonly copy: string;
  readonly frame: number;
}

async function fetchFrames(
  download: CopyDownload,
  pool: Pool,
  target: FileHandle,
  began: Note | undefined,
): Promise<Result<CopyEnd>> {
  const central = verifierOf(download.centralKey);
  const ask = (wanted: Omit<CopyRequest, 'site_id' | 'here'>) =>
    fetchFrame({ ...download, pool, central }, wanted);
  const first = await ask(began ?? { frame: 0 });
  if (!first.ok) return first;
  if (first.value.packed.length / first.value.took < WORTH_BYTES_PER_MS)
    return refused(linkTooSlow({}));
  const { copy } = first.value.head;
  // NOTE central may have made a new copy since: then all of it is fetched anew.
  let next = began !== undefined && began.copy === copy ? began.frame : 0;
  const open: Promise<Result<Arrived>>[] = [Promise.resolve(first)];
  const notes = noting(download.file, target);
  const writer = frameWriter(target.fd);
  let [bytes, packed, took] = [0, 0, 0];
  let written = Promise.resolve(true);
  try {
    for (;;) {
      while (open.length < AHEAD) open.push(ask({ copy, frame: next + open.length }));
      const answer = await open.shift();
      if (answer === undefined || !answer.ok) {
        if (await written) await notes.write({ copy, frame: next });
        return answer ?? refused(damagedReply({ what: 'it has no end' }));
      }
      const { head } = answer.value;
      // NOTE a copy that was begun again by central has other frames.
      if (head.copy !== copy) return refused(damagedReply({ what: 'it is of another copy' }));
      if (head.end !== undefined) {
        const isFast = (packed * AHEAD) / took >= INDEXES_WORTH_BYTES_PER_MS;
        if (head.end.indexed || !isFast) return (await written) ? ok(head.end) : noFrame();
      } else {
        const before = written;
        written = writer.write({ ...head, packed: answer.value.packed });
        if (!(await before)) return noFrame();
      }
      bytes += head.length;
      packed += answer.value.packed.length;
      took += answer.value.took;
      next += 1;
      if (next % NOTED_EVERY === 0 && (await written)) await notes.write({ copy, frame: next });
      download.onProgress?.({ bytes, rows: head.rows });
    }
  } finally {
    await Promise.allSettled([...open, notes.written(), writer.close()]);
  }
}

/** Notes of how far a copy got: written beside the download, each after the bytes it speaks of are on the disk. */
function noting(file: string, target: FileHandle) {
  let writing = Promise.resolve();
  const write = async (note: Note) => {
    await target.datasync();
    await writeFile(noteFile(file), JSON.stringify(note));
  };
  return {
    /** Waits for the note before, not for this one. */
    async write(note: Note) {
      await writing;
      writing = write(note);
      writing.catch(() => undefined);
    },
    written: () => writing,
  };
}

interface Line extends CopyDownload {
  readonly pool: Pool;
  readonly central: Verifier | undefined;
}

async function fetchFrame(
  { url, siteId, signer, pool, central, here }: Line,
  wanted: Omit<CopyRequest, 'site_id' | 'here'>,
): Promise<Result<Arrived>> {
  const { origin, pathname } = new URL(url);
  const body = Buffer.from(JSON.stringify({ site_id: siteId, ...wanted, ...(here && { here }) }));
  const signature = signer.sign(requestText(COPY_PATH, body));
  const asked = performance.now();
  const posted = await post({
    dispatcher: pool,
    origin,
    path: `${pathname.replace(/\/+$/, '')}${COPY_PATH}`,
    authorization: writeAuthorization({ siteId, signature }),
    body,
  });
  if (!posted.ok) return posted;
  const proven = provenAnswer(posted.value, signature, central);
  if (!proven.ok) return proven;
  if (proven.value.status !== 200) {
    const json = readJson(proven.value.body.toString('utf8'), 8);
    const refusal = json.kind === 'json' ? readRefusal(json.value) : undefined;
    return refusal === undefined ? noFrame() : refused(refusal);
  }
  const came = performance.now();
  const frame = readFrame(proven.value.body, readHead);
  if (frame === undefined) return noFrame();
  const took = Math.max(1, came - asked - frame.head.waited);
  return ok({ ...frame, took });
}

function readHead(shape: Shape<FrameHead>, text: string): FrameHead | undefined {
  const json = readJson(text, 8);
  if (json.kind !== 'json') return undefined;
  const parsed = parse(shape, json.value);
  return parsed.ok ? parsed.value : undefined;
}

function noFrame(): Result<never> {
  return refused(damagedReply({ what: 'it is no frame' }));
}

function noteFile(file: string): string {
  return `${file}.note`;
}

/** How far an earlier attempt got; a note that cannot be read means from the beginning. */
async function noteOf(file: string): Promise<Note | undefined> {
  try {
    const note = JSON.parse(await readFile(noteFile(file), 'utf8')) as Partial<Note>;
    return typeof note.copy === 'string' && Number.isSafeInteger(note.frame)
      ? (note as Note)
      : undefined;
  } catch {
    return undefined;
  }
}
