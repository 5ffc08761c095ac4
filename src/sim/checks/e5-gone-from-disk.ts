import type { Device } from '../device/device.ts';
import type { World } from '../world/world.ts';
import { check } from './check.ts';

/** A site’s own groups stay in its log, for a central that is put back (ADR 0011). */
const OWN_LOG = 'outgoing_group';

export const e5 = check(
  'E5',
  'Of a patient that a site may not hold it has nothing, in any table, but what it wrote itself.',
  (world, violated) => ({
    atEnd() {
      for (const device of world.remotes()) {
        if (!world.isInStep(device) || world.mayMistakePasts(device)) continue;
        const codes = codesKeptFrom(world, device);
        if (codes.size === 0) continue;
        for (const { name } of world.setting.tables) {
          if (name === OWN_LOG || world.dictionary.table(name) !== undefined) continue;
          for (const row of device.mirror().rows(name)) {
            const found = JSON.stringify(row)
              .match(CODES)
              ?.find((code) => codes.has(code));
            if (found !== undefined) violated(`${device.key} has ${found} in ${name}`);
          }
        }
      }
    },
  }),
);

/** As people give codes to patients and prescribers (`people/person-acts`). */
const CODES = /P-\d+/g;

function codesKeptFrom(world: World, device: Device): ReadonlySet<string> {
  const law = world.lawAt(world.central());
  const codes = new Set<string>();
  for (const row of world.central().mirror().rows('patient'))
    if (!law.maySend(device.siteId, 'patient', row)) codes.add(String(row['code']));
  return codes;
}
