import type { Brand } from './brand.ts';
import type { Clock } from './clock.ts';
import type { Digest } from './digest.ts';
import type { Random } from './random.ts';

/** The id of a row: a UUID, lower case. */
export type RowId = Brand<string, 'RowId'>;
/** The number of a site, 1 and up; its place in the country, not its device. */
export type SiteId = Brand<number, 'SiteId'>;

const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** The namespace under which all ids are derived. */
const NAMESPACE = bytesOf('5f0c9f4e-3a38-5d0b-9d1c-6b8f2f1d7a10');

export function isRowId(value: unknown): value is RowId {
  return typeof value === 'string' && FORM.test(value);
}

export function rowId(value: string): RowId {
  if (!isRowId(value)) throw new Error(`Not a row id: ${value}`);
  return value;
}

export function siteId(value: number): SiteId {
  if (!Number.isSafeInteger(value) || value < 1) throw new Error(`Not a site id: ${value}`);
  return value as SiteId;
}

/** A new id (UUID version 7): 48 bits of time, then chance, so that new rows lie side by side on disk. */
export function newId(clock: Clock, random: Random): RowId {
  const bytes = random.bytes(16);
  let time = clock.now();
  for (let i = 5; i >= 0; i -= 1) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  return format(bytes, 7);
}

/**
 * The id of what a cause brings forth (UUID version 5): the same cause gives the same id at every
 * site and at every repeat, so that a consequence can only exist once (F1).
 */
export function derivedId(digest: Digest, cause: string, role: string): RowId {
  return format(digest.sha1(NAMESPACE, `${cause}/${role}`).slice(0, 16), 5);
}

function format(bytes: Uint8Array, version: number): RowId {
  const stamped = bytes.map((byte, i) => {
    if (i === 6) return (byte & 0x0f) | (version << 4);
    return i === 8 ? (byte & 0x3f) | 0x80 : byte;
  });
  const hex = [...stamped].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as RowId;
}

function bytesOf(id: string): Uint8Array {
  const hex = id.replaceAll('-', '');
  return Uint8Array.from({ length: 16 }, (_, i) =>
    Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16),
  );
}
