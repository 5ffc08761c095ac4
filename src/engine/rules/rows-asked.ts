import type { OwnRule, Person, Row } from '#dictionary';
import type { Topology } from './topology.ts';

export interface RowAsked {
  readonly table: string;
  readonly id: string;
}

/** The other rows that must be read before a rule can be asked about this one. */
export function rowsAsked(
  topology: Topology,
  { editedAt, sentTo, stays }: OwnRule,
  row: Row,
): readonly RowAsked[] {
  const asked = new Map<string, RowAsked>();
  const add = (table: string | undefined, id: unknown) => {
    if (table !== undefined && typeof id === 'string') asked.set(`${table}/${id}`, { table, id });
  };
  const addPerson = (person: Person, column: string) => {
    if (column !== 'id') add(topology.source.parties?.[person].table, row[column]);
  };
  if (editedAt.at === 'home') addPerson(editedAt.person, editedAt.column);
  for (const audience of sentTo) {
    if (audience.to === 'home') addPerson(audience.person, audience.column);
    const of = audience.when?.of;
    if (of !== undefined && 'homeOf' in of) addPerson(of.homeOf, of.column);
  }
  const through = stays?.unlessGiven?.through;
  if (through !== undefined) add(through.table, row[through.column]);
  return [...asked.values()];
}
