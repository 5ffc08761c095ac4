import { choice, id, integer, moment, ref, text } from '../../model/column.ts';
import { centralStoreData, withParent } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { active, comment } from '../columns.ts';

export const authoriser = table('authoriser', {
  title: 'Authoriser',
  rows: [33],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    contact_id: ref('contact').optional(),
    user_id: text(36).optional().meaning('Users are local to their site, so it is no reference.'),
    document_type: text(50).meaning('The table of the documents to authorise.'),
    program_id: ref('master_list').optional(),
    level: integer({ min: 1 }).default(1).meaning('Lower levels decide first.'),
    is_active: active,
  },
  sync: centralStoreData({ store: 'store_id', editedAt: 'central' }),
});

export const authorisationRequest = table('authorisation_request', {
  title: 'Authorisation asked for',
  rows: [33],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    table_name: text(100).fixedOnce(),
    record_id: text(36).fixedOnce().meaning('The document.'),
    status: choice('pending', 'authorised', 'denied').default('pending'),
  },
  sync: centralStoreData({ store: 'store_id', editedAt: 'central' }),
  indexes: [['record_id']],
});

export const authorisationDecision = table('authorisation_decision', {
  title: 'Decision of an authoriser',
  rows: [33],
  columns: {
    id: id(),
    request_id: ref('authorisation_request').fixedOnce(),
    authoriser_id: ref('authoriser').fixedOnce(),
    result: choice('authorised', 'denied').fixedOnce(),
    comment,
    at: moment().fixedOnce(),
  },
  sync: withParent('request_id'),
});
