import { choice, hiddenRef, id, moment, text } from '../../model/column.ts';
import { byColumn, centralData, patientData, storeData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

const merged = { column: 'kept_id', also: 'removed_id' } as const;

export const mergeEvent = table('merge_event', {
  title: 'Merge',
  rows: {
    item: [3],
    unit: [3],
    name: [3],
    patient: [37],
    prescriber: [37],
    location: [44],
  },
  columns: {
    id: id(),
    kind: choice('item', 'unit', 'name', 'patient', 'prescriber', 'location').fixedOnce(),
    kept_id: text(36).fixedOnce().meaning('The row that stays, in the table that `kind` names.'),
    removed_id: text(36).fixedOnce().meaning('The row that becomes a tombstone pointing to it.'),
    store_id: hiddenRef('store')
      .optional()
      .fixedOnce()
      .assignedBySystem()
      .meaning('Of locations: the store that both belong to; blank otherwise.'),
    at: moment().fixedOnce(),
    user_id: text(36).optional().fixedOnce().assignedBySystem(),
    status: choice('requested', 'done', 'refused').default('done').assignedBySystem(),
  },
  sync: byColumn('kind', {
    item: centralData(),
    unit: centralData(),
    name: centralData(),
    patient: patientData({ person: 'patient', ...merged }),
    prescriber: patientData({ person: 'prescriber', ...merged }),
    location: storeData({ store: 'store_id' }),
  }),
  indexes: [['removed_id'], ['kept_id']],
  notes: [
    'Each site turns its references from the removed row to the kept one, whatever the order in which merges arrive.',
    'Both patients (or prescribers) have the same home site, both locations the same store.',
  ],
});
