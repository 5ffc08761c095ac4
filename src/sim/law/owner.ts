import type { Row } from '#dictionary';
import { type Owner, ownerOnRow } from './assumptions.ts';
import { isEmpty } from './content.ts';
import type { DataType } from './data-type.ts';
import type { Facts } from './facts.ts';

type Centralised = Extract<DataType, { readonly code: 'CS-P/S' }>;

/** Rows 25-27 and 57-59: an order, tender or payment keeps the owner that it was written under (5.5). */
export function ownerOf(facts: Facts, type: Centralised, row: Row): Owner {
  return ownerOnRow(row) ?? ownerNow(facts, type, row);
}

/** Who owns what is written now. An order for several stores has no store of its own: it is the primary's (5.4). */
export function ownerNow(facts: Facts, type: Centralised, row: Row): Owner {
  if (isEmpty(row[type.store])) return 'primary';
  return facts.store(row[type.store])?.ownerNow[type.subject] ?? 'store';
}
