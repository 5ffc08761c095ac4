import { decimalNumber, id, ref, text } from '../../model/column.ts';
import { centralData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const barcode = table('barcode', {
  title: 'Barcode',
  rows: [10],
  columns: {
    id: id(),
    code: text(100).meaning('The GTIN.'),
    item_id: ref('item'),
    manufacturer_id: ref('name').optional(),
    pack_size: decimalNumber({ min: 0 }).optional(),
    parent_id: ref('barcode').optional().meaning('The larger pack that it comes in.'),
  },
  sync: centralData(),
  unique: [['code']],
  notes: ['A site that meets an unknown barcode asks the primary for it with a message.'],
});
