import { defineRefusal } from '#base';

export const sameRow = defineRefusal<{ kind: string; id: string }>({
  code: 'merge.same-row',
  kind: 'input',
  message: ({ kind }) => `Both ids name the same ${kind}.`,
  next: 'Name two different rows: the one that stays as kept_id, the other as removed_id.',
});

export const notOfKind = defineRefusal<{ kind: string; id: string; is: string }>({
  code: 'merge.not-of-kind',
  kind: 'input',
  message: ({ kind, id, is }) => `${id} is no ${kind}: its kind is ${is}.`,
  next: 'Merge two rows of one kind.',
});

export const unlike = defineRefusal<{
  kind: string;
  column: string;
  kept: string;
  removed: string;
}>({
  code: 'merge.unlike',
  kind: 'conflict',
  message: ({ kind, column, kept, removed }) =>
    `The ${kind} that stays has the ${column} ${kept}, the other ${removed}.`,
  next: ({ column }) => `Give both the same ${column} first, if they are one thing.`,
});

export const mergedAlready = defineRefusal<{ kind: string; id: string; into: string }>({
  code: 'merge.merged-already',
  kind: 'conflict',
  message: ({ kind, id, into }) => `The ${kind} ${id} was merged into ${into} already.`,
  next: ({ into }) => `Use ${into} in its place.`,
});

export const circle = defineRefusal<{ kind: string; kept_id: string; removed_id: string }>({
  code: 'merge.circle',
  kind: 'conflict',
  message: ({ kind, kept_id, removed_id }) =>
    `The ${kind} ${kept_id} was itself merged into ${removed_id}.`,
  next: ({ removed_id }) => `Nothing need be done: ${removed_id} is what is left of both.`,
});

export const isTwin = defineRefusal<{ name_id: string; store_id: string }>({
  code: 'merge.store-twin',
  kind: 'conflict',
  message: () => 'The name to be removed is the twin of a store.',
  next: 'Keep the twin and remove the other name; two stores are never merged.',
});

export const seenOneWay = defineRefusal<{ store_id: string; other_store_id: string }>({
  code: 'merge.seen-one-way',
  kind: 'conflict',
  message: () =>
    'The name to be removed is visible in a store that the store of the kept name does not see.',
  next: 'Run make-stores-visible for the two stores named in the details, or hide the name there; then merge.',
});

export const isBuilt = defineRefusal<{ item_id: string; bom_master_id: string }>({
  code: 'merge.bill-of-materials',
  kind: 'conflict',
  message: () => 'The item to be removed is what a bill of materials builds.',
  next: 'Keep this item and remove the other, or point the bill of materials to the other item first.',
});

export const homesDiffer = defineRefusal<{ kind: string; kept: string; removed: string }>({
  code: 'merge.homes-differ',
  kind: 'conflict',
  message: ({ kind, kept, removed }) =>
    `The ${kind} that stays is at home at ${kept}, the other at ${removed}.`,
  next: 'Give both a home store at one site with change-home-store, then merge there.',
});

export const storesDiffer = defineRefusal<{ kept: string; removed: string }>({
  code: 'merge.stores-differ',
  kind: 'conflict',
  message: () => 'The two locations belong to different stores.',
  next: 'Merge locations of one store only.',
});

export const mergedElsewhere = defineRefusal<{ kind: string; edited_at: string }>({
  code: 'merge.elsewhere',
  kind: 'not-allowed',
  message: ({ kind, edited_at }) =>
    `Rows of this kind (${kind}) are edited, and so merged, at ${edited_at}; here they can only be read.`,
  next: ({ edited_at }) => `Ask ${edited_at} to merge them; it arrives here with the next sync.`,
});
