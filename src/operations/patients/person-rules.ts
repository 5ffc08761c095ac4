import { ok, type Refusal, refused } from '#base';
import { patient, patientStoreJoin, prescriber, prescriberStoreJoin } from '#dictionary';
import type { Work } from '#engine';
import { keptForever } from '../rows/closed-rule.ts';
import { type RowRule, rowRule } from '../rows/row-rule.ts';
import { homeNoDispensary } from './refusals.ts';

/** Single rows of patients, prescribers and their visibility. */
export const personRules: readonly RowRule[] = [
  rowRule(patient, {
    async create(work, { edit }) {
      const no = homeRefusal(work, edit.store_id);
      return no === undefined ? ok(edit) : refused(no);
    },
  }),
  rowRule(prescriber, {
    async create(work, { edit }) {
      const no = homeRefusal(work, edit.store_id);
      return no === undefined ? ok(edit) : refused(no);
    },
  }),
  rowRule(patientStoreJoin, { remove: keptForever(patientStoreJoin, 'Set inactive to true.') }),
  rowRule(prescriberStoreJoin, {
    remove: keptForever(prescriberStoreJoin, 'Set inactive to true.'),
  }),
];

/** Of a store that is unknown here, or edited elsewhere, the gate says so. */
function homeRefusal({ topology }: Work, storeId = ''): Refusal | undefined {
  const isOther = topology.isActiveHere(storeId) && topology.store(storeId)?.mode !== 'dispensary';
  return isOther ? homeNoDispensary({ store_id: storeId }) : undefined;
}
