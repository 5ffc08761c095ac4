import { choice, hiddenRef, id, integer, moment, ref, text } from '../../model/column.ts';
import { storeNews, syncData } from '../../model/sync-rule.ts';
import { table } from '../../model/table.ts';
import { userId } from '../columns.ts';

export const homeChange = table('home_change', {
  title: 'Change of home store',
  columns: {
    id: id(),
    kind: choice('patient', 'prescriber', 'store')
      .fixedOnce()
      .assignedBySystem()
      .meaning('Whose home changes; `store`: of everybody who is at home in the former store.'),
    person_id: text(36).optional().fixedOnce().assignedBySystem(),
    from_store_id: hiddenRef('store').fixedOnce().assignedBySystem().meaning('The former home.'),
    to_store_id: hiddenRef('store').fixedOnce().assignedBySystem().meaning('The new one.'),
    status: choice('requested', 'released', 'done', 'cancelled')
      .default('requested')
      .assignedBySystem()
      .meaning('Released: the former home site has sent everything, and edits no more.'),
    moved: integer({ min: 0 }).default(0).assignedBySystem().meaning('Persons moved so far.'),
    reason: text(2_000)
      .optional()
      .assignedBySystem()
      .meaning('Why it was done without waiting for the former home site, or ended by itself.'),
    requested_at: moment().fixedOnce().assignedBySystem(),
    user_id: userId,
  },
  sync: syncData({ store: 'from_store_id' }),
  indexes: [['status'], ['person_id']],
  notes: [
    'Made with change-home-store at central. From the moment it arrives at the former home site, that site no longer edits these persons.',
  ],
});

export const homeRelease = table('home_release', {
  title: 'Release of a home',
  columns: {
    id: id(),
    home_change_id: ref('home_change').fixedOnce().assignedBySystem(),
    store_id: hiddenRef('store').fixedOnce().assignedBySystem().meaning('The former home.'),
    released_at: moment().fixedOnce().assignedBySystem(),
  },
  sync: storeNews({ store: 'store_id' }),
  notes: [
    'Written by the former home site when it hears of the change: whatever it had saved for these persons stands before it in its log.',
  ],
});
