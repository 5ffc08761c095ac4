import { type Parts, readPeer } from '#engine';

/** Fences the device of a site: its next request is refused, and a new code can enrol another. */
export async function unbindDevice(
  parts: Parts,
  siteId: number,
): Promise<{ readonly unbound: boolean }> {
  const unbound = await parts.database.write(async (unit) => {
    if ((await readPeer(unit, siteId)) === undefined) return false;
    await unit.remove('peer', [{ column: 'site_id', is: siteId }]);
    return true;
  });
  return { unbound };
}
