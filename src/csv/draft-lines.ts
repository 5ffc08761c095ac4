import { must } from '#base';
import { type Dictionary, type Row, readEdit, type Table } from '#dictionary';
import { type FindRows, type Named, namedRows, referenceRead } from './find-rows.ts';
import type { LineFault } from './line-fault.ts';
import type { Source } from './match-headers.ts';
import { plainCell, readCell } from './read-cell.ts';
import type { FileLine } from './read-lines.ts';

/** What a line says about its row, before it is known which row that is. */
export interface Draft {
  readonly line: number;
  /** The cells as text, by column; blank ones too. */
  readonly cells: ReadonlyMap<string, string>;
  /** What its cells and the settings put; meaningless when there are faults. */
  readonly put: Row;
  readonly faults: readonly LineFault[];
}

export interface DraftOptions {
  readonly dictionary: Dictionary;
  readonly table: Table;
  readonly find: FindRows;
  readonly lines: readonly FileLine[];
  readonly sources: readonly Source[];
  readonly settings: Row;
}

export async function draftLines(options: DraftOptions): Promise<readonly Draft[]> {
  const { table, lines, sources } = options;
  const cells = lines.map((line) => cellsOf(line, sources));
  const references = new Map<string, ReadonlyMap<string, Named>>();
  for (const source of sources) {
    if (table.columns[source.column]?.ref === undefined) continue;
    const texts = new Set(
      cells.map((each) => each.get(source.column) ?? '').filter((each) => each !== ''),
    );
    references.set(source.column, await namedRows({ ...options, source, texts }));
  }
  return lines.map((line, i) =>
    draft({ options, line, cells: must(cells[i], 'each line has its cells'), references }),
  );
}

function cellsOf(line: FileLine, sources: readonly Source[]): ReadonlyMap<string, string> {
  return new Map(
    sources.map((source) => [source.column, plainCell(line.cells[source.cell] ?? '')]),
  );
}

interface DraftInput {
  readonly options: DraftOptions;
  readonly line: FileLine;
  readonly cells: ReadonlyMap<string, string>;
  readonly references: ReadonlyMap<string, ReadonlyMap<string, Named>>;
}

function draft({ options, line: fileLine, cells, references }: DraftInput): Draft {
  const { line, reason } = fileLine;
  if (reason !== undefined)
    return { line, cells, put: {}, faults: [{ line, column: null, reason }] };
  const faults: LineFault[] = [];
  const given: Record<string, unknown> = {};
  for (const [column, cell] of cells) {
    const declared = must(options.table.columns[column], 'a source fills a column of the table');
    if (column === 'id') continue;
    if (cell === '') {
      // A blank cell empties a column that may be empty; another keeps what stands, or its fallback.
      if (!declared.required) given[column] = null;
      continue;
    }
    const read =
      declared.ref === undefined
        ? readCell(declared, cell)
        : referenceRead(references.get(column)?.get(cell));
    if (read.reason === undefined) given[column] = read.value;
    else faults.push({ line, column, reason: read.reason });
  }
  const read = readEdit(options.table, given);
  if (!read.ok)
    return {
      line,
      cells,
      put: {},
      faults: [...faults, ...read.faults.map((fault) => ({ line, ...fault }))],
    };
  return { line, cells, put: { ...read.edit, ...options.settings }, faults };
}
