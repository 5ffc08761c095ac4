// The country of the demo, made with the same calls that an operator would make.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { valueOf } from '#base';
import { initCentral, initSite } from '#server';
import { type Cable, layCable } from './cable.ts';
import { type DemoSite, startSite } from './demo-site.ts';

export interface DemoStore {
  readonly title: string;
  readonly site: DemoSite;
  readonly storeId: string;
  readonly nameId: string;
}

export interface DemoCountry {
  readonly central: DemoSite;
  readonly primary: DemoSite;
  readonly remotes: readonly DemoSite[];
  readonly stores: {
    readonly cms: DemoStore;
    readonly hospital: DemoStore;
    readonly clinic: DemoStore;
    readonly harbour: DemoStore;
  };
  /** The line of the harbour, which the story pulls out. */
  readonly harbourLine: Cable;
  readonly close: () => Promise<void>;
}

export interface Raising {
  readonly dir: string;
  /** The first port; 0 takes free ones. */
  readonly port: number;
  /** Whether the sites sync by themselves. */
  readonly scheduled: boolean;
  readonly say: (sentence: string) => void;
}

const PASSWORD = 'a small country';

export async function raiseCountry({ dir, port, scheduled, say }: Raising): Promise<DemoCountry> {
  const portOf = (n: number) => (port === 0 ? 0 : port + n);
  const folder = async (name: string) => {
    const path = join(dir, name);
    await mkdir(path, { recursive: true });
    return path;
  };

  const centralDir = await folder('central');
  valueOf(
    await initCentral({
      dir: centralDir,
      name: 'Central Medical Stores',
      adminPassword: PASSWORD,
    }),
  );
  const central = await startSite({
    title: 'Central Medical Stores',
    dir: centralDir,
    port: portOf(0),
    scheduled,
  });
  say(`Central is there: ${central.url}`);

  const cables: Cable[] = [];
  const enrol = async (name: string, n: number) => {
    const { site_id, code } = await central.operation('create-site', { name, site_type: 'open' });
    const cable = await layCable(central.url);
    cables.push(cable);
    const siteDir = await folder(`site-${String(site_id)}`);
    valueOf(
      await initSite({
        dir: siteDir,
        centralUrl: cable.url,
        code: String(code),
        adminPassword: PASSWORD,
      }),
    );
    const site = await startSite({ title: name, dir: siteDir, port: portOf(n), scheduled });
    say(`${name} is enrolled as site ${String(site_id)}: ${site.url}`);
    return { site, siteId: Number(site_id), cable };
  };

  const primary = await enrol('Ministry of Health', 1);
  await central.operation('hand-over-primary', { site_id: primary.siteId });
  const north = await enrol('North District', 2);
  const harbour = await enrol('Harbour Health Centre', 3);

  const open = async (
    code: string,
    title: string,
    site: DemoSite,
    siteId: number,
  ): Promise<DemoStore> => {
    const made = await central.operation('create-store', {
      code,
      name: title,
      store_mode: 'store',
      site_id: siteId,
    });
    return { title, site, storeId: String(made['store_id']), nameId: String(made['name_id']) };
  };
  const stores = {
    cms: await open('CMS', 'Central Warehouse', central, 1),
    hospital: await open('NDH', 'North District Hospital', north.site, north.siteId),
    clinic: await open('NDC', 'North Hill Clinic', north.site, north.siteId),
    harbour: await open('HHC', 'Harbour Store', harbour.site, harbour.siteId),
  };
  const all = Object.values(stores);
  for (const [i, store] of all.entries()) {
    for (const other of all.slice(i + 1)) {
      await central.operation('make-stores-visible', {
        store_id: store.storeId,
        other_store_id: other.storeId,
      });
    }
  }
  const remotes = [primary.site, north.site, harbour.site];
  return {
    central,
    primary: primary.site,
    remotes,
    stores,
    harbourLine: harbour.cable,
    async close() {
      for (const site of [...remotes, central]) await site.close();
      for (const cable of cables) await cable.close();
    },
  };
}

/** Syncs in turn until nothing moves; a site whose line is cut is passed over. */
export async function settle(country: DemoCountry): Promise<void> {
  for (let round = 0; round < 12; round += 1) {
    let moved = 0;
    for (const site of country.remotes) {
      const run = await site.sync();
      moved += run.pushed + run.pulled;
    }
    if (moved === 0) return;
  }
  throw new Error('The country does not come to rest.');
}
