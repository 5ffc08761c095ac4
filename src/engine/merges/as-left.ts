// Nobody sees a removed person any more: what made them visible names the kept one now. So what tells of a merge, and
// the removed row itself, go to those who receive the row that is left, however many merges lie between them.
import type { Unit } from '#engine/ports';
import type { Root } from '../gate/roots.ts';
import type { Parts } from '../parts.ts';
import { mergedAway, mergesAround } from './known-merges.ts';
import { mergePlan } from './merge-plan.ts';

/** The roots as their audience is to be asked: with the row that is left in place of the removed one. */
export async function asLeft(
  parts: Parts,
  unit: Unit,
  roots: readonly (Root | undefined)[],
): Promise<readonly (Root | undefined)[]> {
  const plan = mergePlan(parts.dictionary);
  if (plan === undefined) return roots;
  const away = await mergedAway(parts, unit);
  if (away.size === 0) return roots;
  const { event } = plan.source;
  const namedBy = ({ table, row }: Root): readonly string[] => {
    const columns = table.name === event.table ? [event.kept, event.removed] : ['id'];
    const asks = table.name === event.table || plan.tables.has(table.name);
    return asks ? columns.map((column) => String(row[column])).filter((id) => away.has(id)) : [];
  };
  const asked = roots.flatMap((root) => (root === undefined ? [] : namedBy(root)));
  if (asked.length === 0) return roots;
  const { kept } = await mergesAround(parts, unit, asked);
  const leftOf = async (root: Root): Promise<Root> => {
    const { table, row } = root;
    if (table.name === event.table) {
      const to = plan.source.tables[String(row[event.kind])] ?? '';
      const left = kept(to, String(row[event.kept]));
      return {
        ...root,
        row: { ...row, [event.kept]: left, [event.removed]: kept(to, String(row[event.removed])) },
      };
    }
    const id = kept(table.name, String(row['id']));
    return { ...root, row: (await unit.get(table.name, [id])).get(id) ?? row };
  };
  const seen: (Root | undefined)[] = [];
  for (const root of roots)
    seen.push(root === undefined || namedBy(root).length === 0 ? root : await leftOf(root));
  return seen;
}
