import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { canonicalJson, type Json } from '#base';
import { PROTOCOL_VERSION } from './protocol-version.ts';
import { syncReplyShape, syncRequestShape } from './requests.ts';

it('pins the shapes of the conversation to its version', () => {
  const shapes = canonicalJson([syncRequestShape.schema, syncReplyShape.schema] as unknown as Json);
  const fingerprint = createHash('sha256').update(shapes).digest('hex').slice(0, 16);
  // A new fingerprint asks: could a peer of the former version misread this? If so, the version grows.
  expect({ version: PROTOCOL_VERSION, fingerprint }).toMatchInlineSnapshot(`
    {
      "fingerprint": "ee5175a691dfb4e5",
      "version": 1,
    }
  `);
});
