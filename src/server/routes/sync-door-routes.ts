// Where other sites come in. These replies are as small as HTTP allows: an idle site asks a few hundred times a day,
// over links where every byte is paid for. So they bypass everything that makes an ordinary reply.
import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refused } from '#base';
import { noSpace } from '#engine';
import { NoSpace } from '#engine/ports';
import type { Hub } from '#site';
import {
  type Answer,
  ASK_PATH,
  COPY_PATH,
  copyDoor,
  type Hub as DoorHub,
  ENROL_PATH,
  MOST_PACKED,
  REPLY_PROOF,
  SYNC_PATH,
  syncDoor,
} from '#transport/http';
import { copyNotWorthIt } from '../refusals.ts';
import type { ServerContext } from '../server-context.ts';

/** So late may a site be noted that only asked. */
const CONTACTS_MS = 5_000;

export async function syncDoorRoutes(app: FastifyInstance, context: ServerContext): Promise<void> {
  const { signer, clock, copies, site } = context;
  writeContacts(app, context);
  const door = syncDoor({ hub: sparing(site.hub), signer, clock });
  const frameOf = copies?.frameOf ?? (async () => refused(copyNotWorthIt({})));
  const copy = copyDoor({ hub: site.hub, signer, frameOf });
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: MOST_PACKED },
      (_request, body, done) => done(null, body),
    );
    scope.post(SYNC_PATH, async (request, reply) =>
      send(reply, await door.exchange(callOf(request))),
    );
    scope.post(ASK_PATH, async (request, reply) => send(reply, await door.ask(callOf(request))));
    scope.post(COPY_PATH, async (request, reply) => send(reply, await copy(callOf(request))));
    scope.post(ENROL_PATH, async (request, reply) =>
      send(reply, await door.enrol(callOf(request))),
    );
    done();
  });
}

function writeContacts(app: FastifyInstance, { site, log }: ServerContext): void {
  const write = () =>
    site.hub.writeContacts().catch((fault) => log(`fault: contacts: ${String(fault)}`));
  const timer = setInterval(write, CONTACTS_MS).unref();
  app.addHook('onClose', async () => clearInterval(timer));
}

function callOf({ headers, body, ip }: FastifyRequest) {
  return {
    authorization: headers.authorization,
    body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    from: ip,
  };
}

function send(reply: FastifyReply, { status, body, proof }: Answer): void {
  reply.hijack();
  const response: ServerResponse = reply.raw;
  response.sendDate = false;
  // NOTE a connection is kept by default since HTTP/1.1; taking the header out says so without a word.
  response.removeHeader('connection');
  const headers = ['content-type', 'application/octet-stream', 'content-length', `${body.length}`];
  if (proof !== '') headers.push(REPLY_PROOF, proof);
  response.writeHead(status, headers);
  response.end(body);
}

/** A full disk at central is told to the site; what it pushed stays there. */
function sparing(hub: Hub): DoorHub {
  const guarded =
    <A extends readonly unknown[], T>(work: (...args: A) => Promise<T>, onFull: T) =>
    async (...args: A): Promise<T> => {
      try {
        return await work(...args);
      } catch (thrown) {
        if (thrown instanceof NoSpace) return onFull;
        throw thrown;
      }
    };
  return {
    deviceOf: hub.deviceOf,
    serve: guarded(hub.serve, refused(noSpace({}))),
    answer: guarded(hub.answer, refused(noSpace({}))),
    enrol: guarded(hub.enrol, refused(noSpace({}))),
  };
}
