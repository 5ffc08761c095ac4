import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { canonicalJson, type Json } from '#base';
import { askReplyShape, askRequestShape } from './ask.ts';
import { PROTOCOL_VERSION } from './protocol-version.ts';
import { syncReplyShape, syncRequestShape } from './requests.ts';

it('pins the shapes of the conversation to its version', () => {
  const all = [syncRequestShape, syncReplyShape, askRequestShape, askReplyShape];
  const shapes = canonicalJson(all.map(({ schema }) => schema) as unknown as Json);
  const fingerprint = createHash('sha256').update(shapes).digest('hex').slice(0, 16);
  // A new fingerprint asks: could a peer of the former version misread this? If so, the version grows.
  expect({ version: PROTOCOL_VERSION, fingerprint }).toMatchInlineSnapshot(`
    {
      "fingerprint": "06e863ffed0bee9e",
      "version": 1,
    }
  `);
});
