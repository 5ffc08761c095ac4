import { ok, type Result, refused } from '#base';
import type { Row } from '#dictionary';
import { inUnit, type Parts, releaseWaiting, retryQuarantined } from '#engine';
import type { Context } from './context.ts';
import { noSuchQuarantined, stillRefused } from './refusals.ts';
import type { QuarantinedGroup } from './site-api.ts';

type Body = { readonly changes: readonly { readonly table: string; readonly row: Row }[] };

/** All groups in quarantine: what was sent beside what stands here. */
export async function quarantinedGroups(parts: Parts): Promise<readonly QuarantinedGroup[]> {
  return parts.database.read(async (view) => {
    const rows = await view.select({
      table: 'quarantined_group',
      order: [{ column: 'id' }],
      limit: 500,
    });
    const groups: QuarantinedGroup[] = [];
    for (const row of rows) {
      const changes = [];
      for (const { table, row: sent } of (row['body'] as unknown as Body).changes) {
        const id = String(sent['id']);
        const here =
          parts.dictionary.table(table) === undefined
            ? undefined
            : (await view.get(table, [id])).get(id);
        changes.push({ table, sent, here: here ?? null });
      }
      groups.push({
        id: String(row['id']),
        site_id: Number(row['site_id']),
        position: Number(row['position']),
        at: String(row['at']),
        refusal: { code: String(row['code']), message: String(row['message']) },
        changes,
      });
    }
    return groups;
  });
}

/** Tries one group again, and with it what waited for it. */
export async function retryQuarantinedGroup(
  context: Context,
  id: string,
): Promise<Result<{ readonly released: number }>> {
  const { parts } = context;
  const outcome = await inUnit(
    parts,
    async (unit): Promise<Result<{ readonly released: number }>> => {
      const row = (await unit.get('quarantined_group', [id])).get(id);
      if (row === undefined) return refused(noSuchQuarantined({ id }));
      const released = await retryQuarantined(parts, unit, row);
      if (released > 0) return ok({ released });
      const now = (await unit.get('quarantined_group', [id])).get(id);
      return refused(
        stillRefused({ code: String(now?.['code']), reason: String(now?.['message']) }),
      );
    },
  );
  if (outcome.ok) await context.settle();
  return outcome;
}

export interface Decision {
  readonly id: string;
  readonly decision: 'accept' | 'void';
  readonly reason: string;
}

/** Settles one group for good: taken after all if it can be, or voided; a voided one stays readable in the log of decisions. */
export async function decideQuarantined(
  context: Context,
  { id, decision, reason }: Decision,
): Promise<Result<unknown>> {
  if (decision === 'accept') return retryQuarantinedGroup(context, id);
  const { parts } = context;
  const voided = await inUnit(parts, async (unit): Promise<Result<unknown>> => {
    const row = (await unit.get('quarantined_group', [id])).get(id);
    if (row === undefined) return refused(noSuchQuarantined({ id }));
    await unit.remove('quarantined_row', [{ column: 'group_id', is: id }]);
    await unit.remove('quarantined_group', [{ column: 'id', is: id }]);
    await unit.put('voided_group', [{ ...row, reason }]);
    // NOTE what waited only because this one came first can be judged by itself now.
    const { changes } = row['body'] as unknown as Body;
    return ok({ voided: true, released: await releaseWaiting(parts, unit, changes) });
  });
  if (voided.ok) await context.settle();
  return voided;
}
