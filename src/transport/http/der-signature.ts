// ECDSA signatures cross as WebCrypto writes them: r and s, 32 bytes each. Node reads and writes that form too, but
// only by options, which cost it as much again as the signature itself; its own form, DER, is two lines of counting.

const HALF = 32;
const SEQUENCE = 0x30;
const INTEGER = 0x02;

/** The 64 bytes of r and s as DER. */
export function derOf(signature: Uint8Array): Buffer {
  const r = integerOf(signature.subarray(0, HALF));
  const s = integerOf(signature.subarray(HALF));
  return Buffer.concat([Uint8Array.of(SEQUENCE, r.length + s.length), r, s]);
}

/** The 64 bytes of r and s from DER that was made here. */
export function bytesOf(der: Uint8Array): Buffer {
  const bytes = Buffer.alloc(2 * HALF);
  let at = 2;
  for (const end of [HALF, 2 * HALF]) {
    const length = der[at + 1] ?? 0;
    const integer = der.subarray(at + 2, at + 2 + length).subarray(-HALF); // more is a zero for the sign
    bytes.set(integer, end - integer.length);
    at += 2 + length;
  }
  return bytes;
}

/** A positive integer: no zero before it but the one that keeps it positive. */
function integerOf(half: Uint8Array): Buffer {
  const first = half.findIndex((byte) => byte !== 0);
  const digits = half.subarray(first === -1 ? HALF - 1 : first);
  const sign = (digits[0] ?? 0) >= 0x80 ? [0] : [];
  return Buffer.concat([Uint8Array.of(INTEGER, sign.length + digits.length, ...sign), digits]);
}
