import { must } from '#base';
import type { Dictionary } from '../model/dictionary.ts';
import type { Table } from '../model/table.ts';
import { referencesOf } from './references.ts';

/**
 * The tables so that each comes after those it points to; the same order every time. Where tables point to each
 * other in a circle, the first one that needs no row of a later table goes first; if there is none, the first one.
 */
export function parentsFirst(dictionary: Dictionary): readonly Table[] {
  const waiting = [...dictionary.tables];
  const ordered: Table[] = [];
  while (waiting.length > 0) {
    const names = new Set(waiting.map((each) => each.name));
    const free = waiting.find((each) => !pointsAhead(each, names));
    const next = must(
      free ?? waiting.find((each) => !needsAhead(each, names)) ?? waiting[0],
      'a table is waiting',
    );
    ordered.push(next);
    waiting.splice(waiting.indexOf(next), 1);
  }
  return ordered;
}

/** Whether a row of `table` can point to a row of another of the tables `names`. */
function pointsAhead(table: Table, names: ReadonlySet<string>): boolean {
  return referencesOf(table).some(
    (reference) => reference.table !== table.name && names.has(reference.table),
  );
}

function needsAhead(table: Table, names: ReadonlySet<string>): boolean {
  return referencesOf(table).some(
    (reference) =>
      reference.required && reference.table !== table.name && names.has(reference.table),
  );
}
