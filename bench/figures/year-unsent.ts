// A site that could not send for a year: what its process needs while it saves, lists, and then sends everything.
import { setTimeout } from 'node:timers/promises';
import { valueOf } from '#base';
import { type ApiClient, apiClient, readServerFile } from '#server';
import type { PagedRows, SyncRun, SyncStatus } from '#site';
import { makeCentral, PASSWORD, startCentral } from '../country/central.ts';
import { chanceOf } from '../country/goods.ts';
import { catalogue, delivery } from '../country/trade.ts';
import { type Command, command } from '../harness/command.ts';
import type { Figure } from '../harness/figure.ts';

const LINES = 20;
/** As it is saved: the document, its lines, its number. Confirmed: both again, stock and movements. */
const ROWS = 2 * (LINES + 1) + 2 * LINES + 1;

export const yearUnsent: Figure = {
  name: 'year-unsent',
  title: 'Memory of a site with a year of unsent work (the built program)',
  async measure({ full, folder, say }) {
    const rows = full ? 190_000 : 19_000;
    await makeCentral(`${folder}/central`);
    const central = await startCentral(`${folder}/central`);
    const made = await central.operation('create-site', { name: 'District', site_type: 'open' });
    const data = ['--data', `${folder}/site`];
    const code = ['--central', central.url, '--code', String(made['code'])];
    await command('init', 'site', ...data, ...code, '--admin-password', PASSWORD).ended;
    const at = { code: 'D', name: 'District', store_mode: 'store', site_id: 2 };
    const stored = await central.operation('create-store', at);
    const store = { id: String(stored['store_id']), name: String(stored['name_id']) };
    const goods = await catalogue(central, 500);

    const site = command('serve', ...data, '--port', '0');
    try {
      const api = await apiOf(`${folder}/site`);
      await sync(api);
      valueOf(await api.post('/api/operations/pause-sync', {}));
      const begun = site.peakMb();
      const chance = chanceOf(9);
      const began = performance.now();
      for (let saved = 0; saved < rows; saved += ROWS) {
        const { invoice, changes } = delivery(goods, store, { lines: LINES, chance });
        valueOf(await api.post('/api/rows', changes));
        valueOf(await api.post('/api/operations/confirm-invoice', { invoice_id: invoice }));
      }
      say(`${rows} rows saved in ${Math.round((performance.now() - began) / 1_000)} s`);
      const saved = site.peakMb();
      const listed = await list(api, site);
      const waiting = valueOf(await api.get('/api/sync/status')) as SyncStatus;
      say(`${waiting.waiting_to_push} groups wait`);
      const drained = performance.now();
      await sync(api);
      const seconds = (performance.now() - drained) / 1_000;
      const central_mb = (await central.program.usage()).peakMb;
      return [
        { what: 'after its start', unit: 'MB', values: [begun] },
        { what: `saving ${rows.toLocaleString('en-GB')} rows`, unit: 'MB', values: [saved] },
        { what: '… and listing them', unit: 'MB', values: [listed] },
        {
          what: '… and sending them all: at most',
          unit: 'MB',
          values: [site.peakMb()],
          goal: { atMost: 150 },
        },
        { what: 'sending took', unit: 's', values: [seconds] },
        { what: 'memory of central, at most', unit: 'MB', values: [central_mb] },
      ];
    } finally {
      await site.stop();
      await central.stop();
    }
  },
};

async function apiOf(dir: string): Promise<ApiClient> {
  for (;;) {
    const file = await readServerFile(dir);
    if (file !== undefined) return apiClient(file);
    await setTimeout(50);
  }
}

/** Page after page, and each document's lines, as a clerk who looks through the year. */
async function list(api: ApiClient, site: Command): Promise<number> {
  for (const table of ['invoice', 'invoice_line', 'stock_line', 'stock_movement']) {
    for (let after: string | null = ''; after !== null; ) {
      const from: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
      const page = valueOf(
        await api.get(`/api/tables/${table}/rows?limit=500${from}`),
      ) as PagedRows;
      after = page.next;
    }
  }
  return site.peakMb();
}

async function sync(api: ApiClient): Promise<void> {
  const run = valueOf(await api.post('/api/sync/run', {})) as SyncRun;
  if (run.error !== null) throw new Error(run.error.message);
}
