// The one site that edits a row: the third column of domain.md 4.1 and the fifth of 4.3, in both topologies.
import type { Row } from '#dictionary';
import { isEstablished } from './assumptions.ts';
import { type Content, isEmpty, rowOf } from './content.ts';
import { typeOf } from './data-types.ts';
import type { Facts, StoreFact } from './facts.ts';
import { mergedTable } from './merges.ts';
import { ownerOf } from './owner.ts';

/** Undefined when every site may, for itself, or when nobody can be named: a store, header or person is missing. */
export function editorOf(
  facts: Facts,
  content: Content,
  table: string,
  row: Row,
): number | undefined {
  const type = typeOf(table);
  switch (type.code) {
    case 'C':
    case 'CD':
    case 'CS-P':
    case 'N':
      return facts.primary;
    case 'CS-C':
    case 'Y':
    case 'Y/S':
      return facts.central;
    case 'S':
    case 'T':
    case 'P+S':
      return facts.store(row[type.store])?.activeAt;
    case 'CS-P/S':
      return ownerOf(facts, type, row) === 'primary'
        ? facts.primary
        : facts.store(row[type.store])?.activeAt;
    case 'P':
      return homeOfRow(facts, type, row)?.activeAt;
    case 'P/CS-P':
      return isEstablished(row) ? facts.primary : homeOfRow(facts, type, row)?.activeAt;
    case 'M':
      return isEmpty(row[type.from]) ? undefined : facts.store(row[type.from])?.activeAt;
    case 'merge':
      return mergerOf(facts, content, row);
    case 'L':
      return undefined;
    case 'W': {
      const header = rowOf(content, type.parent, row[type.column]);
      return header === undefined ? undefined : editorOf(facts, content, type.parent, header);
    }
  }
}

export function homeOfRow(
  facts: Facts,
  type: { readonly person: 'patient' | 'prescriber'; readonly column: string },
  row: Row,
): StoreFact | undefined {
  return facts.homeOf(type.person, row[type.column], type.column === 'id' ? row : undefined);
}

/** Row 3: the primary. Row 37: the home site of both, else central. Row 44: the site of the store of both. */
function mergerOf(facts: Facts, content: Content, event: Row): number | undefined {
  const table = mergedTable(event);
  const [kept, removed] = [event['kept_id'], event['removed_id']];
  if (table === 'patient' || table === 'prescriber') {
    const homes = [kept, removed].map((id) => facts.homeOf(table, id)?.activeAt);
    return homes[0] === homes[1] ? homes[0] : facts.central;
  }
  if (table !== 'location') return facts.primary;
  const stores = [kept, removed].map((id) => rowOf(content, 'location', id)?.['store_id']);
  return stores[0] === stores[1] ? facts.store(stores[0])?.activeAt : undefined;
}
