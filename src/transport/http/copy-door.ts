import { parse, type Result, refused } from '#base';
import { type CopyRequest, copyRequestShape, type PackedFrame, writeFrame } from './copy-frame.ts';
import type { Answer, Call, Hub } from './door.ts';
import { readJson } from './json-text.ts';
import { type Signer, verifierOf } from './keys.ts';
import { COPY_PATH, readAuthorization, replyText, requestText } from './proof.ts';
import { noProof, requestDamaged, siteUnknown, wrongKey } from './refusals.ts';
import { statusOf } from './status.ts';

export interface CopyDoorParts {
  readonly hub: Pick<Hub, 'deviceOf'>;
  readonly signer: Signer;
  /** One frame of the copy of a site that has proven who it is; waits while the copy is being cut. */
  readonly frameOf: (request: CopyRequest) => Promise<Result<PackedFrame>>;
}

/** Central's side of a first download as a file. */
export function copyDoor({ hub, signer, frameOf }: CopyDoorParts): (call: Call) => Promise<Answer> {
  const proven = async (call: Call): Promise<Result<CopyRequest>> => {
    const given = readAuthorization(call.authorization);
    if (given === undefined) return refused(noProof({}));
    const device = await hub.deviceOf(given.siteId);
    if (device === undefined) return refused(siteUnknown({ site_id: given.siteId }));
    const verifier = verifierOf(device.public_key);
    if (verifier?.verifies(requestText(COPY_PATH, call.body), given.signature) !== true)
      return refused(wrongKey({ site_id: given.siteId }));
    const json = readJson(call.body.toString('utf8'), 4);
    const parsed = json.kind === 'json' ? parse(copyRequestShape, json.value) : undefined;
    if (parsed?.ok !== true || parsed.value.site_id !== given.siteId)
      return refused(requestDamaged({}));
    return parsed;
  };

  return async (call) => {
    const signature = readAuthorization(call.authorization)?.signature ?? '';
    const request = await proven(call);
    const frame = request.ok ? await frameOf(request.value) : request;
    const status = frame.ok ? 200 : statusOf(frame.refusal.kind);
    const body = frame.ok
      ? writeFrame(frame.value.head, frame.value.packed)
      : Buffer.from(JSON.stringify(frame.refusal));
    const proof = signature === '' ? '' : signer.sign(replyText(signature, { status, body }));
    return { status, body, proof };
  };
}
