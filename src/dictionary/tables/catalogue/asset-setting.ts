// Four lists of the same shape: what assets can be, and where they stand.
import { id, text } from '../../model/column.ts';
import { centralData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { active } from '../columns.ts';

const columns = { id: id(), code: text(50), description: text(200), is_active: active };

export const assetType = table('asset_type', {
  title: 'Asset type',
  rows: [18],
  columns,
  sync: centralData(),
  unique: [['code']],
});

export const assetStatus = table('asset_status', {
  title: 'Asset status',
  rows: [18],
  columns,
  sync: centralData(),
  unique: [['code']],
});

export const assetCondition = table('asset_condition', {
  title: 'Asset condition',
  rows: [18],
  columns,
  sync: centralData(),
  unique: [['code']],
});

export const assetLocationType = table('asset_location_type', {
  title: 'Asset location type',
  rows: [18],
  columns,
  sync: centralData(),
  unique: [['code']],
});
