import { defineRefusal } from '#base';
import { LINK_CLOSED } from '#engine/ports';

const GOES_ON = 'Work goes on here; the next attempt follows by itself and nothing is lost.';

// At a site

export const unreachable = defineRefusal<{ readonly reason: string }>({
  code: 'transport.unreachable',
  kind: 'unreachable',
  message: ({ reason }) => `Central cannot be reached: ${reason}.`,
  next: GOES_ON,
});

export const linkClosed = defineRefusal<object>({
  code: LINK_CLOSED,
  kind: 'unreachable',
  message: () => 'This site is being stopped, and its sync with it.',
  next: 'It goes on when the site is started again; nothing is lost.',
});

export const cutOff = defineRefusal<{ readonly reason: string }>({
  code: 'transport.cut-off',
  kind: 'unreachable',
  message: ({ reason }) => `The connection to central broke: ${reason}.`,
  next: GOES_ON,
});

export const timedOut = defineRefusal<object>({
  code: 'transport.timed-out',
  kind: 'unreachable',
  message: () => 'Central did not answer in time.',
  next: GOES_ON,
});

export const notCentral = defineRefusal<{ readonly status: number; readonly what: string }>({
  code: 'transport.not-central',
  kind: 'unreachable',
  message: ({ what }) => `Something other than central answered: ${what}.`,
  next: 'Check the address of central. In a network that wants a sign-in of its own, sign in there first; the next attempt follows by itself.',
});

export const centralAway = defineRefusal<{ readonly status: number }>({
  code: 'transport.central-away',
  kind: 'unreachable',
  message: ({ status }) => `A server in front of central answered ${status}: central is not there.`,
  next: GOES_ON,
});

export const damagedReply = defineRefusal<{ readonly what: string }>({
  code: 'transport.damaged-reply',
  kind: 'unreachable',
  message: ({ what }) => `The reply of central did not arrive as it was sent: ${what}.`,
  next: GOES_ON,
});

export const foreignReply = defineRefusal<object>({
  code: 'transport.foreign-reply',
  kind: 'unreachable',
  message: () => 'The reply does not bear the signature of the central that this site knows.',
  next: 'Nothing was changed. When it stays so, the network alters what is sent, or central lost its key (device.json): ask central.',
});

export const notUnderstoodReply = defineRefusal<{ readonly path: string; readonly reason: string }>(
  {
    code: 'transport.reply-not-understood',
    kind: 'unreachable',
    message: ({ path, reason }) => `The reply of central cannot be read: ${path} ${reason}.`,
    next: 'Update the older of the two, this site or central; nothing is lost meanwhile.',
  },
);

// At central

export const noProof = defineRefusal<object>({
  code: 'transport.no-proof',
  kind: 'not-signed-in',
  message: () => 'The request does not prove which device sent it.',
  next: 'Enrol the device with `atoll init site`.',
});

export const siteUnknown = defineRefusal<{ readonly site_id: number }>({
  code: 'transport.site-unknown',
  kind: 'not-signed-in',
  message: ({ site_id }) => `No device is enrolled as site ${site_id}.`,
  next: 'Ask central for a one-time code and run `atoll init site` in a new folder; what was not sent stays in the old one.',
});

export const wrongKey = defineRefusal<{ readonly site_id: number }>({
  code: 'transport.wrong-key',
  kind: 'not-signed-in',
  message: ({ site_id }) =>
    `The request was not signed with the key of the device that is enrolled as site ${site_id}.`,
  next: 'Another device may have taken its place: ask central. What was not sent stays on this device.',
});

export const keyNotUsable = defineRefusal<object>({
  code: 'transport.key-not-usable',
  kind: 'input',
  message: () => 'The public key is not a P-256 key, or the request was not signed with it.',
  next: 'Remove device.json from the new data folder and run `atoll init site` again.',
});

export const requestDamaged = defineRefusal<object>({
  code: 'transport.request-damaged',
  kind: 'input',
  message: () => 'The body of the request cannot be unpacked or is not JSON.',
  next: 'Send it again; if it comes back, update this site.',
});

export const requestTooLarge = defineRefusal<{ readonly most: string }>({
  code: 'transport.request-too-large',
  kind: 'too-large',
  message: ({ most }) => `The body of the request is larger than ${most}.`,
  next: 'Send less at once.',
});

export const requestNotUnderstood = defineRefusal<{
  readonly path: string;
  readonly reason: string;
}>({
  code: 'transport.request-not-understood',
  kind: 'input',
  message: ({ path, reason }) => `The request cannot be read: ${path || 'it'} ${reason}.`,
  next: 'Update the older of the two, this site or central; nothing is lost meanwhile.',
});

export const versionDiffers = defineRefusal<{ readonly protocol: number; readonly here: number }>({
  code: 'transport.version-differs',
  kind: 'conflict',
  message: ({ protocol, here }) =>
    `This site speaks version ${protocol} of the sync protocol, central speaks ${here}.`,
  next: 'Update the older of the two; nothing is lost meanwhile.',
});

export const tooManyAttempts = defineRefusal<{ readonly retry_after_seconds: number }>({
  code: 'transport.too-many-attempts',
  kind: 'too-many',
  message: () => 'Too many attempts to enrol in a short time.',
  next: ({ retry_after_seconds }) => `Try again in ${retry_after_seconds} seconds.`,
});

export const linkTooSlow = defineRefusal<object>({
  code: 'transport.link-too-slow',
  kind: 'unreachable',
  message: () => 'The link is too slow for a first download as one file.',
  next: 'The rows come one page after another instead.',
});
