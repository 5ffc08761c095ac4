import { zstdCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { MOST_UNPACKED, pack, plain, unpack } from './packing.ts';

const request = JSON.stringify({ protocol: 1, number: 7, marks: { everyone: 12 } });
const long = JSON.stringify(Array.from({ length: 20_000 }, (_, i) => ({ id: i, name: `n${i}` })));

it('brings every text back as it was', async () => {
  for (const text of ['', '{}', 'Ωé🙂\u0000', request, long]) {
    for (const wanted of ['small', 'fast'] as const) {
      const packed = await pack(text, { wanted, request });
      expect(await unpack(packed, request)).toEqual({ kind: 'text', text });
    }
  }
  expect(await unpack(plain(request))).toEqual({ kind: 'text', text: request });
});

it('calls whatever was cut or changed damaged', async () => {
  const packed = await pack(long, { wanted: 'small' });
  for (const cut of [0, 2, 10, packed.length - 1])
    expect(await unpack(packed.subarray(0, cut))).toEqual({ kind: 'damaged' });
  expect(await unpack(Buffer.from('<html></html>'))).toEqual({ kind: 'damaged' });
  expect(await unpack(Buffer.from([0x70, 0xff, 0xfe]))).toEqual({ kind: 'damaged' });
});

it('unpacks a bomb no further than the most', async () => {
  const bomb = Buffer.concat([
    Buffer.from('z'),
    zstdCompressSync(Buffer.alloc(MOST_UNPACKED + 1, 32)),
  ]);
  expect(bomb.length).toBeLessThan(10_000);
  expect(await unpack(bomb)).toEqual({ kind: 'too-large' });
});
