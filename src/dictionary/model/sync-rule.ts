// Who edits a row and who receives it, as data: the gate, the router, the form and the manual read the same values.

/** The kinds of data, as `atoll tables` names them (docs/spec/edit-rights.md). */
export type SyncType =
  | 'central'
  | 'dispensary'
  | 'central_store'
  | 'name'
  | 'store'
  | 'transfer'
  | 'patient'
  | 'message'
  | 'sync'
  | 'local';

/** The one place where a row may be created, changed or deleted. `store` names the column with the owning store. */
export type EditedAt =
  | { readonly at: 'primary' }
  | { readonly at: 'central' }
  | { readonly at: 'active-site'; readonly store: string }
  /** The active site of the store in this column creates it (blank: any site); nobody changes it afterwards. */
  | { readonly at: 'creator'; readonly store: string }
  | { readonly at: 'every-site' };

/**
 * One audience of a row; it is sent to the union of all. Central receives everything that leaves a site.
 * `everyone`, `dispensaries`, `primary` and `store` are shared feeds; the others are resolved to sites when written.
 */
export type SentTo =
  | { readonly to: 'everyone' }
  | { readonly to: 'dispensaries' }
  | { readonly to: 'primary' }
  /** Sites that hold the store in this column as active or collector; `blank: 'everyone'` when the column is empty. */
  | { readonly to: 'store'; readonly store: string; readonly blank?: 'everyone' }
  /** Active sites of stores that see the store in this column. */
  | { readonly to: 'partners-of'; readonly store: string }
  /** The active site of the store in this column, when it has a value. */
  | { readonly to: 'counterparty'; readonly store: string };

export type SyncRule =
  | {
      readonly kind: 'own';
      readonly type: SyncType;
      readonly editedAt: EditedAt;
      readonly sentTo: readonly SentTo[];
    }
  /** As the row that this column points to: edited with it, sent with it. */
  | { readonly kind: 'with-parent'; readonly parent: string };

export function centralData(): SyncRule {
  return {
    kind: 'own',
    type: 'central',
    editedAt: { at: 'primary' },
    sentTo: [{ to: 'everyone' }],
  };
}

/** Data of one store that a site other than the store's own edits: `editedAt` primary (CS-P) or central (CS-C). */
export function centralStoreData(options: {
  readonly store: string;
  readonly editedAt: 'primary' | 'central';
}): SyncRule {
  const { store, editedAt } = options;
  const sentTo: SentTo[] = [
    { to: 'primary' },
    { to: 'store', store },
    { to: 'partners-of', store },
  ];
  return { kind: 'own', type: 'central_store', editedAt: { at: editedAt }, sentTo };
}

/** Data that the store's active site edits; with `counterparty`, one half of a transfer, shown to the other store too. */
export function storeData(options: {
  readonly store: string;
  readonly counterparty?: string;
}): SyncRule {
  const { store, counterparty } = options;
  const sentTo: SentTo[] = [{ to: 'store', store }];
  if (counterparty !== undefined) sentTo.push({ to: 'counterparty', store: counterparty });
  return {
    kind: 'own',
    type: counterparty === undefined ? 'store' : 'transfer',
    editedAt: { at: 'active-site', store },
    sentTo,
  };
}

export function messageData(options: { readonly from: string; readonly to: string }): SyncRule {
  return {
    kind: 'own',
    type: 'message',
    editedAt: { at: 'creator', store: options.from },
    sentTo: [
      { to: 'store', store: options.from },
      { to: 'store', store: options.to, blank: 'everyone' },
    ],
  };
}

/** Central's own records about sites; sites learn what they need from central's replies. */
export function syncData(): SyncRule {
  return { kind: 'own', type: 'sync', editedAt: { at: 'central' }, sentTo: [] };
}

export function localData(): SyncRule {
  return { kind: 'own', type: 'local', editedAt: { at: 'every-site' }, sentTo: [] };
}

export function withParent(parent: string): SyncRule {
  return { kind: 'with-parent', parent };
}
