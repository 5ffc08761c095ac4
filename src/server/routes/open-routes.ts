import { ok } from '#base';
import { metricsText } from '../metrics.ts';
import { openApi } from '../openapi/openapi.ts';
import { healthSchema } from '../openapi/schemas.ts';
import { statePage } from '../page/state-page.ts';
import { type OpenRoute, type Route, SENT } from '../route.ts';
import type { ServerContext } from '../server-context.ts';

/** What anyone may ask: nothing of it tells what is in a row. */
export function openRoutes(
  context: ServerContext,
  all: () => readonly Route[],
): readonly OpenRoute[] {
  const { site, appVersion } = context;
  let document: unknown;
  return [
    {
      method: 'GET',
      url: '/',
      title: 'A page about the state of this site',
      open: true,
      answers: { 200: { says: 'HTML' } },
      async run(_request, reply) {
        await reply.type('text/html; charset=utf-8').send(await statePage(context));
        return SENT;
      },
    },
    {
      method: 'GET',
      url: '/api/health',
      title: 'Whether the server and its database are there',
      open: true,
      answers: { 200: { says: 'They are', schema: healthSchema } },
      async run() {
        const { site_id, role } = await site.gauges.status();
        return ok({ status: 'ok', site_id, role, version: appVersion });
      },
    },
    {
      method: 'GET',
      url: '/api/openapi.json',
      title: 'This document',
      open: true,
      answers: { 200: { says: 'OpenAPI 3.1', schema: { type: 'object' } } },
      async run() {
        document ??= openApi({ context, routes: all() });
        return ok(document);
      },
    },
    {
      method: 'GET',
      url: '/metrics',
      title: 'Figures for Prometheus',
      open: true,
      answers: { 200: { says: 'Text' } },
      async run(_request, reply) {
        await reply
          .type('text/plain; version=0.0.4; charset=utf-8')
          .send(await metricsText(context));
        return SENT;
      },
    },
  ];
}
