import { day, id, json, moment, ref, text } from '../../model/column.ts';
import { storeData, withParent } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { comment, userId } from '../columns.ts';

export const asset = table('asset', {
  title: 'Asset',
  rows: [55],
  columns: {
    id: id(),
    store_id: ref('store').fixedOnce(),
    code: text(100),
    serial: text(100).optional(),
    type_id: ref('asset_type').optional(),
    status_id: ref('asset_status').optional(),
    condition_id: ref('asset_condition').optional(),
    location_type_id: ref('asset_location_type').optional(),
    location_id: ref('location').optional(),
    installed: day().optional(),
    replaced: day().optional(),
    properties: json().optional(),
    comment,
  },
  sync: storeData({ store: 'store_id' }),
  unique: [['store_id', 'code']],
});

export const assetLog = table('asset_log', {
  title: 'Log of an asset',
  rows: [55],
  columns: {
    id: id(),
    asset_id: ref('asset').fixedOnce(),
    at: moment(),
    status_id: ref('asset_status').optional(),
    user_id: userId,
    comment,
  },
  sync: withParent('asset_id'),
});
