// Bodies as they cross: one letter that says how the rest is packed, then the rest. Not `content-encoding`, because
// proxies unpack and repack that, and a body is signed as it was sent.
import { promisify } from 'node:util';
import {
  constants,
  zstdCompress,
  zstdCompressSync,
  zstdDecompress,
  zstdDecompressSync,
} from 'node:zlib';
import { KNOWN_WORDS } from './known-words.ts';

/** What counts on a link: few bytes, or little work. */
export type Wanted = 'small' | 'fast';

/** Bytes of a body at the most, as sent and unpacked. */
export const MOST_PACKED = 4 * 1024 * 1024;
export const MOST_UNPACKED = 32 * 1024 * 1024;

/** Up to here a body is packed at once and with the words that both ends know. */
const SHORT = 64 * 1024;
/** Of short bodies: the levels above cost up to three times the work and save no byte. */
const SHORT_LEVEL = 7;
/** Up to here a request is among the words that its reply begins with. */
const ECHOED = 16 * 1024;

/** Up to here unpacking at once costs less than handing it to another thread. */
const TINY = 4 * 1024;

const LEAST_ROOM = 1024;
const MOST_ROOM = 16 * 1024;
/** An idle request is unpacked to three times its bytes, a push to five or six. */
const USUAL_RATIO = 6;

const PLAIN = 0x70; // p
const WORDS = 0x77; // w
const ZSTD = 0x7a; // z
const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);
const knownWords = Buffer.from(KNOWN_WORDS);
const decoder = new TextDecoder('utf-8', { fatal: true });

export type Unpacked =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'damaged' };

export interface Packing {
  readonly wanted: Wanted;
  /** The text of the request that this answers: its words need not be sent back. */
  readonly request?: string;
}

export async function pack(text: string, { wanted, request }: Packing): Promise<Buffer> {
  const bytes = Buffer.from(text);
  if (bytes.length <= SHORT) {
    const packed = zstdCompressSync(bytes, {
      params: {
        [constants.ZSTD_c_compressionLevel]: SHORT_LEVEL,
        [constants.ZSTD_c_contentSizeFlag]: 0,
      },
      dictionary: wordsFor(request),
      chunkSize: roomFor(bytes.length),
    });
    return packed.length < bytes.length ? framed(WORDS, packed) : framed(PLAIN, bytes);
  }
  const level = wanted === 'small' ? 9 : 1;
  return framed(
    ZSTD,
    await compress(bytes, {
      params: { [constants.ZSTD_c_compressionLevel]: level },
      // Told how much comes, it takes the memory for that; otherwise that for any length, and twice the time.
      pledgedSrcSize: bytes.length,
    }),
  );
}

/** As it stands, so that whoever looks at the line can read it. */
export function plain(text: string): Buffer {
  return framed(PLAIN, Buffer.from(text));
}

export async function unpack(body: Uint8Array, request?: string): Promise<Unpacked> {
  const [kind] = body;
  const rest = body.subarray(1);
  if (kind === PLAIN) return textOf(rest);
  if (kind !== WORDS && kind !== ZSTD) return { kind: 'damaged' };
  const options = {
    maxOutputLength: MOST_UNPACKED,
    chunkSize: roomFor(USUAL_RATIO * rest.length),
    ...(kind === WORDS && { dictionary: wordsFor(request) }),
  };
  try {
    return textOf(
      rest.length <= TINY ? zstdDecompressSync(rest, options) : await decompress(rest, options),
    );
  } catch (thrown) {
    const { code } = thrown as { readonly code?: string };
    return { kind: code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'damaged' };
  }
}

/** Bytes to begin with for what comes out: most bodies are far smaller than what the library would take. */
function roomFor(bytes: number): number {
  return Math.min(Math.max(bytes, LEAST_ROOM), MOST_ROOM);
}

function wordsFor(request: string | undefined): Buffer {
  if (request === undefined || request.length > ECHOED) return knownWords;
  return Buffer.concat([knownWords, Buffer.from(request)]);
}

function framed(kind: number, rest: Uint8Array): Buffer {
  return Buffer.concat([Uint8Array.of(kind), rest]);
}

function textOf(bytes: Uint8Array): Unpacked {
  try {
    return { kind: 'text', text: decoder.decode(bytes) };
  } catch {
    return { kind: 'damaged' };
  }
}
