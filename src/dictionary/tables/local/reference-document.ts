import { id, ref, text } from '../../model/column.ts';
import { localData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const referenceDocument = table('reference_document', {
  title: 'Reference document',
  rows: [64],
  columns: {
    id: id(),
    title: text(200),
    item_id: ref('item').optional(),
    file_name: text(200),
    media_type: text(100).optional(),
    location: text(1_000).meaning('Where the file lies; the file itself is not in the database.'),
  },
  sync: localData(),
});
