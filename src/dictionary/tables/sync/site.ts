import { choice, id, integer, moment, text, yesNo } from '../../model/column.ts';
import { syncData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';

export const site = table('site', {
  title: 'Site',
  rows: [31],
  columns: {
    id: id(),
    site_id: integer({ min: 1 })
      .fixedOnce()
      .assignedBySystem()
      .meaning('Its number; rows say with it where they were made.'),
    code: text(50),
    name: text(200).meaning('Unique.'),
    site_type: choice(
      'central',
      'desktop_client_server',
      'desktop_single_user',
      'mobile',
      'open',
    ).meaning('A mobile site holds exactly one active store.'),
    is_central: yesNo()
      .default(false)
      .fixedOnce()
      .assignedBySystem()
      .meaning('Exactly one site is central.'),
    is_primary: yesNo()
      .default(false)
      .assignedBySystem()
      .meaning('Exactly one site edits central data; usually central itself.'),
    primary_epoch: integer({ min: 0 })
      .default(0)
      .assignedBySystem()
      .meaning('Of the primary: grows by one each time the role is handed over.'),
    disabled_at: moment()
      .optional()
      .assignedBySystem()
      .meaning('Retired since; its history stays.'),
  },
  sync: syncData(),
  unique: [['site_id'], ['code'], ['name']],
  notes: [
    'Made with create-site, retired with disable-site. Other sites learn what they need of it from the replies of central.',
  ],
});
