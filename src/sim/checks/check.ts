// What must hold in every run. Each check is one file named after its rule in docs/spec, where it has one; it sees every
// commit of every device, and says so at once when its sentence is no longer true.
import type { Row } from '#dictionary';
import type { Check, World } from '../world/world.ts';

/** Reports that the check's sentence does not hold, with what shows it. */
export type Violated = (detail: string) => void;

export type CheckMaker = {
  readonly id: string;
  readonly sentence: string;
  readonly make: (world: World, violated: Violated) => Omit<Check, 'id' | 'sentence'>;
};

export function check(id: string, sentence: string, make: CheckMaker['make']): CheckMaker {
  return { id, sentence, make };
}

/** A row in a few words. */
export function named(table: string, row: Row | undefined): string {
  if (row === undefined) return `${table} (none)`;
  return `${table} ${String(row['id']).slice(0, 8)}… v${String(row['row_version'])} of site ${String(row['origin_site_id'])}`;
}
