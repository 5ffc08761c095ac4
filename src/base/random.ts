/** The only source of chance in the pure rooms. */
export interface Random {
  /** `count` unpredictable bytes. */
  readonly bytes: (count: number) => Uint8Array;
}

/** A number in [0, 1) with 32 bits of chance; for jitter, never for secrets. */
export function fractionOf(random: Random): number {
  const bytes = random.bytes(4);
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0) / 0x1_0000_0000;
}
