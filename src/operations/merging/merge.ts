import { object, ok, oneOf, type Result, type RowId } from '#base';
import { location, mergeEvent } from '#dictionary';
import type { Work } from '#engine';
import { noteActivity } from '../note-activity.ts';
import { type Need, operation } from '../operation.ts';
import type { Permission } from '../permission.ts';
import { idInput } from '../shapes.ts';
import { checkMerge } from './check-merge.ts';
import { KINDS, type Kind } from './kinds.ts';

interface Asked {
  readonly kind: Kind;
  readonly kept_id: RowId;
  readonly removed_id: RowId;
}

const PERMISSION: Readonly<Record<Kind, Permission>> = {
  item: 'merge_items',
  unit: 'merge_items',
  name: 'merge_names',
  patient: 'merge_patients',
  prescriber: 'merge_patients',
  location: 'manage_locations',
};

/** Writes the event; what follows from it happens at every site that knows of it (MG3). */
export const merge = operation({
  name: 'merge',
  title: 'Merge two rows that turn out to be one; it cannot be taken back',
  input: object({ kind: oneOf(KINDS), kept_id: idInput(), removed_id: idInput() }),
  need,
  async run(work, asked) {
    const { kind, kept_id, removed_id } = asked;
    const checked = await checkMerge(work, asked);
    if (!checked.ok) return checked;
    const id = work.newId();
    const store_id = kind === 'location' ? await storeOf(work, kept_id) : null;
    await work.put(mergeEvent, id, {
      kind,
      kept_id,
      removed_id,
      store_id,
      at: work.now,
      user_id: work.person?.user_id ?? null,
    });
    await noteActivity(work, {
      type: 'merged',
      table: kind,
      record_id: kept_id,
      from: removed_id,
      to: kept_id,
      ...(store_id !== null && { store_id }),
    });
    return ok({ merge_event_id: id });
  },
});

async function need(work: Work, { kind, kept_id }: Asked): Promise<Result<Need>> {
  const store = kind === 'location' ? await storeOf(work, kept_id) : null;
  return ok({ permission: PERMISSION[kind], store });
}

async function storeOf(work: Work, id: RowId): Promise<RowId | null> {
  return (await work.get(location, id))?.store_id ?? null;
}
