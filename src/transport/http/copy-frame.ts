// A first download as a file: central's copy comes in frames, each packed and signed alone, in the order in which
// its bytes became final. A cut line costs the frames that were under way, no more. The rows come first, then an end;
// after it the indexes, and a second end: a site on a slow line stops at the first and makes the indexes itself.
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompressSync } from 'node:zlib';
import { flag, list, object, record, type Shape, type TypeOf, text, whole } from '#base';

export const copyRequestShape = object(
  {
    site_id: whole({ min: 1 }),
    /** Absent: a new copy is wanted. */
    copy: text({ max: 36 }),
    frame: whole({ min: 0 }),
    /** What the site reads already, when it gains more; absent in a first download. */
    here: list(text({ max: 64 })),
  },
  ['copy', 'here'],
);
export type CopyRequest = TypeOf<typeof copyRequestShape>;

/** What stands before the bytes of a frame. */
export const frameHeadShape = object(
  {
    copy: text({ max: 36 }),
    /** Where in the file the bytes belong. */
    offset: whole({ min: 0 }),
    length: whole({ min: 0 }),
    /** Rows that the whole copy will have, about; for people. */
    rows: whole({ min: 0 }),
    /** Milliseconds that central waited for the bytes to be final: no fault of the link. */
    waited: whole({ min: 0 }),
    /** In a frame without bytes: what came before it is a whole copy. */
    end: object({
      bytes: whole({ min: 0 }),
      /** The indexes of its tables are there. */
      indexed: flag(),
      marks: record(whole({ min: 0 })),
      copied: list(text({ max: 64 })),
    }),
  },
  ['end'],
);
export type FrameHead = TypeOf<typeof frameHeadShape>;

/** As central keeps it, and as it comes. */
export interface PackedFrame {
  readonly head: FrameHead;
  readonly packed: Uint8Array;
}

/** The largest frame, unpacked. */
export const MOST_FRAME = 1024 * 1024;
/** Bytes come out of the packer in one piece: in small ones each costs a turn of the program. */
const ONE_PIECE = MOST_FRAME + 64 * 1024;
const compress = promisify(zstdCompress);

/** Packed once, however often the frame is sent. Level 1: a good line is faster than any other. */
export function packBytes(bytes: Uint8Array): Promise<Buffer> {
  return compress(bytes, {
    params: { [constants.ZSTD_c_compressionLevel]: 1 },
    chunkSize: ONE_PIECE,
    pledgedSrcSize: bytes.length,
  });
}

export function writeFrame(head: FrameHead, packed: Uint8Array): Buffer {
  const said = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(said.length);
  return Buffer.concat([length, said, packed]);
}

/** Undefined when it is no frame. */
export function readFrame(
  body: Buffer,
  read: (shape: Shape<FrameHead>, json: string) => FrameHead | undefined,
): PackedFrame | undefined {
  if (body.length < 4) return undefined;
  const from = 4 + body.readUInt32BE(0);
  if (from > body.length) return undefined;
  const head = read(frameHeadShape, body.toString('utf8', 4, from));
  return head && { head, packed: body.subarray(from) };
}

/** Undefined when they are not so many bytes. */
export function unpackBytes(packed: Uint8Array, length: number): Uint8Array | undefined {
  try {
    const bytes = zstdDecompressSync(packed, { maxOutputLength: MOST_FRAME, chunkSize: ONE_PIECE });
    return bytes.length === length ? bytes : undefined;
  } catch {
    return undefined;
  }
}
