// Who edits a row and who receives it, as data: the gate, the router, the form and the manual read the same values.

/** The types of data, as `atoll tables` names them (docs/spec/edit-rights.md). */
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

/** Those who have a home store: the one place where they and what hangs on them are edited. */
export type Person = 'patient' | 'prescriber';
/** Those who are made visible in stores, row by row. */
export type Party = Person | 'name';

/** The one place where a row may be created, changed or deleted. `store` names the column with the owning store. */
export type EditedAt =
  | { readonly at: 'primary' }
  | { readonly at: 'central' }
  /** `dispensary`: only while that store is one. */
  | { readonly at: 'active-site'; readonly store: string; readonly dispensary?: true }
  /** The active site of the store in this column creates it (blank: any site); nobody changes it afterwards. */
  | { readonly at: 'creator'; readonly store: string }
  /**
   * The home site of the person in this column (`id`: the row is the person), while a dispensary is active there.
   * `added`: a site where the person is visible may create such a row too; from then on it is the home site's.
   */
  | {
      readonly at: 'home';
      readonly person: Person;
      readonly column: string;
      readonly added?: 'where-visible';
    }
  | { readonly at: 'every-site' };

/** A condition on a preference that is yes or no; asked of the store in this column, or of the person's home store. */
export interface WhenPreference {
  readonly preference: string;
  readonly of: { readonly store: string } | { readonly homeOf: Person; readonly column: string };
}

/** Where rows go; a row is sent to the union of its audiences. Central receives everything that leaves a site. */
export type Destination =
  | { readonly to: 'everyone' }
  | { readonly to: 'dispensaries' }
  | { readonly to: 'primary' }
  /** Sites that hold the store in this column as active or collector. */
  | { readonly to: 'store'; readonly store: string }
  /** Active sites of stores that see the store in this column. */
  | { readonly to: 'partners-of'; readonly store: string }
  /** The active site of the store in this column; `blank: 'everyone'` when the column is empty. */
  | { readonly to: 'counterparty'; readonly store: string; readonly blank?: 'everyone' }
  /** The home site of the person in this column. */
  | { readonly to: 'home'; readonly person: Person; readonly column: string }
  /**
   * Sites with an active or collector store in which the party in this column is visible. A name that is the twin
   * of a store is visible in that store itself.
   */
  | { readonly to: 'seen-by'; readonly party: Party; readonly column: string };

/**
 * One audience of a row. `everyone`, `dispensaries`, `primary` and `store` are shared feeds; the others are resolved
 * to sites when the row is written.
 */
export type SentTo = Destination & { readonly when?: WhenPreference };

/**
 * Rows of a dispensary that leaves out its transactions stay at its site, unless the column `unlessGiven` has a
 * value: a half of a transfer travels always. `through` names a reference: that row's column is asked.
 */
export interface StaysAtSite {
  readonly store: string;
  readonly unlessGiven?: {
    readonly column: string;
    readonly through?: { readonly column: string; readonly table: string };
  };
}

/** One way in which rows of a table are edited and sent. */
export interface OwnRule {
  readonly kind: 'own';
  readonly type: SyncType;
  readonly editedAt: EditedAt;
  readonly sentTo: readonly SentTo[];
  readonly stays?: StaysAtSite;
}

/**
 * How the column of a `by-column` rule is filled in a new row: with `yes` when the preference is on, else `no`. A
 * column of the store may say otherwise for that store. Asked once: an open row keeps its editor (D8).
 */
export interface DecidedBy {
  readonly preference: string;
  readonly store: string;
  readonly storeColumn?: string;
  readonly yes: string;
  readonly no: string;
}

/**
 * A column of the row itself says which of several rules is the row's: its value, for a column that may be empty
 * `given` or `blank`, for yes or no `true` or `false`.
 */
export interface ByColumn {
  readonly kind: 'by-column';
  readonly column: string;
  readonly rules: Readonly<Record<string, OwnRule>>;
  readonly decidedBy?: DecidedBy;
  /**
   * Of a column that may be empty: central writes the moment into it when it first receives the row, and where rows
   * with a moment are edited, a new row has it at once.
   */
  readonly stamped?: true;
}

export type SyncRule =
  | OwnRule
  | ByColumn
  /** As the row that this column points to: edited with it, sent with it. */
  | { readonly kind: 'with-parent'; readonly parent: string };

export function centralData(): OwnRule {
  return {
    kind: 'own',
    type: 'central',
    editedAt: { at: 'primary' },
    sentTo: [{ to: 'everyone' }],
  };
}

/** Central data that only sites with a dispensary have a use for. */
export function dispensaryData(): OwnRule {
  return {
    kind: 'own',
    type: 'dispensary',
    editedAt: { at: 'primary' },
    sentTo: [{ to: 'primary' }, { to: 'dispensaries' }],
  };
}

/** Data of one store that a site other than the store's own edits: `editedAt` primary (CS-P) or central (CS-C). */
export function centralStoreData(options: {
  readonly store: string;
  readonly editedAt: 'primary' | 'central';
  readonly counterparty?: string;
}): OwnRule {
  const { store, editedAt, counterparty } = options;
  const sentTo: SentTo[] = [
    { to: 'primary' },
    { to: 'store', store },
    { to: 'partners-of', store },
  ];
  if (counterparty !== undefined) sentTo.push({ to: 'counterparty', store: counterparty });
  return { kind: 'own', type: 'central_store', editedAt: { at: editedAt }, sentTo };
}

/** Central data about the name in a column, sent where that name is visible. */
export function nameData(name: string): OwnRule {
  return {
    kind: 'own',
    type: 'name',
    editedAt: { at: 'primary' },
    sentTo: [{ to: 'primary' }, { to: 'seen-by', party: 'name', column: name }],
  };
}

/**
 * Data that the store's active site edits; with `counterparty`, one half of a transfer, shown to the other store
 * too. `unless`: it stays at the site of a dispensary that leaves out its transactions; halves travel always, also
 * what belongs to the half in the reference `halfOf`.
 */
export function storeData(options: {
  readonly store: string;
  readonly counterparty?: string;
  readonly unless?: 'transactions-excluded';
  readonly halfOf?: { readonly column: string; readonly table: string };
}): OwnRule {
  const { store, counterparty, unless, halfOf } = options;
  const sentTo: SentTo[] = [{ to: 'store', store }];
  if (counterparty !== undefined) sentTo.push({ to: 'counterparty', store: counterparty });
  return {
    kind: 'own',
    type: counterparty === undefined ? 'store' : 'transfer',
    editedAt: { at: 'active-site', store },
    sentTo,
    ...(unless !== undefined && {
      stays: {
        store,
        ...(counterparty !== undefined && { unlessGiven: { column: counterparty } }),
        ...(halfOf !== undefined && {
          unlessGiven: { column: 'counterparty_store_id', through: halfOf },
        }),
      },
    }),
  };
}

/** What a store tells once and nobody changes afterwards. */
export function storeNews(options: { readonly store: string }): OwnRule {
  const { store } = options;
  return {
    kind: 'own',
    type: 'store',
    editedAt: { at: 'creator', store },
    sentTo: [{ to: 'store', store }],
  };
}

/**
 * A person (`column` is `id`), or what hangs on one: edited at the home site, sent there and wherever the person is
 * visible; with `when`, beyond the home site only if the home store has that preference.
 */
export function patientData(options: {
  readonly person: Person;
  readonly column: string;
  /** Another person who is concerned, as in a merge. */
  readonly also?: string;
  readonly when?: string;
  readonly added?: 'where-visible';
}): OwnRule {
  const { person, column, also, when, added } = options;
  const seen = [column, ...(also === undefined ? [] : [also])].map(
    (each): SentTo => ({
      to: 'seen-by',
      party: person,
      column: each,
      ...(when !== undefined && {
        when: { preference: when, of: { homeOf: person, column } },
      }),
    }),
  );
  return {
    kind: 'own',
    type: 'patient',
    editedAt: { at: 'home', person, column, ...(added !== undefined && { added }) },
    sentTo: [{ to: 'home', person, column }, ...seen],
  };
}

/** What a dispensary does for a patient: the dispensary's own data; by preference shown wherever the patient is. */
export function dispensedData(options: {
  readonly store: string;
  readonly patient: string;
  readonly when: string;
}): OwnRule {
  const { store, patient, when } = options;
  const shared: WhenPreference = { preference: when, of: { store } };
  return {
    kind: 'own',
    type: 'patient',
    editedAt: { at: 'active-site', store, dispensary: true },
    sentTo: [
      { to: 'store', store },
      { to: 'home', person: 'patient', column: patient, when: shared },
      { to: 'seen-by', party: 'patient', column: patient, when: shared },
    ],
    stays: { store },
  };
}

export function messageData(options: { readonly from: string; readonly to: string }): OwnRule {
  return {
    kind: 'own',
    type: 'message',
    editedAt: { at: 'creator', store: options.from },
    sentTo: [
      { to: 'counterparty', store: options.from },
      { to: 'counterparty', store: options.to, blank: 'everyone' },
    ],
  };
}

/** Central's own rows about sites; sites learn what they need from central's replies. `store`: told to that store. */
export function syncData(options: { readonly store?: string } = {}): OwnRule {
  const { store } = options;
  return {
    kind: 'own',
    type: 'sync',
    editedAt: { at: 'central' },
    sentTo: store === undefined ? [] : [{ to: 'store', store }],
  };
}

export function localData(): OwnRule {
  return { kind: 'own', type: 'local', editedAt: { at: 'every-site' }, sentTo: [] };
}

export function withParent(parent: string): SyncRule {
  return { kind: 'with-parent', parent };
}

export function byColumn(
  column: string,
  rules: Readonly<Record<string, OwnRule>>,
  filled: Pick<ByColumn, 'decidedBy' | 'stamped'> = {},
): SyncRule {
  return { kind: 'by-column', column, rules, ...filled };
}
