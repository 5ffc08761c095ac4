import { decimalNumber, id, ref, text } from '../../model/column.ts';
import { centralData, withParent } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const bomMaster = table('bom_master', {
  title: 'Bill of materials',
  rows: [1],
  columns: {
    id: id(),
    item_id: ref('item').meaning('What is built.'),
    name: text(200),
    output_quantity: decimalNumber({ min: 0 }).meaning('Units that come out.'),
  },
  sync: centralData(),
});

export const bomLine = table('bom_line', {
  title: 'Line of a bill of materials',
  rows: [1],
  columns: {
    id: id(),
    bom_master_id: ref('bom_master').fixedOnce(),
    item_id: ref('item').meaning('What goes in.'),
    quantity: decimalNumber({ min: 0 }).meaning('Units that go in.'),
  },
  sync: withParent('bom_master_id'),
});
