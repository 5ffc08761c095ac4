import { ok, type Result, refused } from '#base';
import type { Dictionary, Table } from '#dictionary';
import { draftLines } from './draft-lines.ts';
import type { FindRows } from './find-rows.ts';
import { identify, keyOf, type LineChange } from './identify.ts';
import type { LineFault } from './line-fault.ts';
import { matchHeaders, type SkippedHeader } from './match-headers.ts';
import { readLines } from './read-lines.ts';
import { readSettings } from './read-settings.ts';
import { badLines, noHeader } from './refusals.ts';

export interface ReadTableOptions {
  readonly dictionary: Dictionary;
  readonly table: Table;
  /** Column to header, where they do not fit by name; a blank header leaves the column alone. */
  readonly map?: Readonly<Record<string, string>>;
  /** Column to a value that all lines share, written as in a cell. */
  readonly set?: Readonly<Record<string, string>>;
  /** A text column: a line whose value occurs in a row changes that row instead of making one. */
  readonly key?: string;
  /** Leave out lines with faults instead of refusing the file. */
  readonly keepGood?: boolean;
  readonly find: FindRows;
}

export interface TableRead {
  readonly changes: readonly LineChange[];
  /** The lines left out, with `keepGood`. */
  readonly faults: readonly LineFault[];
  /** Headers that fill no column, and why. */
  readonly skipped: readonly SkippedHeader[];
  /** Lines that say exactly what a former line with the same key says; they were passed over. */
  readonly repeated: number;
}

/** More would help nobody who reads them. */
const FAULTS_SHOWN = 1_000;

/**
 * Reads a CSV text as changes of rows of one table, checked as any edit is. Nothing is written here: the caller
 * hands the changes to the site, which decides. Unless `keepGood`, one bad line refuses them all.
 */
export async function readTable(
  text: string,
  options: ReadTableOptions,
): Promise<Result<TableRead>> {
  const { table, map = {}, set = {}, keepGood = false } = options;
  const file = readLines(text);
  if (file === undefined) return refused(noHeader({}));
  const match = matchHeaders({
    dictionary: options.dictionary,
    table,
    headers: file.headers,
    map,
    set,
  });
  if (!match.ok) return match;
  const { sources, skipped } = match.value;
  const key = keyOf(table, sources, options.key);
  if (!key.ok) return key;
  const settings = await readSettings(options, set);
  if (!settings.ok) return settings;
  const drafts = await draftLines({
    ...options,
    lines: file.lines,
    sources,
    settings: settings.value,
  });
  const sound = drafts.filter((draft) => draft.faults.length === 0);
  const read = await identify({ ...options, drafts: sound, key: key.value });
  const { changes, repeated } = read;
  const faults = drafts.flatMap((draft) => draft.faults);
  faults.push(...read.faults);
  faults.sort((a, b) => a.line - b.line);
  if (faults.length > 0 && !keepGood) {
    const lines = new Set(faults.map((fault) => fault.line)).size;
    return refused(
      badLines({ lines, of: file.lines.length, faults: faults.slice(0, FAULTS_SHOWN) }),
    );
  }
  return ok({ changes, faults, skipped, repeated });
}
