import { object, ok, refused } from '#base';
import { homeChange } from '#dictionary';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { notFound } from '../refusals.ts';
import { idInput } from '../shapes.ts';
import { atCentral } from '../sites/at-central.ts';
import { homeChangeOver } from './refusals.ts';

export const cancelHomeChange = operation({
  name: 'cancel-home-change',
  title: 'Call off a change of home store that the former home site has not released',
  input: object({ home_change_id: idInput() }),
  need: atCentral('change_home_stores', 'Home stores are changed'),
  async run(work, { home_change_id }) {
    const change = await work.get(homeChange, home_change_id);
    if (change === undefined)
      return refused(notFound({ table: homeChange.name, id: home_change_id }));
    if (change.status !== 'requested')
      return refused(homeChangeOver({ home_change_id, status: change.status }));
    await work.put(homeChange, change.id, { status: 'cancelled' });
    await noteActivity(work, {
      type: 'home-change-cancelled',
      table: homeChange.name,
      record_id: change.id,
    });
    return ok({ home_change_id });
  },
});
