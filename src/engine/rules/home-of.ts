import { must } from '#base';
import type { Party, Person, Row } from '#dictionary';
import type { Related, Topology } from './topology.ts';

/** One who is made visible in stores. */
export interface PartyKey {
  readonly kind: Party;
  readonly id: string;
}

export interface PersonKey extends PartyKey {
  readonly kind: Person;
}

/** A person's home store, and the epoch of that ownership. */
export interface Home extends PersonKey {
  readonly storeId: string;
  readonly epoch: number;
}

/** The home of the person in a column of the row (`id`: of the row itself); undefined where the person is not here. */
export function homeOf(
  topology: Topology,
  { person, column }: { readonly person: Person; readonly column: string },
  row: Row,
  related: Related,
): Home | undefined {
  const { parties, homes } = topology.source;
  const { table } = must(parties, 'a rule that asks for persons knows their tables')[person];
  const columns = must(homes, 'a rule that asks for homes knows their columns')[person];
  const id = String(row[column]);
  const found = column === 'id' ? row : related(table, id);
  if (found === undefined) return undefined;
  return {
    kind: person,
    id,
    storeId: String(found[columns.store]),
    epoch: Number(found[columns.epoch]),
  };
}
