import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { canonicalJson, type Json } from '#base';
import { askReplyShape, askRequestShape } from './ask.ts';
import { hashesShape, rowsAgainShape, rowsShape, stretchShape } from './comparison.ts';
import { PROTOCOL_VERSION } from './protocol-version.ts';
import { syncReplyShape, syncRequestShape } from './requests.ts';

it('pins the shapes of the conversation to its version', () => {
  const sync = [syncRequestShape, syncReplyShape];
  const questions = [askRequestShape, askReplyShape];
  const comparison = [stretchShape, hashesShape, rowsAgainShape, rowsShape];
  const all = [...sync, ...questions, ...comparison];
  const shapes = canonicalJson(all.map(({ schema }) => schema) as unknown as Json);
  const fingerprint = createHash('sha256').update(shapes).digest('hex').slice(0, 16);
  // A new fingerprint asks: could a peer of the former version misread this? If so, the version grows.
  expect({ version: PROTOCOL_VERSION, fingerprint }).toMatchInlineSnapshot(`
    {
      "fingerprint": "638a7ee7b1cd72d2",
      "version": 1,
    }
  `);
});
