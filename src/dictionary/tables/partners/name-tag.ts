import { id, ref, text } from '../../model/column.ts';
import { centralData, nameData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const nameTag = table('name_tag', {
  title: 'Tag of names',
  rows: [2],
  columns: { id: id(), description: text(200) },
  sync: centralData(),
  unique: [['description']],
});

export const nameTagJoin = table('name_tag_join', {
  title: 'Tag on a name',
  rows: [2],
  columns: {
    id: id(),
    name_id: ref('name').fixedOnce(),
    name_tag_id: ref('name_tag').fixedOnce(),
  },
  sync: nameData('name_id'),
  unique: [['name_id', 'name_tag_id']],
});
