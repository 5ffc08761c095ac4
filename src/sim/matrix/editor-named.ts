import type { Row } from '#dictionary';
import { contentOf } from '../law/content.ts';
import { typeOf } from '../law/data-types.ts';
import { lawOf } from '../law/entitled.ts';
import type { Cell, Role } from '../law/matrix.ts';
import { exampleOf, matrixCountry, SITE_OF_ROLE } from '../law/matrix-country.ts';
import type { Operation } from '../law/may-edit.ts';
import type { Editors } from './asking.ts';
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
 * Whether a refusal says where the row is edited: by the name of the site. Where a site may not hold the store, the
 * person or the document that decides, it cannot know that: it says in words by whom the row is edited, or that there
 * is no such row.
 */
export function whoIsNamed(
  world: MatrixWorld,
  editors: Editors,
): (cell: Cell, said: string) => boolean {
  return (cell, said) => {
    const roles = editors(cell, LOCAL_OF[cell.operation]);
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

function mayKnow({ topology }: MatrixWorld, { policy, table, role, operation }: Cell): boolean {
  const country = matrixCountry(topology, policy);
  const law = lawOf(contentOf(country));
  const site = SITE_OF_ROLE[role];
  const has = (name: string, row: Row): boolean => law.mayHold(site, name, row);
  const hasStore = (id: unknown): boolean =>
    (country['store'] ?? []).some((store) => store['id'] === id && has('store', store));
  const knows = (name: string, row: Row): boolean => {
    const type = typeOf(name);
    switch (type.code) {
      case 'W': {
        const header = (country[type.parent] ?? []).find(({ id }) => id === row[type.column]);
        return header !== undefined && has(type.parent, header) && knows(type.parent, header);
      }
      case 'P':
      case 'P/CS-P':
        return has('patient', PATIENT) && hasStore('home-dispensary');
      case 'merge':
        return policy.row === 37
          ? knows('patient', PATIENT)
          : policy.row === 3 || hasStore('warehouse');
      case 'S':
      case 'T':
      case 'P+S':
      case 'CS-P/S':
        return hasStore(row[type.store]);
      case 'M':
        return hasStore(row[type.from]);
      default:
        return true;
    }
  };
  const example = exampleOf(policy, table);
  // Nobody can ask for the deletion of a row that is not there.
  return knows(table, example) && (operation !== 'delete' || has(table, example));
}

const PATIENT: Row = { id: 'patient', store_id: 'home-dispensary' };

function nameOf({ placeOf }: MatrixWorld, role: Role): string {
  const { site } = placeOf(role);
  return site.topology().site(site.siteId)?.name ?? '';
}
