import { choice, day, id, ref, text } from '../../model/column.ts';
import { localData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const adverseDrugReaction = table('adverse_drug_reaction', {
  title: 'Adverse drug reaction',
  rows: [70],
  columns: {
    id: id(),
    patient_id: ref('patient').fixedOnce(),
    item_id: ref('item').optional(),
    batch: text(100).optional(),
    onset_date: day(),
    reaction: text(2_000),
    severity: choice('mild', 'moderate', 'severe', 'fatal').default('moderate'),
    outcome: text(500).optional(),
    reported_by: text(200).optional(),
    reported_date: day().optional(),
  },
  sync: localData(),
});
