// The full matrix of D7: each table of domain.md 4.3 × each role × each operation, in both topologies. It is written from
// the column "Editor normal / mirror" and the special cases, apart from `may-edit.ts`: the test of this file lays both
// side by side, and the test of the engine asks each cell.
import { BESIDE, DATA_TYPES, nameInPolicy, POLICY, type PolicyRow } from './data-types.ts';
import type { Operation } from './may-edit.ts';

export type Topology = 'normal' | 'mirrored';

/** What a site is to the row that is edited; `matrix-country.ts` has one site of each. */
export type Role =
  | 'central'
  /** In the mirrored topology only: normally central is the primary. */
  | 'primary'
  /** A remote where the row's store is active; it has no dispensary. */
  | 'store'
  /** A remote without the row's store; it has no dispensary. */
  | 'other'
  /** A remote with a further read-only copy of the row's store. */
  | 'collector'
  /** The remote of the store with the other half; it has no dispensary. */
  | 'partner'
  /** A dispensary where the home store of the patient is active. */
  | 'home'
  /** A dispensary where the patient is visible; the row's prescription is from here. */
  | 'visible'
  /** A dispensary that does not know the patient. */
  | 'dispensary';

export const ROLES: readonly Role[] = [
  'central',
  'primary',
  'store',
  'other',
  'collector',
  'partner',
  'home',
  'visible',
  'dispensary',
];

export const OPERATIONS: readonly Operation[] = [
  'create',
  'edit',
  'delete',
  'import',
  'push-new',
  'push-edit',
];

export interface Cell {
  readonly policy: PolicyRow;
  readonly table: string;
  readonly topology: Topology;
  readonly role: Role;
  readonly operation: Operation;
  readonly allowed: boolean;
}

/** Whoever edits central data: central, or the primary when there is another. */
type Who = Role | 'PRIMARY' | 'EVERYONE';

interface Rights {
  /** Creates and imports, and pushes what is new. */
  readonly makes: Who;
  /** Beside the one who makes such rows otherwise. */
  readonly alsoMakes?: Role;
  readonly changes: Who | 'nobody';
  readonly deletes: Who | 'nobody';
  readonly travels?: false;
}

const only = (who: Who): Rights => ({ makes: who, changes: who, deletes: who });
/** Q15: "visibility removal = inactive, not delete". */
const visibility = (who: Who): Rights => ({ makes: who, changes: who, deletes: 'nobody' });
const once = (who: Who): Rights => ({ makes: who, changes: 'nobody', deletes: 'nobody' });
const LOCAL: Rights = { ...only('EVERYONE'), travels: false };

/** The column "Editor normal / mirror" of 4.3, by row. */
const RIGHTS_OF_ROWS: readonly (readonly [from: number, to: number, rights: Rights])[] = [
  // Central / Primary
  [1, 2, only('PRIMARY')],
  // "irreversible"
  [3, 3, once('PRIMARY')],
  [4, 24, only('PRIMARY')],
  // Central store / Primary
  [25, 27, only('PRIMARY')],
  [28, 29, visibility('PRIMARY')],
  // Central store, sync data and dashboards / Central
  [30, 33, only('central')],
  // Message / Store: "creator once; immutable afterwards"
  [34, 34, once('store')],
  // Patient / Store
  [35, 35, visibility('home')],
  [36, 36, only('home')],
  [37, 37, once('home')],
  [38, 39, only('home')],
  // "edited by dispensing store"
  [40, 40, only('visible')],
  // Store / Store
  [41, 43, only('store')],
  [44, 44, once('store')],
  [45, 60, only('store')],
  // Local
  [61, 70, LOCAL],
  // Of no row: Q5, Q12, 3.6
  [0, 0, only('store')],
];

const EXCEPTIONS: Readonly<Record<string, Rights>> = {
  // Row 5: "local list lines belong to store"
  local_list_line: only('store'),
  // Row 28 and Q1: name visibility is central's.
  name_store_join: visibility('central'),
  // Row 36 and 6.2: a policy may be added to a patient who was looked up.
  insurance_policy: { ...only('home'), alsoMakes: 'visible' },
  // Row 45, 4.4: "append-only"
  stock_movement: once('store'),
  // Row 60: "insert only"
  new_user: once('store'),
  // Row 68, promise K1: no row of a log is changed or removed.
  activity_log: { ...once('EVERYONE'), travels: false },
  // 6.7: central asks, the former home site answers once.
  home_change: only('central'),
  home_release: once('store'),
  // Row 63, 8.1: "synced from primary"
  shared_preference: only('PRIMARY'),
};

function rightsOf({ row }: PolicyRow, table: string): Rights {
  const rights =
    EXCEPTIONS[table] ?? RIGHTS_OF_ROWS.find(([from, to]) => row >= from && row <= to)?.[2];
  if (rights === undefined) throw new Error(`No rights for row ${row} of domain.md 4.3.`);
  return rights;
}

/** All cells of these tables; of every table that the law knows when none are named. */
export function* cellsOf(tables: readonly string[] = Object.keys(DATA_TYPES)): Generator<Cell> {
  for (const policy of [...POLICY, BESIDE]) {
    for (const table of tables.filter((each) => nameInPolicy(each) in policy.tables)) {
      for (const topology of ['normal', 'mirrored'] as const) {
        for (const role of ROLES) {
          if (role === 'primary' && topology === 'normal') continue;
          for (const operation of OPERATIONS) {
            const allowed = isAllowed(rightsOf(policy, nameInPolicy(table)), {
              topology,
              role,
              operation,
            });
            yield { policy, table, topology, role, operation, allowed };
          }
        }
      }
    }
  }
}

function isAllowed(
  rights: Rights,
  { topology, role, operation }: Pick<Cell, 'topology' | 'role' | 'operation'>,
): boolean {
  const isPush = operation === 'push-new' || operation === 'push-edit';
  // Central is pushed to.
  if (isPush && (rights.travels === false || role === 'central')) return false;
  const is = (who: Who | 'nobody') =>
    who === role ||
    who === 'EVERYONE' ||
    (who === 'PRIMARY' && role === (topology === 'normal' ? 'central' : 'primary'));
  switch (operation) {
    case 'create':
    case 'import':
    case 'push-new':
      return is(rights.makes) || rights.alsoMakes === role;
    case 'edit':
    case 'push-edit':
      return is(rights.changes);
    case 'delete':
      return is(rights.deletes);
  }
}
