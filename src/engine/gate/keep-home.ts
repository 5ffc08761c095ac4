import type { Refusal } from '#base';
import type { Person, TopologySource } from '#dictionary';
import type { Topology } from '#engine/rules';
import { homeChanged, latePerson } from '../refusals.ts';
import { type Change, idOf } from './change.ts';

/**
 * Where a person has the home store is not the home site's to change: central hands a person over, under a new epoch.
 * So says what is wrong when a change moves one, or makes one under another epoch than the first.
 */
export function homeRefusal(topology: Topology, change: Change): Refusal | undefined {
  const { table, before, after } = change;
  const person = personIn(topology.source, table);
  if (person === undefined) return undefined;
  const { store, epoch } = person.columns;
  const kept =
    before === undefined
      ? after[epoch] === FIRST
      : after[store] === before[store] && after[epoch] === before[epoch];
  if (kept) return undefined;
  const [now, then] = [Number(before?.[epoch] ?? FIRST), Number(after[epoch])];
  return then < now
    ? latePerson({ person: person.kind, id: idOf(after), epoch: then, now })
    : homeChanged({ table });
}

/** Whether a change gives a person another home. */
export function movesHome(topology: Topology, { table, before, after }: Change): boolean {
  const person = personIn(topology.source, table);
  return (
    person !== undefined &&
    before !== undefined &&
    before[person.columns.epoch] !== after[person.columns.epoch]
  );
}

const FIRST = 1;

/** The kind of person that a table holds, and where it says their home. */
export function personIn({ parties, homes }: TopologySource, table: string) {
  if (parties === undefined || homes === undefined) return undefined;
  const kind = (Object.keys(homes) as Person[]).find((each) => parties[each].table === table);
  return kind === undefined ? undefined : { kind, columns: homes[kind] };
}
