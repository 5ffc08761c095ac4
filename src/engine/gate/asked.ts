// What rules ask beside the row itself, read for many rows at once: a person's home, the invoice of a note, and the
// stores in which a party is visible. There are too many of these to keep in mind, so the database is asked.
import type { OwnRule, Row } from '#dictionary';
import type { DeliberateFaults, View } from '#engine/ports';
import {
  audienceOf,
  type PartyKey,
  partiesAsked,
  type Related,
  rowsAsked,
  storeFeed,
  type Topology,
} from '#engine/rules';
import { idOf } from './change.ts';
import type { Located } from './roots.ts';

export interface Asked {
  readonly related: Related;
  /** The stores in which a row makes the party visible. */
  readonly storesSeeing: (party: PartyKey) => readonly string[];
}

/** A row, and the rule it falls under. */
interface Subject {
  readonly rule: OwnRule;
  readonly row: Row;
}

const NOTHING: Asked = { related: () => undefined, storesSeeing: () => [] };

/**
 * Reads what the rules of these rows ask. Rows in `among` are taken as they are there: those under way, which the
 * database may hold as they were.
 */
export async function ask(
  view: View,
  topology: Topology,
  subjects: readonly (Subject | undefined)[],
  among: readonly Located[] = [],
  faults: DeliberateFaults = new Set(),
): Promise<Asked> {
  const asking = subjects.filter(
    (subject): subject is Subject => subject !== undefined && asksMore(subject.rule),
  );
  if (asking.length === 0) return NOTHING;
  const given = new Map(among.map(({ table, row }) => [`${table}/${idOf(row)}`, row]));
  const rows = asking.flatMap(({ rule, row }) => rowsAsked(topology, rule, row));
  const parties = asking.flatMap(({ rule, row }) => partiesAsked(rule, row));
  const related = await readRows(view, rows, given);
  const seeing = await readSeeing(view, topology, { parties, among, faults });
  return {
    related: (table, id) => related.get(`${table}/${id}`),
    storesSeeing: ({ kind, id }) => [...(seeing.get(`${kind}/${id}`) ?? [])],
  };
}

/** The feeds to which a row goes, with those of the stores in which its parties are visible. */
export function feedsOf(
  topology: Topology,
  rule: Pick<OwnRule, 'sentTo'>,
  row: Row,
  asked: Asked,
): ReadonlySet<string> {
  const { feeds, seenBy } = audienceOf(topology, rule, row, asked.related);
  if (seenBy.length === 0) return feeds;
  const stores = seenBy.flatMap((party) => asked.storesSeeing(party));
  return new Set([...feeds, ...stores.map(storeFeed)]);
}

const known = new WeakMap<OwnRule, boolean>();

function asksMore(rule: OwnRule): boolean {
  const found = known.get(rule);
  if (found !== undefined) return found;
  const asks =
    rule.editedAt.at === 'home' ||
    rule.stays?.unlessGiven?.through !== undefined ||
    rule.sentTo.some(
      ({ to, when }) =>
        to === 'home' || to === 'seen-by' || (when !== undefined && 'homeOf' in when.of),
    );
  known.set(rule, asks);
  return asks;
}

async function readRows(
  view: View,
  wanted: readonly { readonly table: string; readonly id: string }[],
  given: ReadonlyMap<string, Row>,
): Promise<ReadonlyMap<string, Row>> {
  const rows = new Map(given);
  const missing = new Map<string, Set<string>>();
  for (const { table, id } of wanted)
    if (!rows.has(`${table}/${id}`)) missing.set(table, (missing.get(table) ?? new Set()).add(id));
  for (const [table, ids] of missing) {
    for (const [id, row] of await view.get(table, [...ids])) rows.set(`${table}/${id}`, row);
  }
  return rows;
}

async function readSeeing(
  view: View,
  { source }: Topology,
  {
    parties,
    among,
    faults,
  }: {
    readonly parties: readonly PartyKey[];
    readonly among: readonly Located[];
    readonly faults: DeliberateFaults;
  },
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const seeing = new Map<string, Set<string>>();
  const idsByKind = new Map<PartyKey['kind'], Set<string>>();
  for (const { kind, id } of parties)
    idsByKind.set(kind, (idsByKind.get(kind) ?? new Set()).add(id));
  for (const [kind, ids] of idsByKind) {
    const shown = source.parties?.[kind].visibility;
    if (shown === undefined) continue;
    const rows = new Map(
      (
        await view.select({
          table: shown.table,
          where: [{ column: shown.party, in: [...ids] }],
        })
      ).map((row) => [idOf(row), row]),
    );
    for (const { table, row } of among) if (table === shown.table) rows.set(idOf(row), row);
    for (const row of rows.values()) {
      const isHidden = row[shown.inactive] === true && !faults.has('hidden-join-counts');
      if (row['deleted_at'] !== null || isHidden) continue;
      const key = `${kind}/${row[shown.party]}`;
      seeing.set(key, (seeing.get(key) ?? new Set()).add(String(row[shown.store])));
    }
  }
  return seeing;
}
