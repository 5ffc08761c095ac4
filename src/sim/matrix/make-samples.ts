// Makes the rows that the cells are about, each where the law says that such rows are made.
import { must } from '#base';
import type { Place } from '#country';
import { atollDictionary } from '#dictionary';
import { nameInPolicy } from '../law/data-types.ts';
import { cellsOf, type Role } from '../law/matrix.ts';
import { type AskedRow, putByOperation } from './local-work.ts';
import type { MatrixWorld } from './matrix-world.ts';
import type { Sample } from './sample.ts';
import type { SampleRows } from './sample-rows.ts';

export interface Maker {
  /** With all that they point to; afterwards they are wherever they belong. */
  readonly make: (samples: readonly Sample[]) => Promise<void>;
  /** Where such rows are made, and nowhere else yet. */
  readonly makeThere: (sample: Sample) => Promise<void>;
}

/** The law says where a sample is made. */
export function makerOf(world: MatrixWorld, rows: SampleRows): Maker {
  const made = new Set<string>();
  const makers = new Map<string, Role>();
  for (const { policy, table, topology, role, operation, allowed } of cellsOf()) {
    const key = `${policy.row}/${nameInPolicy(table)}`;
    if (topology === world.topology && operation === 'create' && allowed && !makers.has(key))
      makers.set(key, role);
  }

  const placeFor = ({ policy, table, at }: Sample): Place =>
    world.placeOf(
      at ?? must(makers.get(`${policy.row}/${nameInPolicy(table)}`), `somebody makes a ${table}`),
    );

  const make = async (sample: Sample): Promise<void> => {
    const id = rows.idOf(sample);
    if (made.has(id)) return;
    made.add(id);
    for (const other of rows.pointedTo(sample)) await make(other);
    const place = placeFor(sample);
    const asked = askedRow(rows, sample);
    const first = await putByOperation(place, asked);
    if (first === undefined) return;
    // What it points to was perhaps made elsewhere and has not come yet.
    await world.country.settle();
    const second = await putByOperation(place, asked);
    if (second !== undefined)
      throw new Error(
        `${sample.policy.row} ${sample.table} at ${place.site.siteId}: ${second.message}`,
      );
  };

  return {
    async make(samples) {
      for (const sample of samples) await make(sample);
      await world.country.settle();
    },
    makeThere: make,
  };
}

export function askedRow(rows: SampleRows, sample: Sample): AskedRow {
  return {
    table: must(atollDictionary.table(sample.table), `${sample.table} is a table`),
    id: rows.idOf(sample),
    columns: rows.columnsOf(sample),
  };
}
