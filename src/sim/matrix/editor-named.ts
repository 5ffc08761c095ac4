import { contentOf } from '../law/content.ts';
import { nameInPolicy, typeOf } from '../law/data-types.ts';
import { lawOf } from '../law/entitled.ts';
import type { Cell, Role } from '../law/matrix.ts';
import { exampleOf, matrixCountry, SITE_OF_ROLE } from '../law/matrix-country.ts';
import type { Operation } from '../law/may-edit.ts';
import type { MatrixWorld } from './matrix-world.ts';

/** Who would make, change or delete a row at a site of its own. */
const LOCAL_OF: Readonly<Record<Operation, Operation>> = {
  create: 'create',
  import: 'create',
  'push-new': 'create',
  edit: 'edit',
  'push-edit': 'edit',
  delete: 'delete',
};

/**
 * Whether a refusal says where the row is edited: by the name of the site. A site that may not hold the row cannot
 * know that, and says in words by whom it is edited, or that there is no such row.
 */
export function whoIsNamed(
  world: MatrixWorld,
  cells: readonly Cell[],
): (cell: Cell, said: string) => boolean {
  const editors = new Map<string, Role[]>();
  const keyOf = ({ policy, table }: Cell, operation: Operation) =>
    `${policy.row}/${nameInPolicy(table)}/${operation}`;
  for (const cell of cells) {
    if (!cell.allowed) continue;
    const key = keyOf(cell, cell.operation);
    editors.set(key, [...(editors.get(key) ?? []), cell.role]);
  }
  return (cell, said) => {
    const roles = editors.get(keyOf(cell, LOCAL_OF[cell.operation])) ?? [];
    // Nobody ever changes such a row.
    if (roles.length === 0) return true;
    const names = roles.map((role) => nameOf(world, role));
    if (names.some((name) => said.includes(name))) return true;
    const isPush = cell.operation.startsWith('push-');
    if (isPush) return typeOf(cell.table).code === 'L' && /stay at their own site/.test(said);
    return !mayKnow(world, cell) && IN_WORDS.test(said);
  };
}

const IN_WORDS = /edited (at|with)|There is no \w+ \S+ here/;

/** Whether the site may hold the row, and the home store of whom it is about. */
function mayKnow({ topology }: MatrixWorld, { policy, table, role }: Cell): boolean {
  const site = SITE_OF_ROLE[role];
  const country = matrixCountry(topology, policy);
  const law = lawOf(contentOf(country));
  const type = typeOf(table);
  const isAtHome = type.code === 'P' || type.code === 'P/CS-P' || policy.row === 37;
  const home = country['store']?.find(({ id }) => id === 'home-dispensary');
  return (
    law.mayHold(site, table, exampleOf(policy, table)) &&
    (!isAtHome || home === undefined || law.mayHold(site, 'store', home))
  );
}

function nameOf({ placeOf }: MatrixWorld, role: Role): string {
  const { site } = placeOf(role);
  return site.topology().site(site.siteId)?.name ?? '';
}
