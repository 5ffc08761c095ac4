// A site of which nothing is there but its database and the gate: what arrives is written as the gate writes it.
import { siteId } from '#base';
import { memoryDatabase } from '#database/memory';
import { atollDictionary, emptyRow, type Row } from '#dictionary';
import type { DeliberateFault } from '#engine/ports';
import { emptyTopology } from '#engine/rules';
import { nodeHost } from '#host';
import { storedTablesOf } from '#site';
import type { Change } from '../../gate/change.ts';
import { writeReceived } from '../../gate/write-received.ts';
import type { Parts } from '../../parts.ts';
import { recentOf } from '../../session/recent.ts';
import { followMerges } from '../follow-merges.ts';
import { redirected } from '../redirect.ts';

export interface Arrival {
  readonly table: string;
  readonly row: Row;
}

export function bareSite(
  options: { readonly isCentral?: boolean; readonly fault?: DeliberateFault } = {},
) {
  const { recent, database } = recentOf(memoryDatabase(storedTablesOf(atollDictionary)));
  const parts: Parts = {
    ...nodeHost,
    dictionary: atollDictionary,
    database,
    recent,
    faults: new Set(options.fault === undefined ? [] : [options.fault]),
    mayFollow: () => false,
    country: { topology: emptyTopology(siteId(1), atollDictionary.topology) },
    isCentral: options.isCentral === true,
    fingerprint: '',
  };
  return {
    parts,
    /** Takes rows in, in one unit. */
    takes: (...arrivals: readonly Arrival[]) =>
      database.write(async (unit) => {
        const changes: Change[] = [];
        for (const { table, row } of arrivals) {
          const id = String(row['id']);
          changes.push({ table, before: (await unit.get(table, [id])).get(id), after: row });
        }
        const received = await redirected(parts, unit, changes);
        await writeReceived(parts, unit, received);
        return followMerges(parts, unit, received);
      }),
    rows: (table: string) =>
      database.read((view) => view.select({ table, order: [{ column: 'id' }] })),
  };
}

/** A row as another site would send it. */
export function arriving(table: string, columns: Row): Arrival {
  const of = atollDictionary.table(table);
  if (of === undefined) throw new Error(`${table} is no table`);
  const at = '2026-01-01T00:00:00.000Z';
  return {
    table,
    row: {
      ...emptyRow(of),
      created_at: at,
      updated_at: at,
      deleted_at: null,
      row_version: 1,
      origin_site_id: 2,
      ...columns,
    },
  };
}

export const item = (id: string) => arriving('item', { id, code: id, name: id });

/** `what`: the removed item and the kept one, as `a>b`. */
export function merging(id: string, what: string): Arrival {
  const [removed_id = '', kept_id = ''] = what.split('>');
  return arriving('merge_event', {
    id,
    kind: 'item',
    kept_id,
    removed_id,
    at: `2026-02-01T00:00:00.00${id.length % 10}Z`,
    status: 'done',
  });
}
