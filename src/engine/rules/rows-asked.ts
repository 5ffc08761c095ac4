import type { OwnRule, Person, Row } from '#dictionary';
import type { PartyKey } from './home-of.ts';
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

/** The parties of whom the rule asks in which stores they are visible. */
export function partiesAsked({ editedAt, sentTo }: OwnRule, row: Row): readonly PartyKey[] {
  const asked = new Map<string, PartyKey>();
  const add = ({ kind, id }: { readonly kind: PartyKey['kind']; readonly id: unknown }) => {
    if (typeof id === 'string') asked.set(`${kind}/${id}`, { kind, id });
  };
  for (const audience of sentTo) {
    if (audience.to === 'seen-by') add({ kind: audience.party, id: row[audience.column] });
  }
  if (editedAt.at === 'home' && editedAt.added !== undefined)
    add({ kind: editedAt.person, id: row[editedAt.column] });
  return [...asked.values()];
}
