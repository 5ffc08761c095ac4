// Rows that differ in what decides about them: whose they are, and who else is named in them.
import type { Row, Value } from '#dictionary';
import type { Person } from '../law/data-type.ts';
import { type PolicyRow, typeOf } from '../law/data-types.ts';
import { exampleOf, SITE_OF_ROLE } from '../law/matrix-country.ts';

/** `kind`: of a merge, what is merged. */
export function examplesOf(policy: PolicyRow, table: string, kind?: string): readonly Row[] {
  const example = exampleOf(policy, table);
  const type = typeOf(table);
  switch (type.code) {
    case 'CS-C':
      return type.store === 'id' ? [example, WAREHOUSE] : [example];
    case 'N':
      return combined(example, { [type.name]: ['supplier', 'twin-warehouse', 'twin-partner'] });
    case 'S':
      return combined(example, {
        [type.store]: STORES,
        ...(type.suppressed === 'with-its-invoice' && { invoice_id: ['half', 'own'] }),
      });
    case 'T':
    case 'CS-P/S':
      return combined(example, {
        [type.store]: STORES,
        ...(type.counterparty !== undefined && { [type.counterparty]: ['partner', null] }),
      });
    case 'M':
      return combined(example, {
        [type.from]: ['warehouse', 'home-dispensary', null],
        [type.to]: ['partner', 'warehouse', null],
      });
    case 'P': {
      // The new one beside those who are there.
      const isPerson = type.column === 'id';
      return combined(example, {
        [type.column]: [...(isPerson ? [example['id'] ?? null] : []), ...persons(type.person)],
      });
    }
    case 'P+S':
      return combined(example, { [type.patient]: persons('patient') });
    case 'P/CS-P':
      return combined(example, {
        [type.column]: persons(type.person),
        [type.store]: ['home-dispensary', 'warehouse'],
      });
    case 'merge':
      return mergesOf(policy, example, kind);
    default:
      return [example];
  }
}

const STORES = ['warehouse', 'visible-dispensary'];
const WAREHOUSE: Row = {
  id: 'warehouse',
  name_id: 'twin-warehouse',
  active_site_id: SITE_OF_ROLE.store,
};

/** One whom a store without a dispensary sees too, and one whom nobody sees but the home store. */
function persons(person: Person): readonly string[] {
  return [person, `second-${person}`];
}

function mergesOf(policy: PolicyRow, example: Row, kind: string | undefined): readonly Row[] {
  if (policy.row === 44) return [{ ...example, store_id: 'warehouse' }];
  if (policy.row !== 37) return [example];
  const both = persons(kind === 'prescriber' ? 'prescriber' : 'patient');
  return combined(example, { kept_id: both, removed_id: both });
}

/** The row with each of the values in each of the columns. */
function combined(row: Row, values: Readonly<Record<string, readonly Value[]>>): readonly Row[] {
  return Object.entries(values).reduce<readonly Row[]>(
    (rows, [column, each]) =>
      rows.flatMap((known) => each.map((value) => ({ ...known, [column]: value }))),
    [row],
  );
}
