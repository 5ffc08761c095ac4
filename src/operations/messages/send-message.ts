import { object, ok, refused } from '#base';
import { message, store } from '#dictionary';
import type { Work } from '#engine';
import { noteActivity } from '../note-activity.ts';
import { operation } from '../operation.ts';
import { notFound } from '../refusals.ts';
import { idInput, wordsInput } from '../shapes.ts';

const MOST_TEXT = 10_000;

export const sendMessage = operation({
  name: 'send-message',
  title: 'Send a message to one store, or to every site; it cannot be changed afterwards',
  input: object(
    {
      from_store_id: idInput(),
      to_store_id: idInput(),
      type: wordsInput(100),
      text: wordsInput(MOST_TEXT),
    },
    ['from_store_id', 'to_store_id', 'type'],
  ),
  need: async (_work, { from_store_id = null }) =>
    ok({ permission: 'send_messages', store: from_store_id }),
  async run(work, { from_store_id = null, to_store_id = null, type = 'text', text }) {
    for (const id of [from_store_id, to_store_id])
      if (id !== null && !(await isHere(work, id)))
        return refused(notFound({ table: 'store', id }));
    const id = work.newId();
    await work.put(message, id, { from_store_id, to_store_id, type, body: { text } });
    await noteActivity(work, {
      type: 'message-sent',
      table: message.name,
      record_id: id,
      ...(from_store_id !== null && { store_id: from_store_id }),
    });
    return ok({ message_id: id });
  },
});

async function isHere(work: Work, id: string): Promise<boolean> {
  return (await work.get(store, id)) !== undefined;
}
