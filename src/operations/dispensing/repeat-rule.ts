import { ok } from '#base';
import { repeat } from '#dictionary';
import { rowRule } from '../rows/row-rule.ts';

/** What is left of a repeat is never said; it follows from how many there are and what was dispensed. */
export const repeatRule = rowRule(repeat, {
  create: async (_work, { edit }) => {
    const { repeats_total } = edit;
    return ok(repeats_total === undefined ? edit : { ...edit, repeats_left: repeats_total });
  },
  change: async (_work, { before, edit }) => {
    const { repeats_total = before.repeats_total } = edit;
    const dispensed = Array.isArray(before.dispensed_in) ? before.dispensed_in.length : 0;
    return ok({ ...edit, repeats_left: repeats_total - dispensed });
  },
});
