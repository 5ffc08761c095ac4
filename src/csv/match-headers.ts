import { ok, type Result, refused } from '#base';
import { allColumns, type Column, closedReason, type Dictionary, type Table } from '#dictionary';
import { columnNotSettable, noColumns, noSuchHeader, unclearHeaders } from './refusals.ts';

/** Where the value of a column comes from: the cell below a header. */
export interface Source {
  readonly column: string;
  readonly cell: number;
  /** For references: the column of the other table in which the cell is looked for, when the header says so. */
  readonly foundBy?: string;
}

export interface SkippedHeader {
  readonly header: string;
  readonly reason: string;
}

export interface Match {
  readonly sources: readonly Source[];
  readonly skipped: readonly SkippedHeader[];
}

export interface MatchOptions {
  readonly dictionary: Dictionary;
  readonly table: Table;
  readonly headers: readonly string[];
  /** Column to header; a blank header leaves the column alone. */
  readonly map: Readonly<Record<string, string>>;
  /** Columns whose value is the same in every line. */
  readonly set: Readonly<Record<string, string>>;
}

/**
 * Says which header fills which column. A header fits a column by its name, in any case, with blanks, hyphens or
 * underscores; without `_id`, and with the other table's column for references (`unit`, `unit name`); and with
 * the table's own title in front (`item code`). The closest fit wins; what fits nothing is skipped and said.
 * A header that the caller maps to one column still fills the column that it is named after.
 */
export function matchHeaders(options: MatchOptions): Result<Match> {
  const { table, headers, map, set } = options;
  for (const column of [...Object.keys(map).filter((each) => each !== 'id'), ...Object.keys(set)]) {
    const reason = closedReason(table, column);
    if (reason !== undefined)
      return refused(columnNotSettable({ table: table.name, column, reason }));
  }
  const named = namedSources(headers, map);
  if (!named.ok) return named;
  const fitting = fittingSources(options, new Set(named.value.map((source) => source.cell)));
  if (!fitting.ok) return fitting;
  const sources = [...named.value, ...fitting.value];
  if (sources.length === 0) return refused(noColumns({ table: table.name, headers }));
  const used = new Set(sources.map((source) => source.cell));
  const left = headers.filter((header, cell) => !used.has(cell) && header !== '');
  return ok({
    sources,
    skipped: left.map((header) => ({ header, reason: skipReason(options, header) })),
  });
}

/** The sources that the caller names; a blank header is none. */
function namedSources(
  headers: readonly string[],
  map: Readonly<Record<string, string>>,
): Result<readonly Source[]> {
  const sources: Source[] = [];
  for (const [column, header] of Object.entries(map)) {
    if (header.trim() === '') continue;
    const cell = headerIndex(headers, header);
    if (cell === -1) return refused(noSuchHeader({ column, header, headers }));
    sources.push({ column, cell });
  }
  return ok(sources);
}

function headerIndex(headers: readonly string[], wanted: string): number {
  const exact = headers.indexOf(wanted.trim());
  return exact === -1 ? headers.findIndex((header) => plainOf(header) === plainOf(wanted)) : exact;
}

function fittingSources(
  options: MatchOptions,
  mapped: ReadonlySet<number>,
): Result<readonly Source[]> {
  const { table, headers, map, set } = options;
  const fits = headers.flatMap((header, cell) =>
    closestFits(fitsOf(options, header, cell)).filter((fit) => fit.rank === 0 || !mapped.has(cell)),
  );
  const sources: Source[] = [];
  for (const column of Object.keys(table.columns)) {
    if (Object.hasOwn(map, column) || Object.hasOwn(set, column)) continue;
    const [fit, rival] = closestFits(fits.filter((each) => each.column === column));
    if (fit === undefined) continue;
    if (rival !== undefined)
      return refused(
        unclearHeaders({ column, headers: [headers[fit.cell] ?? '', headers[rival.cell] ?? ''] }),
      );
    const { rank, ...source } = fit;
    sources.push(source);
  }
  return ok(sources);
}

interface Fit extends Source {
  /** 0: the column's very name; the higher, the looser. */
  readonly rank: number;
}

/** The fits of one header, or for one column, that no other is closer than. */
function closestFits(fits: readonly Fit[]): readonly Fit[] {
  const least = Math.min(...fits.map((fit) => fit.rank));
  return fits.filter((fit) => fit.rank === least);
}

const TITLE_IN_FRONT = 100;

function fitsOf({ dictionary, table }: MatchOptions, header: string, cell: number): readonly Fit[] {
  const plain = plainOf(header);
  const bare = withoutTitle(table, plain);
  return Object.entries(table.columns).flatMap(([column, declared]) => {
    if (column === 'id') return plain === 'id' ? [{ column, cell, rank: 0 }] : [];
    if (closedReason(table, column) !== undefined) return [];
    return spellingsOf(dictionary, column, declared).flatMap(({ spelling, foundBy }, i) => {
      const by = foundBy === undefined ? {} : { foundBy };
      if (spelling === plain) return [{ column, cell, rank: i, ...by }];
      return spelling === bare ? [{ column, cell, rank: TITLE_IN_FRONT + i, ...by }] : [];
    });
  });
}

interface Spelling {
  readonly spelling: string;
  readonly foundBy?: string;
}

/** How a column may be called, closest first. */
function spellingsOf(dictionary: Dictionary, name: string, column: Column): readonly Spelling[] {
  if (column.ref === undefined) return [{ spelling: name }];
  const base = name.replace(/(?<=.)_id$/, '');
  const other = dictionary.table(column.ref);
  const columns = other === undefined ? [] : findableColumns(other);
  return [
    { spelling: name },
    { spelling: base },
    ...columns.map((foundBy) => ({ spelling: `${base}_${foundBy}`, foundBy })),
  ];
}

/** The text columns by which people know rows of a table: those unique on their own, then code and name. */
export function findableColumns(table: Table): readonly string[] {
  const unique = table.unique.flatMap((group) => (group.length === 1 ? group : []));
  const known = [...unique, 'code', 'name', 'title'].filter(
    (name) => table.columns[name]?.kind === 'text',
  );
  return [...new Set(known)];
}

function plainOf(header: string): string {
  return header
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '');
}

function withoutTitle(table: Table, plain: string): string | undefined {
  const title = [table.name, plainOf(table.title)].find((words) => plain.startsWith(`${words}_`));
  return title === undefined ? undefined : plain.slice(title.length + 1);
}

function skipReason({ table, map, set }: MatchOptions, header: string): string {
  const column = plainOf(header);
  if (Object.hasOwn(set, column)) return `${column} is the same in every line (--set)`;
  if (Object.hasOwn(map, column)) return `${column} is filled otherwise (--map)`;
  if (!Object.hasOwn(allColumns(table), column)) return `fits no column of ${table.name}`;
  const reason = closedReason(table, column);
  return reason === undefined || column === 'id'
    ? 'another header fits its column better'
    : `${column} ${reason}`;
}
