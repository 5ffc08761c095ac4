// The page of a site until the web application takes its place: what anybody near the machine should see at a
// glance. It needs no sign-in, so nothing that stands in a row is on it.
import { createHash } from 'node:crypto';
import type { SiteOverview, SyncStatus } from '#site';
import type { ServerContext } from '../server-context.ts';
import { type Html, html } from './html.ts';
import { LOOK } from './look.ts';

const REFRESH_SECONDS = 15;
/** What the page may load: its own style, and nothing else at all. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(LOOK).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export async function statePage(context: ServerContext): Promise<string> {
  const { site, clock, appVersion } = context;
  const status = await site.api.syncStatus();
  const sites = await site.api.syncSites();
  const name = nameOf(context);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${REFRESH_SECONDS}">
<title>${name}</title>
<style>${{ html: LOOK }}</style>
</head>
<body><main>
<header>
<h1>${name}</h1>
<p>Site ${status.site_id}, ${ROLES[status.role]} ${badge(status)}</p>
</header>
${status.error === null ? [] : trouble(status.error)}
${cards(context, status)}
${sites.ok ? siteTable(sites.value, clock.now()) : []}
<h2>Addresses</h2>
<ul>${context.addresses().map((address) => html`<li><a href="${address}">${address}</a></li>`)}</ul>
<footer>Atoll ${appVersion}. This page looks again every ${REFRESH_SECONDS} seconds. Programs ask at <a href="/api/openapi.json">/api/openapi.json</a>.</footer>
</main></body>
</html>
`;
  return page.html;
}

const ROLES: Readonly<Record<SyncStatus['role'], string>> = {
  central: 'the central server',
  primary: 'the primary: the catalogue is edited here',
  remote: 'a remote site',
};

function nameOf({ site }: ServerContext): string {
  return site.topology().site(site.siteId)?.name ?? `Site ${site.siteId}`;
}

function badge({ state, error }: SyncStatus): Html {
  if (error !== null) return html`<span class="state bad">in trouble</span>`;
  const words = {
    idle: 'working',
    running: 'syncing now',
    paused: 'sync is paused',
    initialising: 'first download',
    stopped: 'stopped',
  }[state];
  const tone = state === 'idle' || state === 'running' ? '' : 'warn';
  return html`<span class="state ${tone}">${words}</span>`;
}

function trouble(error: NonNullable<SyncStatus['error']>): Html {
  return html`<div class="note" role="status"><p><strong>${error.message}</strong></p><p>${error.next ?? ''}</p></div>`;
}

function cards({ clock, driver }: ServerContext, status: SyncStatus): Html {
  const now = clock.now();
  const next = driver?.untilNext();
  const isCentral = status.role === 'central';
  const contact = isCentral
    ? []
    : html`<div><dt>Last contact with central</dt><dd>${ago(status.last_success_at, now)}<small>${next === undefined ? '' : `next in ${span(next)}`}</small></dd></div>
<div><dt>Last attempt</dt><dd>${ago(status.last_attempt_at, now)}</dd></div>
<div><dt>Waiting to be sent</dt><dd>${status.waiting_to_push}<small>${status.waiting_to_push === 0 ? 'all sent' : 'safe here until then'}</small></dd></div>`;
  return html`<dl class="cards">
${contact}
<div><dt>In quarantine</dt><dd>${status.quarantined}<small>${status.quarantined === 0 ? 'nothing was refused' : 'somebody must look at it'}</small></dd></div>
</dl>`;
}

function siteTable(sites: readonly SiteOverview[], now: number): Html {
  const rows = sites.map(
    (site) =>
      html`<tr><td class="number">${site.site_id}</td><td>${site.name}</td><td>${site.state}</td><td class="number">${site.waiting_for_site}</td><td class="number">${site.quarantined}</td><td>${site.state === 'central' ? '' : ago(site.last_connection_at, now)}</td></tr>`,
  );
  return html`<h2>Sites</h2>
<div class="scroll"><table>
<thead><tr><th class="number">No.</th><th>Name</th><th>State</th><th class="number">Waits for it</th><th class="number">In quarantine</th><th>Last contact</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>`;
}

function ago(moment: string | null, now: number): string {
  if (moment === null) return 'never';
  const passed = now - Date.parse(moment);
  return passed < 2_000 ? 'just now' : `${span(passed)} ago`;
}

function span(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  if (seconds < 120) return `${seconds} seconds`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} minutes`;
  return seconds < 172_800
    ? `${Math.round(seconds / 3_600)} hours`
    : `${Math.round(seconds / 86_400)} days`;
}
