// At central: which site is the primary. Between the normal and the mirrored topology, and from one mirror to another.
import type { Act } from './act.ts';

export const handOverPrimary: Act = async (clerk) => {
  const { chance, world } = clerk;
  const sites = clerk.see('site').filter((site) => site['disabled_at'] === null);
  const home = sites.find((site) => site['is_central'] === true);
  const to = chance.happens(0.4) ? home : chance.pick(sites);
  if (to === undefined || to['is_primary'] === true) return false;
  const given = await clerk.run('hand-over-primary', { site_id: Number(to['site_id']) });
  if (given.ok) world.sometimes.saw('the role of the primary was handed over');
  return true;
};
