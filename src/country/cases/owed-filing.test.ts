import { describe, expect, it } from 'vitest';
import type { SyncReply } from '#protocol';
import { clinics } from './clinics.ts';

const RECORDS = 40;

/**
 * A patient who is visible in both clinics; site one has sent records of theirs, of which site two has read none.
 * Rows that are to be filed anew are so one by one.
 */
async function recordsUnread() {
  const sent: string[] = [];
  const watch: { onReply?: (() => void) | undefined } = {};
  const note = (siteId: number, { page }: SyncReply) => {
    for (const { table } of page?.tables ?? []) sent.push(`${siteId}: ${table}`);
    watch.onReply?.();
  };
  const made = await clinics({
    sizes: { slices: { atOnce: 1, rows: 1, documents: 1 } },
    onReply: note,
  });
  const { country, there, patient, show } = made;
  const id = await patient();
  await country.settle();
  const join = await show(id, there);
  await country.central.site.settle();
  await country.settle();
  for (let i = 0; i < RECORDS; i += 1)
    await country.one.puts('patient_medication_record', country.id(), {
      patient_id: id,
      medicine: `m${i}`,
    });
  await country.one.site.sync();
  const { two, central, primary } = country;
  return {
    country,
    sent,
    /** When the next reply has come. */
    replied: () =>
      new Promise<void>((resolve) => {
        watch.onReply = resolve;
      }),
    shown: (isShown: boolean) =>
      primary.puts('patient_store_join', join, {
        patient_id: id,
        store_id: there,
        inactive: !isShown,
      }),
    isOwed: () => central.database.read((view) => view.count({ table: 'owed_rows' })),
    here: () => two.database.read((view) => view.count({ table: 'patient_medication_record' })),
  };
}

describe('while rows are owed to be filed anew', () => {
  it('[E1] none is sent to a site that may not have it any more', async () => {
    const { country, sent, shown, isOwed, here } = await recordsUnread();
    await shown(false);
    expect(await isOwed()).toBeGreaterThan(0);
    await country.two.site.sync();
    expect(sent).not.toContain(`${country.two.site.siteId}: patient_medication_record`);
    await country.central.site.settle();
    await country.settle();
    expect(await here()).toBe(0);
  });

  it('[B1] what was left out comes when the site may have it again', async () => {
    const { country, replied, shown, isOwed, here } = await recordsUnread();
    await shown(false);
    const first = replied();
    const syncing = country.two.site.sync();
    await first;
    expect(await isOwed()).toBeGreaterThan(0);
    await shown(true);
    await syncing;
    await country.central.site.settle();
    await country.settle();
    expect(await here()).toBe(RECORDS);
  });
});
