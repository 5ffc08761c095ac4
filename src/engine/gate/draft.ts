import { derivedId, momentOf, newId, type Refusal } from '#base';
import { allColumns, checkRow, emptyRow, type Row, type Table } from '#dictionary';
import type { Condition, Unit } from '#engine/ports';
import type { KnownTopology } from '#engine/rules';
import { leftOf } from '../merges/known-merges.ts';
import { redirectedGiven } from '../merges/redirect.ts';
import type { Parts } from '../parts.ts';
import { changedTopology } from '../read-topology.ts';
import {
  faultsOf,
  fixedColumn,
  idTaken,
  mergedIntoAnother,
  rowsFaulty,
  type SavedFault,
} from '../refusals.ts';
import { readPeer } from '../session/peer.ts';
import { type Blamed, blaming } from './blamed.ts';
import { type Change, idOf } from './change.ts';
import { chosenRule } from './choose-rule.ts';
import type { Find, Person, Work } from './work.ts';

/** A unit of own work under way: rows are written as they are put, so that the work reads them back. */
export interface Draft {
  readonly work: Work;
  readonly changes: () => readonly Change[];
  readonly topology: () => KnownTopology;
  /** What was wrong with the puts; the work as a whole is refused for it. */
  readonly refusal: () => Refusal | undefined;
}

const ALIVE: Condition = { column: 'deleted_at', is: null };

export function openDraft(parts: Parts, unit: Unit, person: Person | undefined): Draft {
  const now = momentOf(parts.clock);
  const touched = new Map<string, Change>();
  let { topology } = parts.country;
  const blamed: Blamed[] = [];
  const faults: SavedFault[] = [];

  const current = async (table: string, id: string): Promise<Row | undefined> =>
    touched.get(`${table}/${id}`)?.after ?? (await unit.get(table, [id])).get(id);

  const write = async (table: Table, before: Row | undefined, after: Row): Promise<void> => {
    const unsound = checkRow(table, after);
    if (unsound.length > 0) {
      // NOTE a database is only ever given rows that it can hold; the work goes on so that all faults are told at once.
      faults.push(...faultsOf(table.name, idOf(after), unsound));
      return;
    }
    const key = `${table.name}/${idOf(after)}`;
    const change: Change = { table: table.name, before: touched.get(key)?.before ?? before, after };
    touched.set(key, change);
    await unit.put(table.name, [after]);
    if (topology.dependsOn(table.name))
      topology = await changedTopology(unit, topology, [{ table: table.name, row: after }]);
  };

  const kept = (table: Table, id: string, before: Row | undefined): Row => ({
    created_at: before?.['created_at'] ?? now,
    updated_at: now,
    deleted_at: null,
    row_version: versionAfter(touched.get(`${table.name}/${id}`), before),
    origin_site_id: topology.self,
  });

  const work: Work = {
    now,
    person,
    dictionary: parts.dictionary,
    get topology() {
      return topology;
    },
    newId: () => newId(parts.clock, parts.random),
    derivedId: (cause, role) =>
      parts.faults.has('random-transfer-ids')
        ? newId(parts.clock, parts.random)
        : derivedId(parts.digest, cause, role),
    async get(table, id) {
      const row = await current(table.name, id);
      return row === undefined || row['deleted_at'] !== null ? undefined : (row as never);
    },
    async find(table, { deleted, where = [], ...query }: Find = {}) {
      return (await unit.select({
        ...query,
        table: table.name,
        where: deleted === true ? where : [...where, ALIVE],
      })) as never;
    },
    count: (table, query: Pick<Find, 'where' | 'limit'> = {}) =>
      unit.count({ ...query, table: table.name, where: [...(query.where ?? []), ALIVE] }),
    initialisedAt: async (siteId) => (await readPeer(unit, siteId))?.initialised_at ?? undefined,
    lastHeardOf: async (siteId) => (await readPeer(unit, siteId))?.last_connection_at,
    waitingOf: (siteId) =>
      unit.count({ table: 'quarantined_group', where: [{ column: 'site_id', is: siteId }] }),
    async put(table, id, edit) {
      const before = await current(table.name, id);
      if (before !== undefined && before['deleted_at'] !== null) {
        const into = await leftOf(parts, unit, { table: table.name, id });
        const refusal =
          into === id
            ? idTaken({ table: table.name, id })
            : mergedIntoAnother({ table: table.name, id, into });
        blamed.push({ change: { table: table.name, after: before }, refusal });
        return;
      }
      const asked = Object.fromEntries(
        Object.entries(edit as Row).filter(([, value]) => value !== undefined),
      );
      const given = await redirectedGiven(parts, unit, table, { before, given: asked });
      const asGiven: Row = {
        ...(before ?? emptyRow(table)),
        ...given,
        id,
        ...kept(table, id, before),
      };
      const chosen =
        before === undefined && !parts.faults.has('writer-chooses-rule')
          ? await chosenRule(unit, topology, table, { row: asGiven, now })
          : {};
      const after: Row = { ...asGiven, ...chosen };
      if (before !== undefined) {
        const columns = Object.keys(given).filter((column) => !same(before[column], after[column]));
        if (columns.length === 0) return;
        const locked = columns.find((column) => allColumns(table)[column]?.fixed === true);
        if (locked !== undefined) {
          const refusal = fixedColumn({ table: table.name, column: locked });
          blamed.push({ change: { table: table.name, after }, refusal });
        }
      }
      await write(table, before, after);
    },
    async remove(table, id) {
      const before = await current(table.name, id);
      if (before === undefined || before['deleted_at'] !== null) return;
      await write(table, before, { ...before, ...kept(table, id, before), deleted_at: now });
    },
  };
  return {
    work,
    changes: () => [...touched.values()],
    topology: () => topology,
    refusal: () => (faults.length > 0 ? rowsFaulty({ faults }) : blaming(blamed)),
  };
}

function versionAfter(change: Change | undefined, before: Row | undefined): number {
  const base = change === undefined ? before : change.before;
  return Number(base?.['row_version'] ?? 0) + 1;
}

function same(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}
