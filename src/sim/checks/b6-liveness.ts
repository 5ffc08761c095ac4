import { check } from './check.ts';

export const b6 = check(
  'B6',
  'Once faults stop, at most six rounds of syncs bring everything home and every queue to nothing.',
  (world, violated) => ({
    atEnd() {
      for (const device of [world.central(), ...world.remotes()]) {
        if (!device.isCentral && !world.isInStep(device)) continue;
        const mirror = device.mirror();
        const notes = [...mirror.rows('unsettled')];
        const owed = notes.filter((note) => note['code'] === null).length;
        if (owed > 0) violated(`${device.key} still owes the consequences of ${owed} changes`);
        const failed = notes.find((note) => note['code'] === 'gate.consequence-failed');
        if (failed !== undefined) violated(`${device.key}: ${String(failed['message'])}`);
        if (device.isCentral) continue;
        if (mirror.size('parked_page') > 0)
          violated(`${device.key} still has ${mirror.size('parked_page')} pages parked`);
        const end = placeOf(mirror.row('this_site', 'log')?.['value']);
        const held = placeOf(mirror.row('this_site', 'held')?.['value']);
        if (held < end)
          violated(`${device.key} has ${end - held} groups that central does not hold`);
      }
    },
  }),
);

function placeOf(value: unknown): number {
  return (value as { readonly position: number } | undefined)?.position ?? 0;
}
