// Device keys: P-256, so that browsers (WebCrypto) and Node make and check the same signatures.
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { bytesOf, derOf } from './der-signature.ts';

/** Both halves as text (DER, base64url): SPKI and PKCS 8. */
export interface KeyPair {
  readonly public_key: string;
  readonly private_key: string;
}

export interface Signer {
  readonly publicKey: string;
  /** 64 bytes (r and s), base64url. */
  readonly sign: (text: string) => string;
}

/** A public key that was read once and checks many signatures. */
export interface Verifier {
  readonly verifies: (text: string, signature: string) => boolean;
}

const SIGNATURE = /^[\w-]{86}$/;
const LONGEST_KEY = 200;

export function newKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    public_key: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
    private_key: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url'),
  };
}

export function signerOf({ public_key, private_key }: KeyPair): Signer {
  const key = createPrivateKey({
    key: Buffer.from(private_key, 'base64url'),
    type: 'pkcs8',
    format: 'der',
  });
  return {
    publicKey: public_key,
    sign: (text) => bytesOf(sign('sha256', Buffer.from(text), key)).toString('base64url'),
  };
}

/** Undefined: the text is no P-256 key. */
export function verifierOf(publicKey: string): Verifier | undefined {
  const key = publicKey.length <= LONGEST_KEY ? importedKey(publicKey) : undefined;
  if (key?.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return undefined;
  return {
    verifies: (text, signature) =>
      SIGNATURE.test(signature) &&
      verify('sha256', Buffer.from(text), key, derOf(Buffer.from(signature, 'base64url'))),
  };
}

function importedKey(publicKey: string): KeyObject | undefined {
  try {
    return createPublicKey({
      key: Buffer.from(publicKey, 'base64url'),
      type: 'spki',
      format: 'der',
    });
  } catch {
    return undefined; // not a key: that is the answer
  }
}
