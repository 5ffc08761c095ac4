// The key of this device (at central: the key that signs replies). It never leaves the folder; whoever copies the
// folder has the key too, and central tells the two apart by their logs.
import { join } from 'node:path';
import { object, ok, type Result, refused, text } from '#base';
import { type KeyPair, newKeyPair, type Signer, signerOf } from '#transport/http';
import { noDeviceKey } from '../refusals.ts';
import { readJsonFile } from './read-json-file.ts';
import { writeWhole } from './write-whole.ts';

const keyShape = object({ public_key: text({ max: 200 }), private_key: text({ max: 400 }) });

export async function readDeviceKey(dir: string): Promise<Result<Signer>> {
  const file = join(dir, 'device.json');
  const pair = await readJsonFile(file, keyShape);
  if (!pair.ok) return pair;
  return pair.value === undefined ? refused(noDeviceKey({ file })) : ok(signerOf(pair.value));
}

/** The key of the folder, made if it has none. */
export async function ensureDeviceKey(dir: string): Promise<Result<Signer>> {
  const file = join(dir, 'device.json');
  const known = await readJsonFile(file, keyShape);
  if (!known.ok) return known;
  const pair: KeyPair = known.value ?? newKeyPair();
  if (known.value === undefined) await writeWhole(file, `${JSON.stringify(pair, null, 2)}\n`);
  return ok(signerOf(pair));
}
