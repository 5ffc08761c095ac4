// Every no that an operation, a row rule or a processor can give.
import { defineRefusal } from '#base';
import type { Need } from './operation.ts';

export const notPermitted = defineRefusal<Need>({
  code: 'operations.not-permitted',
  kind: 'not-allowed',
  message: ({ permission, store }) =>
    `You lack the permission "${permission}"${store === null ? '' : ' in this store'}.`,
  next: ({ permission }) =>
    permission === 'administer'
      ? 'An administrator of this site can give it, with set-permissions.'
      : 'An administrator of this site, or who may "manage_users" here, can give it with set-permissions.',
});

export const notFound = defineRefusal<{ table: string; id: string | number }>({
  code: 'operations.not-found',
  kind: 'not-found',
  message: ({ table, id }) => `There is no ${table} ${id} here.`,
  next: 'Check the id; if it was just made elsewhere, sync first.',
});

/** In the form of the gate's row check: one entry a column. */
export const rowFaulty = defineRefusal<{
  faults: readonly { table: string; id: string; column: string; reason: string }[];
}>({
  code: 'operations.row-check',
  kind: 'row-check',
  message: ({ faults }) =>
    faults.map(({ table, column, reason }) => `${table}: ${column} ${reason}`).join('; '),
  next: 'Correct the columns named in the details and save again.',
});

// Rows

export const notByHand = defineRefusal<{ table: string; use: string | null }>({
  code: 'row.not-by-hand',
  kind: 'conflict',
  message: ({ table }) => `Rows of ${table} are not made or changed by hand.`,
  next: ({ use }) => (use === null ? 'The system keeps them itself.' : `Use ${use}.`),
});

export const notDeleted = defineRefusal<{ table: string; use: string }>({
  code: 'row.not-deleted',
  kind: 'conflict',
  message: ({ table }) => `Rows of ${table} are never deleted.`,
  next: ({ use }) => use,
});

export const stillReferenced = defineRefusal<{ table: string; id: string; by: string }>({
  code: 'row.still-referenced',
  kind: 'conflict',
  message: ({ table, by }) => `This ${table} is still used by ${by}.`,
  next: 'Change or delete what uses it first.',
});

// Late work

export const documentWentOn = defineRefusal<{ invoice_id: string; status: string }>({
  code: 'late.document-went-on',
  kind: 'conflict',
  message: ({ status }) => `The invoice has become ${status} at its store's site of today.`,
  next: 'Void this, and enter there what is still missing.',
});

// Sites

export const doneAtCentral = defineRefusal<{ what: string; edited_at: string }>({
  code: 'site.done-at-central',
  kind: 'not-allowed',
  message: ({ what, edited_at }) => `${what} at ${edited_at}; here they can only be read.`,
  next: ({ edited_at }) => `Ask ${edited_at} to do it; it arrives here with the next sync.`,
});

export const siteNotRetirable = defineRefusal<{ site_id: number; role: 'central' | 'primary' }>({
  code: 'site.not-retirable',
  kind: 'conflict',
  message: ({ site_id, role }) =>
    `Site ${site_id} is ${role} and can be neither retired nor deleted.`,
  next: ({ role }) =>
    role === 'central'
      ? 'Every site talks to central: it stays.'
      : 'Hand the role over first (hand-over-primary).',
});

export const siteRetired = defineRefusal<{ site_id: number }>({
  code: 'site.retired',
  kind: 'conflict',
  message: ({ site_id }) => `Site ${site_id} is retired.`,
  next: 'Choose another site, or bring this one back with enable-site.',
});

export const siteTypeTaken = defineRefusal<{ site_type: string }>({
  code: 'site.one-central',
  kind: 'conflict',
  message: () => 'There is exactly one central site.',
  next: 'Choose another site_type; that of central stays central.',
});

// Stores

export const siteFull = defineRefusal<{ site_id: number; store_id: string }>({
  code: 'store.site-full',
  kind: 'conflict',
  message: ({ site_id }) => `Site ${site_id} is a mobile site and holds a store already.`,
  next: 'Choose another site: a mobile site holds exactly one store.',
});

export const storeHasData = defineRefusal<{ store_id: string; site_id: number; data: string }>({
  code: 'store.has-data',
  kind: 'conflict',
  message: ({ site_id, data }) => `The store has ${data} at site ${site_id} already.`,
  next: 'Only a store without documents and stock can be given away.',
});

export const siteSilent = defineRefusal<{
  site_id: number;
  name: string;
  last_heard_at: string;
}>({
  code: 'store.site-silent',
  kind: 'conflict',
  message: ({ name, last_heard_at }) =>
    `${name}, where the store is now, was last heard of at ${last_heard_at}: it may hold work for the store that has not arrived.`,
  next: 'Let it sync first. Or give even_if_unseen: true; what it still sends for the store then waits in quarantine for your decision.',
});

export const storeLeavesOut = defineRefusal<{ store_id: string; site_id: number }>({
  code: 'store.leaves-out-transactions',
  kind: 'conflict',
  message: ({ site_id }) =>
    `This dispensary leaves its transactions out of sync: whatever it did is at site ${site_id} alone, and would be lost.`,
  next: 'Have its transactions included first with set-store-sync-settings, let the site sync, and try again.',
});

export const nameIsTwin = defineRefusal<{ name_id: string }>({
  code: 'store.name-is-twin',
  kind: 'conflict',
  message: () => 'This name is the twin of another store already.',
  next: 'Choose another name, or leave name_id out to make a new one.',
});

export const nameIsSystem = defineRefusal<{ name_id: string; type: string }>({
  code: 'store.name-is-system',
  kind: 'conflict',
  message: ({ type }) =>
    `This name (${type}) stands for work within a store, and trades with nobody.`,
  next: 'Choose a customer, or leave name_id out to make a new name.',
});

export const nameCodeTaken = defineRefusal<{ code: string; name_id: string }>({
  code: 'store.name-code-taken',
  kind: 'conflict',
  message: ({ code }) => `There is a name with the code ${code} already.`,
  next: ({ name_id }) =>
    `Turn it into the store by giving name_id ${name_id}, or choose another code.`,
});

// Visibility

export const sameStore = defineRefusal<{ store_id: string }>({
  code: 'visibility.same-store',
  kind: 'input',
  message: () => 'A store is not made visible to itself.',
  next: 'Choose two different stores.',
});

export const openTransfers = defineRefusal<{ invoice_id: string }>({
  code: 'visibility.open-transfers',
  kind: 'conflict',
  message: () => 'Goods are under way between these two stores.',
  next: 'Confirm the supplier invoice that waits, then hide the name.',
});

export const itemInStock = defineRefusal<{ item_id: string; store_id: string }>({
  code: 'visibility.item-in-stock',
  kind: 'conflict',
  message: () => 'The store still has stock of this item.',
  next: 'Issue or adjust the stock first.',
});

// Users

export const lastAdministrator = defineRefusal<{ user_id: string }>({
  code: 'user.last-administrator',
  kind: 'conflict',
  message: () => 'This is the last person who may administer this site.',
  next: 'Give another active user the permission "administer" first.',
});

// Numbers and stock

export const notEnoughStock = defineRefusal<{
  stock_line_id: string;
  item: string;
  batch: string | null;
  available: string;
  wanted: string;
}>({
  code: 'stock.not-enough',
  kind: 'conflict',
  message: ({ item, batch, available, wanted }) =>
    `Not enough stock of ${item}${batch === null ? '' : `, batch ${batch}`}: ${available} packs available, ${wanted} wanted.`,
  next: 'Take fewer packs, or take the rest from another stock line.',
});

export const stockOnHold = defineRefusal<{
  stock_line_id: string;
  item: string;
  batch: string | null;
}>({
  code: 'stock.on-hold',
  kind: 'conflict',
  message: ({ item, batch }) =>
    `The stock of ${item}${batch === null ? '' : `, batch ${batch}`} is on hold.`,
  next: 'Release the stock line, or take another one.',
});

export const quantityInexact = defineRefusal<{ packs: string; pack_size: string }>({
  code: 'stock.quantity',
  kind: 'row-check',
  message: ({ packs, pack_size }) =>
    `${packs} packs of ${pack_size} are not a number of units that can be counted exactly.`,
  next: 'Use a pack size above 0 and fewer places; units are counted to 6 places, up to 9007199254.740991.',
});

export const nothingToAdjust = defineRefusal<{ stock_line_id: string }>({
  code: 'stock.nothing-to-adjust',
  kind: 'input',
  message: () => 'An adjustment of 0 packs changes nothing.',
  next: 'Give packs above 0 to add stock, below 0 to take it away.',
});
