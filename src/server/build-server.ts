import type { Socket } from 'node:net';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
} from 'fastify';
import { ok, type Result, refused } from '#base';
import type { Person } from '#engine';
import type { Session } from '#site';
import { KEEP_ALIVE_MS } from '#transport/http';
import { answer, sendRefusal } from './answer.ts';
import { firstAdministrator } from './auth/accounts.ts';
import { sessions } from './auth/sessions.ts';
import { sessionOf } from './auth/who.ts';
import { MOST_BYTES, readBody } from './body.ts';
import { callerFault } from './caller-faults.ts';
import { PAGE_POLICY } from './page/state-page.ts';
import { badRequest, fault, noSuchAddress, noSuchMethod, notJson } from './refusals.ts';
import { type Route, SENT } from './route.ts';
import { openRoutes } from './routes/open-routes.ts';
import { operationRoutes } from './routes/operation-routes.ts';
import { rowRoutes } from './routes/row-routes.ts';
import { signInRoutes } from './routes/sign-in-routes.ts';
import { syncDoorRoutes } from './routes/sync-door-routes.ts';
import { syncRoutes } from './routes/sync-routes.ts';
import type { ServerContext, ServerParts } from './server-context.ts';

/** Reading the head of a request may take this long, and all of it that long: dribbling callers are let go. */
const HEAD_MS = 20_000;
const REQUEST_MS = 600_000;
const LONGEST_PARAMETER = 200;

export interface BuiltServer {
  readonly app: FastifyInstance;
  readonly routes: readonly Route[];
}

/** The face of a site over HTTP: the API that `/api/openapi.json` describes, and the door for other sites. */
export async function buildServer(parts: ServerParts): Promise<BuiltServer> {
  const context = contextOf(parts);
  const app = fastify({
    loggerInstance: silent,
    bodyLimit: MOST_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS + 10_000,
    requestTimeout: REQUEST_MS,
    http: { headersTimeout: HEAD_MS },
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    frameworkErrors: (error, _request, reply) => refuseFault(context, error, reply as FastifyReply),
    clientErrorHandler: (_error, socket) => refuseOnSocket(socket),
  });

  app.removeAllContentTypeParsers();
  // NOTE many clients name a content type even where they send nothing: no body is no body.
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) =>
    taken(text === '' ? ok(undefined) : readBody(String(text)), done),
  );
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) =>
    taken(
      text === ''
        ? ok(undefined)
        : refused(notJson({ reason: 'is not called JSON by its content-type' })),
      done,
    ),
  );
  app.addHook('onSend', async (request, reply) => secure(request, reply));
  app.setErrorHandler((error, _request, reply) => refuseFault(context, error, reply));

  const routes: Route[] = [];
  routes.push(
    ...openRoutes(context, () => routes),
    ...signInRoutes(context),
    ...rowRoutes(context),
    ...operationRoutes(context),
    ...syncRoutes(context),
  );
  for (const route of routes) addRoute(app, context, route);
  await syncDoorRoutes(app, context);
  app.setNotFoundHandler((request, reply) => refuseUnknown(app, request, reply));
  return { app, routes };
}

function taken(body: Result<unknown>, done: (error: Error | null, body?: unknown) => void): void {
  if (body.ok) done(null, body.value);
  else done(Object.assign(new Error(body.refusal.code), { refusal: body.refusal }));
}

function contextOf(parts: ServerParts): ServerContext {
  const open = sessions(parts.clock);
  let local: Promise<Person | undefined> | undefined;
  return {
    ...parts,
    sessions: open,
    changed(place) {
      // NOTE who administers the site may just have changed.
      if (place === undefined || place[0] === 'user_account') local = undefined;
      if (place?.[0] === 'user_account') open.closeAllOf(place[1]);
      parts.driver?.changed();
    },
    localPerson() {
      local ??= firstAdministrator(parts.site);
      return local;
    },
  };
}

function addRoute(app: FastifyInstance, context: ServerContext, route: Route): void {
  const asking = new WeakMap<FastifyRequest, Session>();
  app.route({
    method: route.method,
    url: route.url,
    // NOTE who asks is known before the body is read: a stranger's body is not worth a byte of memory.
    ...(route.open !== true && {
      onRequest: async (request, reply) => {
        const session = await sessionOf(context, request.headers.authorization);
        if (!session.ok) return sendRefusal(reply, session.refusal);
        asking.set(request, session.value);
      },
    }),
    async handler(request, reply) {
      const session = asking.get(request);
      const result =
        route.open === true
          ? await route.run(request, reply)
          : session && (await route.run(session, request, reply));
      if (result === undefined)
        throw new Error('A call that needs a session was made without one.');
      return result === SENT ? reply : answer(reply, result);
    },
  });
}

/** Faults are ours: they are logged once, here, without anything that stands in a row. */
function refuseFault({ log }: ServerContext, error: unknown, reply: FastifyReply): FastifyReply {
  const { refusal } = error as { readonly refusal?: Parameters<typeof sendRefusal>[1] };
  const known = refusal ?? callerFault(error as Error);
  if (known !== undefined) return sendRefusal(reply, known);
  log(`fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return sendRefusal(reply, fault({}), 500);
}

const METHODS = ['GET', 'PUT', 'POST', 'DELETE'] as const;

function refuseUnknown(
  app: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const [path = '/'] = request.url.split('?');
  const allowed = METHODS.filter((method) => app.findRoute({ method, url: path }) !== null);
  if (allowed.length === 0) return sendRefusal(reply, noSuchAddress({ path: path.slice(0, 200) }));
  reply.header('allow', allowed.join(', '));
  const { method } = request;
  return sendRefusal(reply, noSuchMethod({ method, path: path.slice(0, 200), allowed }), 405);
}

const SECURITY: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

function secure(request: FastifyRequest, reply: FastifyReply): void {
  reply.headers(SECURITY);
  if (request.routeOptions.url === '/') reply.header('content-security-policy', PAGE_POLICY);
}

/** What is not HTTP at all gets an answer that is, and the line is closed. */
function refuseOnSocket(socket: Socket): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const { code, message, details, next } = badRequest({
    reason: 'it is not HTTP, or came too slowly',
  });
  const body = JSON.stringify({ code, message, details, next });
  socket.end(
    `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

/** The server has its own log, of faults alone: requests are nobody's business, and their addresses may hold names. */
const silent: FastifyBaseLogger = {
  level: 'silent',
  fatal() {},
  error() {},
  warn() {},
  info() {},
  debug() {},
  trace() {},
  silent() {},
  child: () => silent,
};
