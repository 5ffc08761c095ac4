import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { bytesOf, derOf } from './der-signature.ts';
import { newKeyPair, signerOf, verifierOf } from './keys.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const half = (text: string) => text.padStart(64, '0');

test.each([
  ['small', half('01') + half('7f'), '30 06 020101 02017f'],
  ['with the highest bit', half('80') + half('ff01'), '30 09 02020080 020300ff01'],
  ['none', half('') + half('05'), '30 06 020100 020105'],
  [
    'whole',
    'ff'.repeat(32) + '7f'.repeat(32),
    `30 45 0221 00${'ff'.repeat(32)} 0220 ${'7f'.repeat(32)}`,
  ],
])('numbers that are %s have one form each way', (_, raw, der) => {
  expect(derOf(hex(raw))).toEqual(hex(der));
  expect(bytesOf(hex(der))).toEqual(hex(raw));
});

test('signatures fit those that the options of Node make and check, however long their numbers are', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signer = signerOf({
    public_key: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
    private_key: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url'),
  });
  const verifier = verifierOf(signer.publicKey);
  for (let i = 0; i < 600; i += 1) {
    const text = `text ${i}`;
    const raw = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
    const theirs = sign('sha256', Buffer.from(text), raw).toString('base64url');
    expect(verifier?.verifies(text, theirs)).toBe(true);
    const ours = Buffer.from(signer.sign(text), 'base64url');
    const check = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    expect(verify('sha256', Buffer.from(text), check, ours)).toBe(true);
  }
});

test('nothing but 64 bytes of a good signature is one', () => {
  const keys = newKeyPair();
  const verifier = verifierOf(keys.public_key);
  const good = signerOf(keys).sign('text');
  expect(verifier?.verifies('text', good)).toBe(true);
  expect(verifier?.verifies('other', good)).toBe(false);
  const zero = Buffer.alloc(64).toString('base64url');
  const order = hex('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
  const one = Buffer.concat([order, order]).toString('base64url');
  for (const bad of [zero, one, `${good}A`, good.slice(1), ` ${good.slice(1)}`, ''])
    expect(verifier?.verifies('text', bad)).toBe(false);
});
