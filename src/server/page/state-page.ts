// The page of a site until the web application takes its place: what anybody near the machine should see at a
// glance. It needs no sign-in, so nothing that stands in a row is on it.
import { createHash } from 'node:crypto';
import { MOST_COUNTED, type SiteOverview, type SyncStatus } from '#site';
import type { ServerContext } from '../server-context.ts';
import { type Html, html } from './html.ts';
import { LOOK } from './look.ts';

const REFRESH_SECONDS = 15;
/** What the page may load: its own style, and nothing else at all. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(LOOK).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export async function statePage(context: ServerContext): Promise<string> {
  const { site, clock, appVersion } = context;
  const status = await site.gauges.status();
  const sites = (await site.gauges.sites()).filter(({ state }) => state !== 'central');
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
${cards(context, status, sites)}
${sites.length === 0 ? [] : siteTable(sites, clock.now())}
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

function cards(context: ServerContext, status: SyncStatus, sites: readonly SiteOverview[]): Html {
  const contact = status.role === 'central' ? countryCards(sites) : contactCards(context, status);
  return html`<dl class="cards">
${contact}
<div><dt>In quarantine</dt><dd>${status.quarantined}<small>${status.quarantined === 0 ? 'nothing was refused' : 'somebody must look at it'}</small></dd></div>
${status.refused_consequences === 0 ? [] : consequencesCard(status.refused_consequences)}
</dl>`;
}

function consequencesCard(count: number): Html {
  return html`<div><dt>Could not follow</dt><dd><span class="warn">${count}</span><small>a transfer or a number is missing: somebody must look at it</small></dd></div>`;
}

function contactCards({ clock, driver }: ServerContext, status: SyncStatus): Html {
  const now = clock.now();
  const next = driver?.untilNext();
  const waiting = status.waiting_to_push;
  return html`<div><dt>Last contact with central</dt><dd>${age(status.last_success_at, now, SITE_AGES)}<small>${next === undefined ? '' : `next in ${span(next)}`}</small></dd></div>
<div><dt>Last attempt</dt><dd>${ago(status.last_attempt_at, now)}</dd></div>
<div><dt>Waiting to be sent</dt><dd>${waiting}<small>${waiting === 0 ? 'all sent' : 'safe here until then'}</small></dd></div>`;
}

function countryCards(sites: readonly SiteOverview[]): Html {
  const waiting = sites.reduce((sum, site) => sum + site.waiting_for_site, 0);
  const orMore = sites.some((site) => isBeyondCount(site)) ? ' or more' : '';
  return html`<div><dt>Sites</dt><dd>${sites.length}<small>beside central</small></dd></div>
<div><dt>Waiting for sites</dt><dd>${waiting}${orMore}<small>${waiting === 0 ? 'everyone has everything' : 'changes they have not fetched yet'}</small></dd></div>`;
}

function isBeyondCount({ waiting_for_site }: SiteOverview): boolean {
  return waiting_for_site >= MOST_COUNTED;
}

function siteTable(sites: readonly SiteOverview[], now: number): Html {
  const rows = sites.map(
    (site) =>
      html`<tr><td class="number">${site.site_id}</td><td>${site.name}</td><td>${site.state}</td><td class="number">${site.waiting_for_site}${isBeyondCount(site) ? '+' : ''}</td><td class="number">${site.quarantined}</td><td>${age(site.last_connection_at, now, CENTRAL_AGES)}</td></tr>`,
  );
  return html`<h2>Sites</h2>
<div class="scroll"><table>
<thead><tr><th class="number">No.</th><th>Name</th><th>State</th><th class="number">Waits for it</th><th class="number">In quarantine</th><th>Last contact</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>`;
}

const DAY_MS = 86_400_000;
/** From when on silence is worrying, and from when on it is alarming. */
const SITE_AGES = { warn: DAY_MS, bad: 3 * DAY_MS };
const CENTRAL_AGES = { warn: 7 * DAY_MS, bad: 30 * DAY_MS };

function age(moment: string | null, now: number, ages: typeof SITE_AGES): Html {
  const passed = moment === null ? Number.POSITIVE_INFINITY : now - Date.parse(moment);
  const tone = passed >= ages.bad ? 'bad' : passed >= ages.warn ? 'warn' : 'fresh';
  return html`<span class="${tone}">${ago(moment, now)}</span>`;
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
