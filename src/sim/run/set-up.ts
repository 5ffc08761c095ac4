// The country before anything goes wrong: central, its data, its stores; sites are enrolled as the plan says.
import { valueOf } from '#base';
import { userAccount, userPermission } from '#dictionary';
import type { Enrolled, RowChange } from '#site';
import { createDevice, type Device } from '../device/device.ts';
import { clerkOf, personId, sessionOf } from '../people/clerk.ts';
import type { SitePlan } from '../plan/plan.ts';
import { connect } from '../world/connect.ts';
import type { World } from '../world/world.ts';

/** Founds central with its catalogue, sites and stores. Nothing fails here. */
export async function setUp(world: World): Promise<void> {
  const { country } = world.plan;
  const central = createDevice(world.setting, {
    key: 'central',
    siteKey: 'central',
    siteId: 1,
    isCentral: true,
    plan: undefined,
    line: undefined,
    link: undefined,
  });
  world.add(central);
  await central.found({ role: 'central', name: 'Central' });
  await central.start();
  await addPerson(central);
  const site = central.site();
  if (site === undefined) throw new Error('Central did not start.');
  const clerk = clerkOf(world, central, site, world.chance('set-up'));
  central.doing('work');

  await clerk.putAll(catalogue(world, () => clerk.newId()));
  await clerk.putAll(lists(() => clerk.newId()));
  const siteIds = new Map<string, number>([['central', 1]]);
  for (const { key } of country.sites) {
    const made = valueOf(
      await site.api.operation(sessionOf(central), 'create-site', {
        name: `Site ${key}`,
        site_type: 'desktop_client_server',
      }),
    );
    siteIds.set(key, (made as { readonly site_id: number }).site_id);
  }
  const storeIds: string[] = [];
  for (const { code, at, mode } of country.stores) {
    const made = valueOf(
      await site.api.operation(sessionOf(central), 'create-store', {
        code,
        name: `Store ${code}`,
        store_mode: mode,
        site_id: siteIds.get(at) ?? 1,
      }),
    );
    storeIds.push((made as { readonly store_id: string }).store_id);
  }
  const chance = world.chance('visibility');
  for (const [i, one] of storeIds.entries()) {
    for (const other of storeIds.slice(0, i)) {
      if (chance.happens(country.visibility))
        await clerk.run('make-stores-visible', { store_id: one, other_store_id: other });
    }
  }
  const primary = siteIds.get(country.primary);
  if (primary !== undefined && primary !== 1)
    valueOf(
      await site.api.operation(sessionOf(central), 'hand-over-primary', { site_id: primary }),
    );
  world.told(central, []);
}

function catalogue(world: World, newId: () => string): readonly RowChange[] {
  const { items, units, names } = world.plan.country;
  const unitIds = Array.from({ length: units }, newId);
  return [
    ...unitIds.map((id, i): RowChange => ({ table: 'unit', id, put: { name: `unit ${i}` } })),
    ...Array.from(
      { length: items },
      (_, i): RowChange => ({
        table: 'item',
        id: newId(),
        put: {
          code: `I${i}`,
          name: `item ${i}`,
          type: i === 0 ? 'service' : 'stock',
          unit_id: unitIds[i % units] ?? null,
        },
      }),
    ),
    ...Array.from(
      { length: names },
      (_, i): RowChange => ({
        table: 'name',
        id: newId(),
        put: {
          code: `F${i}`,
          name: `partner ${i}`,
          type: 'facility',
          is_supplier: true,
          is_customer: true,
        },
      }),
    ),
  ];
}

/** One of each list that persons and names are described with. */
function lists(newId: () => string): readonly RowChange[] {
  const rows = {
    insurance_provider: { name: 'provider' },
    patient_event_type: { code: 'E', description: 'event' },
    diagnosis: { icd_code: 'A00', description: 'diagnosis' },
    name_tag: { description: 'tag' },
    master_list: { code: 'L', description: 'list' },
  };
  return Object.entries(rows).map(([table, put]): RowChange => ({ table, id: newId(), put }));
}

/** Enrols the device of a site with a one-time code; the first download is a sync like any other. */
export async function enrol(
  world: World,
  plan: SitePlan,
  key = plan.key,
): Promise<Device | undefined> {
  const hub = world.central().site();
  if (hub === undefined) return undefined;
  const siteId = 2 + world.plan.country.sites.findIndex((site) => site.key === plan.key);
  const issued = await hub.api.operation(sessionOf(world.central()), 'new-enrolment-code', {
    site_id: siteId,
  });
  const code = (valueOf(issued) as { readonly code: string }).code;
  const enrolled = await hub.hub.enrol({ code, public_key: `key of ${key}` });
  return foundRemote(world, { plan, key, siteId, enrolled: valueOf(enrolled) });
}

export async function foundRemote(
  world: World,
  {
    plan,
    key,
    siteId,
    enrolled,
  }: {
    readonly plan: SitePlan;
    readonly key: string;
    readonly siteId: number;
    readonly enrolled: Enrolled;
  },
): Promise<Device> {
  const device = connect(world, { key, site: plan, siteId });
  await device.found({ role: 'remote', enrolled });
  await device.start();
  await addPerson(device);
  return device;
}

/** The one account of a device, with every right; accounts are local to their site. */
async function addPerson(device: Device): Promise<void> {
  device.doing('work');
  const user = personId(device);
  await device.site()?.perform(undefined, async (work) => {
    await work.put(userAccount, user, { username: 'person', password_hash: 'none' });
    await work.put(userPermission, work.newId(), { user_id: user, permission: 'administer' });
    return { ok: true, value: undefined };
  });
}
