import type { View } from '#engine/ports';
import type { SyncReply } from '#protocol';

/** The site hears of so many groups of its own that wait in quarantine. */
const MOST_TOLD = 100;

export async function readWaiting(view: View, siteId: number): Promise<SyncReply['quarantined']> {
  const waiting = await view.select({
    table: 'quarantined_group',
    where: [{ column: 'site_id', is: siteId }],
    limit: MOST_TOLD,
  });
  return waiting.map((row) => ({
    position: Number(row['position']),
    code: String(row['code']),
    message: String(row['message']),
  }));
}
