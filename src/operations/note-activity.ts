import type { RowId } from '#base';
import { activityLog } from '#dictionary';
import type { Work } from '#engine';

export interface Activity {
  /** What happened, such as `invoice-confirmed`. */
  readonly type: string;
  readonly table?: string;
  readonly record_id?: string;
  readonly store_id?: RowId;
  readonly from?: string;
  readonly to?: string;
  readonly message?: string;
}

/** Writes down, at this site and in the same unit of work, who did what. */
export async function noteActivity(work: Work, activity: Activity): Promise<void> {
  await work.put(activityLog, work.newId(), {
    at: work.now,
    user_id: work.person?.user_id ?? null,
    store_id: activity.store_id ?? null,
    type: activity.type,
    record_id: activity.record_id ?? null,
    table_name: activity.table ?? null,
    from_value: activity.from ?? null,
    to_value: activity.to ?? null,
    message: activity.message ?? null,
  });
}
