import { momentOf } from '#base';
import { NoSpace, type Unit } from '#engine/ports';
import { inUnit } from '../in-unit.ts';
import type { Parts } from '../parts.ts';
import { type Change, idOf } from './change.ts';
import { childrenOf } from './children-of.ts';
import { fileChanges } from './file-changes.ts';
import { logGroup } from './log-group.ts';
import { type Slice, takeOwed } from './owed-rows.ts';
import { oweConsequences, writeRows } from './record.ts';
import type { Located } from './roots.ts';

/**
 * Logs what is owed until nothing is, slice by slice: at central it is filed for those who may see it now, at a
 * dispensary that sends its transactions from now on it is sent. Ends early when it may not go on.
 */
export async function logOwed(parts: Parts, mayGoOn: () => boolean): Promise<void> {
  const { filing } = parts.recent;
  while (filing.maybe && mayGoOn()) {
    filing.maybe = false;
    try {
      if (await inUnit(parts, (unit) => logSlice(parts, unit))) filing.maybe = true;
    } catch (thrown) {
      filing.maybe = true;
      if (thrown instanceof NoSpace) return;
      throw thrown;
    }
  }
}

/** Answers whether there may be more. */
async function logSlice(parts: Parts, unit: Unit): Promise<boolean> {
  const slice = await takeOwed(
    parts,
    unit,
    parts.isCentral ? parts.slices.rows : parts.slices.documents,
  );
  if (slice === undefined) return false;
  if (parts.isCentral) await fileSlice(parts, unit, slice);
  else await sendSlice(parts, unit, slice);
  return true;
}

async function fileSlice(parts: Parts, unit: Unit, { rows }: Slice): Promise<void> {
  const { topology } = parts.country;
  await fileChanges(parts, {
    unit,
    topology,
    rows: rows.map((each) => ({ ...each, news: 'moved' as const })),
  });
  await oweConsequences(parts, unit, rows);
}

/**
 * As edits made here now: what central may have of them from earlier days is older. Each document is a group of its own,
 * so that one that central cannot take keeps no other back.
 */
async function sendSlice(parts: Parts, unit: Unit, { rows }: Slice): Promise<void> {
  const { topology } = parts.country;
  const at = momentOf(parts.clock);
  for (const document of rows) {
    const changes = (await withLines(parts, unit, [document])).map(({ table, row }): Change => {
      const version = Number(row['row_version']) + 1;
      const after = { ...row, row_version: version, origin_site_id: topology.self };
      return { table, before: row, after };
    });
    await writeRows(unit, changes);
    await logGroup(parts, unit, { at, changes, topology });
  }
}

async function withLines(
  parts: Parts,
  unit: Unit,
  rows: readonly Located[],
): Promise<readonly Located[]> {
  const all = new Map<string, Located>();
  for (let open = rows; open.length > 0; open = await childrenOf(parts, unit, open))
    for (const each of open) all.set(idOf(each.row), { table: each.table, row: each.row });
  return [...all.values()];
}
