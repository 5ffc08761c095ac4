import { ok, refused } from '#base';
import { report } from '#dictionary';
import { notByHand } from '../refusals.ts';
import { refuseReferenced } from './refuse-referenced.ts';
import { rowRule } from './row-rule.ts';

const shipped = () =>
  refused(notByHand({ table: 'report that comes with the program', use: null }));

/** Standard reports are renewed with the program: people make reports of their own beside them. */
export const reportRule = rowRule(report, {
  create: async (_work, { edit }) => (edit.is_custom === false ? shipped() : ok(edit)),
  change: async (_work, { before, edit }) => (before.is_custom ? ok(edit) : shipped()),
  remove: async (work, { before }) =>
    before.is_custom ? refuseReferenced(work, { table: report, id: before.id }) : shipped(),
});
