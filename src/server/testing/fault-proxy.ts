// Stands between sites and central and does to their HTTP what bad networks do.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const FAULTS = [
  'pass',
  'lose-request',
  'cut-request',
  'garble-request',
  'repeat-request',
  'lose-reply',
  'cut-reply',
  'garble-reply',
  'stale-reply',
  'bad-gateway',
  'gateway-timeout',
  'captive-portal',
  'redirect',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface FaultProxy {
  readonly url: string;
  /** How often each fault was done. */
  readonly done: ReadonlyMap<Fault, number>;
  /** Central may come back at another address. */
  readonly leadTo: (url: string) => void;
  readonly close: () => Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** `draw` says what happens to the next exchange, and is asked for a number below `below` where it must be cut. */
export interface Draw {
  readonly fault: () => Fault;
  readonly below: (below: number) => number;
}

export async function faultProxy(to: string, draw: Draw): Promise<FaultProxy> {
  let target = to;
  const done = new Map<Fault, number>();
  let stale: Reply | undefined;

  const server = createServer((incoming, response) => {
    // NOTE central may be killed in the middle of anything; its callers then find the line cut.
    carry(incoming, response).catch(() => response.destroy());
  });

  const carry = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(incoming);
    const fault = draw.fault();
    done.set(fault, (done.get(fault) ?? 0) + 1);
    const cutAt = (length: number) => draw.below(Math.max(1, length));
    switch (fault) {
      case 'lose-request':
        response.destroy();
        return;
      case 'cut-request':
        await forward(target, incoming, body, cutAt(body.length)).catch(() => undefined);
        response.destroy();
        return;
      case 'bad-gateway':
        send(response, { status: 502, headers: HTML, body: Buffer.from('<h1>Bad Gateway</h1>') });
        return;
      case 'gateway-timeout':
        send(response, { status: 504, headers: HTML, body: Buffer.from('<h1>Time-out</h1>') });
        return;
      case 'captive-portal':
        send(response, { status: 200, headers: HTML, body: Buffer.from('<h1>Pay here</h1>') });
        return;
      case 'redirect':
        send(response, {
          status: 302,
          headers: { location: 'http://portal.invalid/' },
          body: Buffer.alloc(0),
        });
        return;
      case 'garble-request':
        send(response, await forward(target, incoming, garbled(body, cutAt(body.length))));
        return;
      case 'pass':
      case 'repeat-request':
      case 'lose-reply':
      case 'cut-reply':
      case 'garble-reply':
      case 'stale-reply':
        break;
    }
    const reply = await forward(target, incoming, body);
    if (fault === 'repeat-request') await forward(target, incoming, body);
    if (fault === 'stale-reply' && stale !== undefined) send(response, stale);
    else if (fault === 'lose-reply') response.destroy();
    else if (fault === 'cut-reply') cutShort(response, reply, cutAt(reply.body.length));
    else if (fault === 'garble-reply')
      send(response, { ...reply, body: garbled(reply.body, cutAt(reply.body.length)) });
    else send(response, reply);
    if (stale === undefined || draw.below(4) === 0) stale = reply;
  };

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    done,
    leadTo(url) {
      target = url;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const HTML = { 'content-type': 'text/html' };

async function bodyOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Sends the request on; with `cutAt` the line breaks after so many bytes of the body. */
function forward(
  target: string,
  incoming: IncomingMessage,
  body: Buffer,
  cutAt?: number,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL(incoming.url ?? '/', target), {
      method: incoming.method ?? 'POST',
      headers: { ...incoming.headers, 'content-length': body.length, connection: 'close' },
      agent: false,
    });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      bodyOf(response).then(
        (bytes) =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: bytes,
          }),
        reject,
      );
    });
    if (cutAt === undefined) outgoing.end(body);
    else outgoing.write(body.subarray(0, cutAt), () => outgoing.destroy(new Error('cut')));
  });
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  const { connection, 'transfer-encoding': _chunked, ...kept } = headers;
  response.writeHead(status, { ...kept, 'content-length': body.length } as never);
  response.end(body);
}

function cutShort(response: ServerResponse, { status, headers, body }: Reply, at: number): void {
  const { connection, ...kept } = headers;
  response.writeHead(status, { ...kept, 'content-length': body.length } as never);
  response.write(body.subarray(0, at), () => response.destroy());
}

function garbled(body: Buffer, at: number): Buffer {
  const other = Buffer.from(body);
  if (other.length > 0) other[at] = (other[at] ?? 0) ^ 0x10;
  return other;
}
