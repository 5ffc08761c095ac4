// A device and its way to central: what it asks passes through its line as text, and each side can lose its power.
import type { Link } from '#engine/ports';
import { directLink } from '#transport/direct';
import { digest } from '../core/digest.ts';
import { type BackUp, createDevice, type Device } from '../device/device.ts';
import { never, type Power } from '../device/power.ts';
import { createLine } from '../net/network.ts';
import { CALM_LINK, type SitePlan } from '../plan/plan.ts';
import type { World } from './world.ts';

/** Every so many events, when somebody asks, central writes down whom it heard of: what servers do by a timer. */
const CONTACTS_EVERY = 7;

export interface Connected {
  readonly key: string;
  readonly site: SitePlan;
  readonly siteId: number;
  readonly from?: BackUp;
}

/** Makes a remote device with its line to central and adds it to the world. */
export function connect(world: World, { key, site, siteId, from }: Connected): Device {
  const line = createLine({
    seed: world.plan.seed,
    device: key,
    plan: world.plan.links[site.key] ?? CALM_LINK,
    scheduler: world.scheduler,
    sometimes: world.sometimes,
    trace: (text) => world.trace.add(`${world.scheduler.now()} ${text}`),
    archive: world.archive,
    wrongReply: () => {
      for (const one of world.checks) one.misled?.(device);
    },
  });
  const device = createDevice(world.setting, {
    key,
    siteKey: site.key,
    siteId,
    isCentral: false,
    plan: site,
    line,
    link: (power, of) => linkOf(world, of, power),
    ...(from !== undefined && { from }),
  });
  world.add(device);
  return device;
}

function linkOf(world: World, device: Device, power: Power): Link {
  const inner = directLink({
    digest,
    siteId: device.siteId,
    wire: (request, serve) => device.line?.wire(request, serve) ?? never(),
    hub: () => ({
      async serve(from, request) {
        const central = world.central();
        const site = central.site();
        if (site === undefined) return never();
        central.doing('serve');
        if (world.scheduler.events() % CONTACTS_EVERY === 0) await site.hub.writeContacts();
        const served = await site.hub.serve(from, request);
        const reply = served.ok ? served.value : undefined;
        for (const one of world.checks) one.answered?.({ device, request, reply });
        return served;
      },
      async answer(from, request) {
        const central = world.central();
        const site = central.site();
        if (site === undefined) return never();
        central.doing('serve');
        return site.hub.answer(from, request);
      },
    }),
  });
  return {
    async exchange(request) {
      if (power.failsAt('request: before sending')) return never();
      world.noteRequest(device, request);
      for (const one of world.checks) one.asks?.(device);
      const coming = inner.exchange(request);
      if (power.failsAt('request: after sending')) return never();
      const answer = await coming;
      if (!power.on()) return never();
      device.doing('sync');
      if (power.failsAt('reply: before anything is done with it')) return never();
      return answer;
    },
    async ask(request) {
      const coming = inner.ask?.(request) ?? never();
      const answer = await coming;
      return power.on() ? answer : never();
    },
  };
}
