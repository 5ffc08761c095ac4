// Requests that nobody honest would send, made from the last one that a device did send; whoever has a device has its
// key, so the proof of possession holds. None of them may change a row at central.
import type { Json } from '#base';
import type { Group, SyncRequest } from '#protocol';
import { sealText, serveText } from '#transport/direct';
import { digest } from '../core/digest.ts';
import type { Device } from '../device/device.ts';
import type { World } from '../world/world.ts';

/** `held`: how far central holds what the device has sent. */
type Forged = (request: SyncRequest, device: Device, held: number) => Json | undefined;

export const FORGED_REQUESTS: Readonly<Record<string, Forged>> = {
  'in the name of another site': (request) => change(request, { site_id: request.site_id + 1 }),
  'from a site that nobody knows': (request) => change(request, { site_id: 999 }),
  'from another database': (request) => change(request, { incarnation: 'another' }),
  'in a protocol of tomorrow': (request) => change(request, { protocol: request.protocol + 1 }),
  'by another dictionary': (request) => change(request, { dictionary: 'another' }),
  'with an old number': (request) => change(request, { number: 1 }),
  'with groups that nothing stands before': (request, device, held) => {
    const group = lastGroup(device, held);
    if (group === undefined) return undefined;
    const after = { position: group.position + 5, hash: 'f'.repeat(64) };
    return change(request, {
      push: { after, groups: [{ ...group, position: group.position + 6 }] },
    });
  },
  'with groups that do not follow one another': (request, device, held) => {
    const group = lastGroup(device, held);
    const after = placeBefore(device, group);
    if (group === undefined || after === undefined) return undefined;
    return change(request, {
      push: { after, groups: [{ ...group, position: group.position + 1 }] },
    });
  },
  'on a past that never was': (request, device, held) => {
    const group = lastGroup(device, held);
    if (group === undefined) return undefined;
    const { position } = group;
    const after = { position, hash: 'f'.repeat(64) };
    const log = { position: position + 1, hash: 'e'.repeat(64) };
    return change(request, {
      log,
      push: { after, groups: [{ ...group, position: position + 1 }] },
    });
  },
  'with the past rewritten': (request, device, held) => {
    const group = lastGroup(device, held);
    const after = placeBefore(device, group);
    if (group === undefined || after === undefined) return undefined;
    return change(request, {
      push: { after, groups: [{ ...group, at: '2000-01-01T00:00:00.000Z' }] },
    });
  },
  'with marks beyond the head': (request) =>
    change(request, {
      marks: Object.fromEntries(Object.keys(request.marks).map((feed) => [feed, 1_000_000_000])),
    }),
  'with the marks of feeds it may not read': (request) =>
    change(request, { marks: { ...request.marks, 'site:3': 0, 'store:x': 0 } }),
  'with a member that nobody knows': (request) => ({
    ...(request as unknown as Record<string, Json>),
    __proto: {},
    admin: true,
  }),
  'without its members': () => ({}),
  'that is no object': () => [[[[[[[[[[[[[]]]]]]]]]]]]],
};

/** Sends the forged request to central at once; the answer goes nowhere. */
export async function sendForged(world: World, device: Device, forgery: string): Promise<boolean> {
  const hub = world.central().site()?.hub;
  const last = world.lastRequest(device);
  if (last === undefined) return false;
  // NOTE what the device has to push is honest: it is left out, so that whatever changes is the forger's doing.
  const { push: _honest, ...rest } = last;
  const held = Number(world.central().mirror().row('peer', device.siteId)?.['held_position'] ?? 0);
  const forged = FORGED_REQUESTS[forgery]?.({ ...rest, number: last.number + 1 }, device, held);
  if (hub === undefined || forged === undefined) return false;
  world.central().doing('serve');
  world.upheavals.forgedInEvent = world.scheduler.events();
  await serveText({ digest, siteId: device.siteId, hub }, sealText(digest, JSON.stringify(forged)));
  world.sometimes.saw('a forged request was sent');
  return true;
}

function change(request: SyncRequest, members: Partial<Record<keyof SyncRequest, unknown>>): Json {
  return { ...request, ...members } as unknown as Json;
}

/** The newest group of the device that central holds: of what a restored one has lost it knows no past. */
function lastGroup(device: Device, held: number): Group | undefined {
  const row = device.mirror().row('outgoing_group', held);
  return row === undefined ? undefined : (row['body'] as unknown as Group);
}

function placeBefore(
  device: Device,
  group: Group | undefined,
): { readonly position: number; readonly hash: string } | undefined {
  if (group === undefined) return undefined;
  if (group.position === 1) return { position: 0, hash: '' };
  const row = device.mirror().row('outgoing_group', group.position - 1);
  return row === undefined
    ? undefined
    : { position: group.position - 1, hash: String(row['hash']) };
}
