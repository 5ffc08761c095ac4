import { id, ref, text } from '../../model/column.ts';
import { centralData, withParent } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { comment } from '../columns.ts';

export const contact = table('contact', {
  title: 'Contact',
  rows: [2],
  columns: {
    id: id(),
    name_id: ref('name').fixedOnce(),
    first_name: text(200).optional(),
    last_name: text(200),
    position: text(200).optional(),
    phone: text(50).optional(),
    email: text(200).optional(),
    country: text(100).optional(),
    category: text(100).optional(),
    comment,
  },
  sync: centralData(),
});

export const contactGroup = table('contact_group', {
  title: 'Group of contacts',
  rows: [2],
  columns: { id: id(), description: text(200) },
  sync: centralData(),
});

export const contactGroupMember = table('contact_group_member', {
  title: 'Contact in a group',
  rows: [2],
  columns: {
    id: id(),
    contact_id: ref('contact').fixedOnce(),
    contact_group_id: ref('contact_group').fixedOnce(),
  },
  sync: withParent('contact_group_id'),
  unique: [['contact_id', 'contact_group_id']],
});
