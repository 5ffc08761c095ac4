import { must, ok, type Result, refused } from '#base';
import type { Row } from '#dictionary';
import {
  inUnit,
  LATE,
  type Parts,
  type Person,
  releaseWaiting,
  retryQuarantined,
  staleVersion,
  type Work,
  writeOwn,
} from '#engine';
import type { Unit } from '#engine/ports';
import { acceptLate, noteActivity } from '#operations';
import type { Context } from './context.ts';
import { deletedSince, noSuchQuarantined, stillRefused } from './refusals.ts';
import type { QuarantinedGroup } from './site-api.ts';

type Body = { readonly changes: readonly { readonly table: string; readonly row: Row }[] };

/** The groups in quarantine, those that came first in front: what was sent beside what stands here. */
export async function quarantinedGroups(parts: Parts): Promise<readonly QuarantinedGroup[]> {
  return parts.database.read(async (view) => {
    const rows = await view.select({
      table: 'quarantined_group',
      order: [{ column: 'at' }, { column: 'site_id' }, { column: 'position' }],
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
  /** Who takes responsibility for it. */
  readonly person: Person;
}

/** Settles one group for good: taken after all, or voided. The log says who decided it, and why. */
export async function decideQuarantined(
  context: Context,
  decision: Decision,
): Promise<Result<unknown>> {
  const { parts } = context;
  const author = { person: decision.person, actsAsCentral: true };
  const decided = await writeOwn(parts, author, async (work, unit): Promise<Result<unknown>> => {
    const { id } = decision;
    const row = (await unit.get('quarantined_group', [id])).get(id);
    if (row === undefined) return refused(noSuchQuarantined({ id }));
    const settled =
      decision.decision === 'void'
        ? await voidGroup(parts, unit, { row, reason: decision.reason })
        : await acceptGroup(parts, { work, unit, row });
    if (!settled.ok) return settled;
    await noteActivity(work, {
      type: decision.decision === 'void' ? 'quarantined-voided' : 'quarantined-accepted',
      table: 'quarantined_group',
      record_id: id,
      from: titleOf(parts, row),
      message: decision.reason,
    });
    return settled;
  });
  if (decided.ok) await context.settle();
  return decided;
}

interface Voiding {
  readonly row: Row;
  readonly reason: string;
}

async function voidGroup(
  parts: Parts,
  unit: Unit,
  { row, reason }: Voiding,
): Promise<Result<unknown>> {
  await takeOut(unit, row);
  await unit.put('voided_group', [{ ...row, reason }]);
  // NOTE what waited only because this one came first can be judged by itself now.
  const { changes } = row['body'] as unknown as Body;
  return ok({ voided: true, released: await releaseWaiting(parts, unit, changes) });
}

interface Accepting {
  readonly work: Work;
  readonly unit: Unit;
  readonly row: Row;
}

/** By itself where nothing speaks against it any more; late work in the name of the person who accepts it (D2). */
async function acceptGroup(
  parts: Parts,
  { work, unit, row }: Accepting,
): Promise<Result<{ readonly released: number }>> {
  const id = String(row['id']);
  const released = await retryQuarantined(parts, unit, row);
  if (released > 0) return ok({ released });
  const now = must((await unit.get('quarantined_group', [id])).get(id), 'it still waits');
  if (!FOR_PEOPLE.has(String(now['code'])))
    return refused(stillRefused({ code: String(now['code']), reason: String(now['message']) }));
  const { changes } = row['body'] as unknown as Body;
  for (const { table, row: sent } of changes) {
    const here = (await unit.get(table, [String(sent['id'])])).get(String(sent['id']));
    if (sent['deleted_at'] === null && here !== undefined && here['deleted_at'] !== null)
      return refused(deletedSince({ table, id: String(sent['id']) }));
  }
  const taken = await acceptLate(work, { changes, madeAt: titleOf(parts, row) });
  if (!taken.ok) return taken;
  await takeOut(unit, row);
  return ok({ released: 1 });
}

/** Why a group waits when nothing is wrong with it but its time: a person may take it all the same. */
const FOR_PEOPLE: ReadonlySet<string> = new Set([
  ...LATE,
  staleVersion({ table: '', id: '', version: 0, here: 0 }).code,
]);

async function takeOut(unit: Unit, row: Row): Promise<void> {
  await unit.remove('quarantined_row', [{ column: 'group_id', is: String(row['id']) }]);
  await unit.remove('quarantined_group', [{ column: 'id', is: String(row['id']) }]);
}

function titleOf(parts: Parts, row: Row): string {
  const siteId = Number(row['site_id']);
  return parts.country.topology.site(siteId as never)?.name ?? `site ${siteId}`;
}
