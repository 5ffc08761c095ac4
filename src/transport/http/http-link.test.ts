// Both ends over a real socket, with somebody between them who holds the wire.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ok, type Result, refused } from '#base';
import { nodeHost } from '#host';
import {
  type AskRequest,
  LOG_START,
  PROTOCOL_VERSION,
  type SyncReply,
  type SyncRequest,
} from '#protocol';
import { type Answer, type Hub, type SyncDoor, syncDoor } from './door.ts';
import { enrol } from './enrol.ts';
import { type HttpLink, httpLink } from './http-link.ts';
import { newKeyPair, type Signer, signerOf } from './keys.ts';
import {
  ASK_PATH,
  ENROL_PATH,
  REPLY_PROOF,
  requestText,
  SYNC_PATH,
  writeAuthorization,
} from './proof.ts';
import { siteUnknown } from './refusals.ts';

const SITE = 7;
const central = signerOf(newKeyPair());
const device = signerOf(newKeyPair());
const stranger = signerOf(newKeyPair());

/** What the wire does with an answer; without it the answer is sent as it is. */
type Meddling = (answer: Answer, response: ServerResponse) => Answer | undefined;

interface Wire {
  readonly url: string;
  readonly served: SyncRequest[];
  readonly hub: { reply: (request: SyncRequest) => Result<SyncReply> };
  door: SyncDoor;
  meddle: Meddling | undefined;
  readonly server: Server;
}

let wire: Wire;
const links: HttpLink[] = [];

beforeEach(async () => {
  wire = await openWire();
});
afterEach(async () => {
  for (const link of links.splice(0)) await link.close();
  wire.server.closeAllConnections();
  await new Promise((resolve) => wire.server.close(resolve));
});

it('carries a request up and its reply down', async () => {
  const reply = await linkOf(device).exchange(requestNumbered(1));
  expect(reply).toEqual(ok(replyTo(requestNumbered(1))));
  expect(wire.served).toEqual([requestNumbered(1)]);
});

it('carries long bodies both ways', async () => {
  const rows = Array.from({ length: 3_000 }, (_, i) => [`id-${i}`, `Medicine number ${i}`]);
  const page = {
    tables: [{ table: 'item', columns: ['id', 'name'], rows }],
    purge: [],
    dropped_feeds: [],
    marks: { everyone: 3_000 },
    caught_up: true,
    waiting: 0,
  };
  wire.hub.reply = (request) => ok({ ...replyTo(request), page });
  const group = {
    position: 1,
    at: '2026-11-22T08:00:00.000Z',
    epochs: {},
    changes: rows.map(([id, name]) => ({ table: 'item', row: { id, name } })),
  };
  const request = { ...requestNumbered(1), push: { after: LOG_START, groups: [group] } };
  expect(await linkOf(device).exchange(request)).toEqual(ok({ ...replyTo(request), page }));
  expect(wire.served).toEqual([request]);
});

it('passes a refusal of central on as it is', async () => {
  wire.hub.reply = () => refused(siteUnknown({ site_id: 3 }));
  expect(await linkOf(device).exchange(requestNumbered(1))).toEqual(
    refused(siteUnknown({ site_id: 3 })),
  );
});

it('[E2] serves nobody who cannot prove to be the device', async () => {
  const refusals = [
    await linkOf(stranger).exchange(requestNumbered(1)),
    await linkOf(device, { siteId: 8 }).exchange(requestNumbered(2)),
  ];
  expect(refusals.map(codeOf)).toEqual(['transport.wrong-key', 'transport.site-unknown']);
  expect(wire.served).toEqual([]);
});

it('[E2] serves no body that differs from the one that was signed, by a single bit', async () => {
  const body = Buffer.from(`sp${JSON.stringify(requestNumbered(1))}`);
  const authorization = signed(device, body);
  for (const at of [0, 1, 2, Math.floor(body.length / 2), body.length - 1]) {
    const altered = Buffer.from(body);
    altered[at] = (altered[at] ?? 0) ^ 1;
    const { status } = await wire.door.exchange({ authorization, body: altered, from: '' });
    expect(status).toBe(401);
  }
  expect(wire.served).toEqual([]);
});

it('[DP6] carries a question in its body, proven like an exchange, and the answer back', async () => {
  expect(await linkOf(device).ask(QUESTION)).toEqual(
    ok({ number: 3, answer: { from: SITE, input: { text: 'okoro' } } }),
  );
  expect(codeOf(await linkOf(stranger).ask(QUESTION))).toBe('transport.wrong-key');
});

it('[DP6] takes a proof for an exchange as no proof for a question', async () => {
  const body = Buffer.from(`sp${JSON.stringify(QUESTION)}`);
  const asked = { authorization: signed(device, body), body, from: '' };
  expect((await wire.door.ask(asked)).status).toBe(401);
});

it('[E2] takes a proof for enrolment as no proof for an exchange', async () => {
  const body = Buffer.from(`sp${JSON.stringify(requestNumbered(1))}`);
  const signature = device.sign(requestText(ENROL_PATH, body));
  const authorization = writeAuthorization({ siteId: SITE, signature });
  expect((await wire.door.exchange({ authorization, body, from: '' })).status).toBe(401);
});

it('refuses whatever else is sent to the door, and never fails', async () => {
  const deep = `${'['.repeat(100)}${']'.repeat(100)}`;
  const bodies: readonly [string, number][] = [
    ['', 400],
    ['s', 400],
    ['x{}', 400],
    ['sp', 400],
    ['sp{', 400],
    ['sp[]', 400],
    ['spnull', 400],
    ['sp{}', 400],
    ['szrubbish', 400],
    ['swrubbish', 400],
    [`sp${deep}`, 400],
    [`sp${JSON.stringify({ ...requestNumbered(1), extra: 1 })}`, 400],
    [`sp${JSON.stringify({ ...requestNumbered(1), number: -1 })}`, 400],
    [`sp${JSON.stringify({ ...requestNumbered(1), protocol: 99 })}`, 409],
  ];
  for (const [text, status] of bodies) {
    const body = Buffer.from(text);
    const answer = await wire.door.exchange({
      authorization: signed(device, body),
      body,
      from: '',
    });
    expect({ text: text.slice(0, 40), status: answer.status }).toEqual({
      text: text.slice(0, 40),
      status,
    });
  }
  for (const authorization of [undefined, '', 'Bearer x', 'Atoll 7.', `Atoll x.${'A'.repeat(86)}`])
    expect(
      (await wire.door.exchange({ authorization, body: Buffer.alloc(0), from: '' })).status,
    ).toBe(401);
  expect(wire.served).toEqual([]);
});

const PAGE = Buffer.from('<!doctype html><title>Welcome to the guest network</title>');

const damages: readonly { readonly what: string; readonly code: string; readonly by: Meddling }[] =
  [
    {
      what: 'the page of a guest network with status 200',
      code: 'transport.not-central',
      by: () => ({ status: 200, body: PAGE, proof: '' }),
    },
    {
      what: 'a redirection',
      code: 'transport.not-central',
      by: () => ({ status: 302, body: Buffer.alloc(0), proof: '' }),
    },
    {
      what: "a proxy's bad gateway",
      code: 'transport.central-away',
      by: () => ({ status: 502, body: PAGE, proof: '' }),
    },
    {
      what: "a proxy's time-out",
      code: 'transport.central-away',
      by: () => ({ status: 504, body: PAGE, proof: '' }),
    },
    {
      what: 'JSON of somebody else',
      code: 'transport.not-central',
      by: () => ({ status: 200, body: Buffer.from('{"ok":true}'), proof: '' }),
    },
    {
      what: 'a body with one bit turned',
      code: 'transport.foreign-reply',
      by: (answer) => {
        const body = Buffer.from(answer.body);
        body[10] = (body[10] ?? 0) ^ 4;
        return { ...answer, body };
      },
    },
    {
      what: 'a whole answer that is shorter than it was',
      code: 'transport.foreign-reply',
      by: (answer) => ({ ...answer, body: answer.body.subarray(0, 20) }),
    },
    {
      what: 'another status',
      code: 'transport.foreign-reply',
      by: (answer) => ({ ...answer, status: 201 }),
    },
    {
      what: 'no signature',
      code: 'transport.not-central',
      by: (answer) => ({ ...answer, proof: '' }),
    },
    {
      what: 'the signature of another central',
      code: 'transport.foreign-reply',
      by: (answer) => ({ ...answer, proof: stranger.sign('anything') }),
    },
    {
      what: 'a connection that is cut in the middle of the body',
      code: 'transport.cut-off',
      by: (answer, response) => {
        response.writeHead(200, { 'content-length': answer.body.length });
        response.write(answer.body.subarray(0, 20), () => response.destroy());
        return undefined;
      },
    },
    {
      what: 'a connection that is cut before the answer',
      code: 'transport.cut-off',
      by: (_answer, response) => {
        response.destroy();
        return undefined;
      },
    },
    {
      what: 'something that is not HTTP',
      code: 'transport.damaged-reply',
      by: (_answer, response) => {
        response.socket?.end('SSH-2.0-OpenSSH_9.7\r\n');
        return undefined;
      },
    },
  ];

for (const { what, code, by } of damages) {
  it(`[A7] refuses ${what}`, async () => {
    wire.meddle = by;
    const result = await linkOf(device).exchange(requestNumbered(1));
    expect(codeOf(result)).toBe(code);
    expect(!result.ok && result.refusal.next).toBeTruthy();
  });
}

it('[A7] refuses the true answer to another request', async () => {
  const link = linkOf(device);
  let first: Answer | undefined;
  wire.meddle = (answer) => {
    first ??= answer;
    return first;
  };
  expect((await link.exchange(requestNumbered(1))).ok).toBe(true);
  expect(codeOf(await link.exchange(requestNumbered(2)))).toBe('transport.foreign-reply');
});

it('says in plain words that nobody is there', async () => {
  const gone = linkOf(device, { url: 'http://127.0.0.1:9' });
  expect(codeOf(await gone.exchange(requestNumbered(1)))).toBe('transport.unreachable');
  const nowhere = linkOf(device, { url: 'http://no-such-host.invalid' });
  expect(codeOf(await nowhere.exchange(requestNumbered(1)))).toBe('transport.unreachable');
});

it('asks under the path that central is published at', async () => {
  wire.meddle = (_answer, response) => {
    const path = (response.req as IncomingMessage).url ?? '';
    return { status: 502, body: Buffer.from(path), proof: '' };
  };
  const link = linkOf(device, { url: `${wire.url}/atoll/` });
  expect(codeOf(await link.exchange(requestNumbered(1)))).toBe('transport.central-away');
});

it('enrols a device by its code and hands out the key of central', async () => {
  const enrolled = await enrol({ url: wire.url, code: 'GOOD', signer: device });
  expect(enrolled).toEqual(
    ok({
      site_id: SITE,
      name: 'North',
      incarnation: 'i',
      central: 'c',
      central_key: central.publicKey,
    }),
  );
});

it('slows down whoever guesses codes, and lets the others in', async () => {
  const codes: (string | undefined)[] = [];
  for (let i = 0; i < 12; i += 1)
    codes.push(codeOf(await enrol({ url: wire.url, code: `BAD${i}`, signer: device })));
  expect(codes.slice(0, 10)).toEqual(Array(10).fill('transport.site-unknown'));
  expect(codes.slice(10)).toEqual(Array(2).fill('transport.too-many-attempts'));
  const body = Buffer.from(JSON.stringify({ code: 'GOOD', public_key: device.publicKey }));
  const signature = device.sign(requestText(ENROL_PATH, body));
  const authorization = writeAuthorization({ siteId: 0, signature });
  expect((await wire.door.enrol({ authorization, body, from: 'elsewhere' })).status).toBe(200);
});

it('enrols nobody who does not hold the key that is named', async () => {
  const thief: Signer = { publicKey: device.publicKey, sign: stranger.sign };
  expect(codeOf(await enrol({ url: wire.url, code: 'GOOD', signer: thief }))).toBe(
    'transport.key-not-usable',
  );
});

function linkOf(
  signer: Signer,
  { siteId = SITE, url = wire.url }: { readonly siteId?: number; readonly url?: string } = {},
): HttpLink {
  const link = httpLink({
    url,
    siteId,
    signer,
    centralKey: central.publicKey,
    clock: nodeHost.clock,
  });
  links.push(link);
  return link;
}

function signed(signer: Signer, body: Buffer): string {
  return writeAuthorization({ siteId: SITE, signature: signer.sign(requestText(SYNC_PATH, body)) });
}

function requestNumbered(number: number): SyncRequest {
  return {
    protocol: PROTOCOL_VERSION,
    number,
    dictionary: 'd',
    app_version: '0.1.0',
    site_id: SITE,
    incarnation: 'i',
    central: null,
    log: LOG_START,
    marks: {},
    page: { rows: 500 },
  };
}

const QUESTION: AskRequest = {
  protocol: PROTOCOL_VERSION,
  number: 3,
  site_id: SITE,
  incarnation: 'i',
  central: 'c',
  person: { user_id: 'u', username: 'clerk' },
  operation: 'find-patient',
  input: { text: 'okoro' },
};

function replyTo({ number }: SyncRequest): SyncReply {
  return {
    protocol: PROTOCOL_VERSION,
    number,
    central: 'c',
    now: '2026-11-22T08:00:00.000Z',
    held: LOG_START,
    quarantined: [],
  };
}

function codeOf(result: Result<unknown>): string | undefined {
  return result.ok ? undefined : result.refusal.code;
}

async function openWire(): Promise<Wire> {
  const served: SyncRequest[] = [];
  const behaviour: Wire['hub'] = { reply: (request) => ok(replyTo(request)) };
  const hub: Hub = {
    deviceOf: async (siteId) => (siteId === SITE ? { public_key: device.publicKey } : undefined),
    async serve(_from, request) {
      served.push(request);
      return behaviour.reply(request);
    },
    answer: async (from, { number, input }) => ok({ number, answer: { from, input } }),
    enrol: async ({ code }) =>
      code === 'GOOD'
        ? ok({ site_id: SITE, name: 'North', incarnation: 'i', central: 'c' })
        : refused(siteUnknown({ site_id: 0 })),
  };
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const opened: Wire = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    served,
    hub: behaviour,
    door: syncDoor({ hub, signer: central, clock: nodeHost.clock }),
    meddle: undefined,
    server,
  };
  return opened;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const call = {
      authorization: request.headers.authorization,
      body: Buffer.concat(chunks),
      from: 'here',
    };
    const says: Record<string, SyncDoor['exchange']> = {
      [ENROL_PATH]: opened.door.enrol,
      [ASK_PATH]: opened.door.ask,
    };
    const given = await (says[request.url ?? ''] ?? opened.door.exchange)(call);
    const sent = opened.meddle === undefined ? given : opened.meddle(given, response);
    if (sent === undefined) return;
    response.writeHead(sent.status, sent.proof === '' ? {} : { [REPLY_PROOF]: sent.proof });
    response.end(sent.body);
  }
}

it('[SY1] says of itself that it was closed, and nothing of central', async () => {
  const link = linkOf(device);
  await link.close();
  expect(codeOf(await link.exchange(requestNumbered(1)))).toBe('transport.link-closed');
});
