// The deliberate faults that lie in the business operations rather than in the engine: the work they write with is
// wrapped, so that production code knows nothing of them.
import type { Work } from '#engine';
import type { DeliberateFaults } from '#engine/ports';
import type { SiteParts } from '#site';

type Business = Pick<SiteParts, 'operations' | 'rowRules' | 'processors'>;

/** The operations as they are, or with the faults that are switched on. */
export function mutatedParts(parts: Business, faults: DeliberateFaults): Business {
  if (!faults.has('reuse-number') && !faults.has('movement-without-stock')) return parts;
  const mutated = (work: Work): Work => mutatedWork(work, faults);
  return {
    operations: parts.operations.map((operation) => ({
      ...operation,
      run: (work, input) => operation.run(mutated(work), input),
    })),
    processors: parts.processors.map((processor) => ({
      ...processor,
      run: (work, changed) => processor.run(mutated(work), changed),
    })),
    rowRules: parts.rowRules.map((rule) => ({
      ...rule,
      check: (work, given) => rule.check(mutated(work), given),
    })),
  };
}

function mutatedWork(work: Work, faults: DeliberateFaults): Work {
  const put: Work['put'] = async (table, id, edit) => {
    const given = edit as Readonly<Record<string, unknown>>;
    const known = await work.get(table, id);
    const forgetsNumber =
      faults.has('reuse-number') && table.name === 'number_sequence' && known !== undefined;
    if (forgetsNumber) return;
    const forgetsStock =
      faults.has('movement-without-stock') && table.name === 'stock_line' && known !== undefined;
    if (!forgetsStock) return work.put(table, id, edit);
    const { total_packs, available_packs, ...rest } = given;
    return work.put(table, id, rest as typeof edit);
  };
  return Object.assign(Object.create(work) as Work, { put });
}
