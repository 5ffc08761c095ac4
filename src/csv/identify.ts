// Which row a line means: a new one, or one that exists already.
import { isRowId, must, ok, type Result, refused } from '#base';
import { closedReason, type Row, type Table } from '#dictionary';
import type { Draft } from './draft-lines.ts';
import type { FindRows } from './find-rows.ts';
import type { LineFault } from './line-fault.ts';
import type { Source } from './match-headers.ts';
import type { LineChange } from './read-table.ts';
import { noKey } from './refusals.ts';

/** The column by which rows are known: the one asked for, or `id` where the file has it. */
export function keyOf(
  table: Table,
  sources: readonly Source[],
  asked: string | undefined,
): Result<string | undefined> {
  const filled = (column: string): boolean => sources.some((source) => source.column === column);
  if (asked === undefined) return ok(filled('id') ? 'id' : undefined);
  const kind = Object.hasOwn(table.columns, asked) ? table.columns[asked]?.kind : undefined;
  if (kind === undefined)
    return refused(noKey({ table: table.name, key: asked, reason: 'is not known here' }));
  if (kind !== 'text' && kind !== 'id')
    return refused(noKey({ table: table.name, key: asked, reason: 'is not text' }));
  return filled(asked)
    ? ok(asked)
    : refused(
        noKey({ table: table.name, key: asked, reason: 'is filled by no header of the file' }),
      );
}

/** The columns that a new row must be given and is not. */
export function missingFrom(table: Table, isGiven: (column: string) => boolean): readonly string[] {
  return Object.entries(table.columns)
    .filter(
      ([name, column]) =>
        column.required && column.fallback === undefined && closedReason(table, name) === undefined,
    )
    .map(([name]) => name)
    .filter((name) => !isGiven(name));
}

export interface Identified {
  readonly changes: readonly LineChange[];
  readonly faults: readonly LineFault[];
  readonly repeated: number;
}

interface IdentifyOptions {
  readonly table: Table;
  readonly find: FindRows;
  readonly drafts: readonly Draft[];
  readonly key: string | undefined;
}

/** Turns the sound drafts into changes; finds lines that mean one row twice, or take what another row has. */
export async function identify({ table, find, drafts, key }: IdentifyOptions): Promise<Identified> {
  const sound = drafts.filter((draft) => draft.faults.length === 0);
  const existing = await rowsByKey({ table, find, drafts: sound, key });
  const taken = await takenValues(table, find, sound);
  const seen = createSeen(table);
  const changes: LineChange[] = [];
  const faults: LineFault[] = [];
  let repeated = 0;
  for (const draft of sound) {
    const { line, put } = draft;
    const id = rowOf(draft, key, existing);
    if ('reason' in id) {
      faults.push({ line, column: key ?? null, reason: id.reason });
      continue;
    }
    const first = key === undefined ? undefined : seen.key(draft.cells.get(key) ?? '', draft);
    if (first !== undefined && JSON.stringify(first.put) === JSON.stringify(put)) {
      repeated += 1;
      continue;
    }
    const found = [
      ...(first === undefined
        ? []
        : [
            {
              column: key ?? null,
              reason: `is that of line ${first.line}, which says something else`,
            },
          ]),
      ...(id.exists ? [] : missingFaults(table, put)),
      ...takenFaults(put, taken, id.id),
      ...(first === undefined ? seen.unique(put, line) : []),
    ];
    faults.push(...found.map((fault) => ({ line, ...fault })));
    if (found.length === 0)
      changes.push({
        line,
        table: table.name,
        id: id.id,
        put: id.exists ? without(put, key) : put,
      });
  }
  return { changes, faults, repeated };
}

type Ids = ReadonlyMap<string, readonly string[]>;
type Fault = Omit<LineFault, 'line'>;
type Meant =
  | { readonly id: string | undefined; readonly exists: boolean }
  | { readonly reason: string };

async function rowsByKey({ table, find, drafts, key }: IdentifyOptions): Promise<Ids> {
  const texts =
    key === undefined
      ? []
      : drafts
          .map((draft) => keyText(draft, key))
          .filter((each) => each !== '' && (key !== 'id' || isRowId(each)));
  return key === undefined || texts.length === 0
    ? new Map()
    : find({ table: table.name, column: key, values: [...new Set(texts)] });
}

function keyText(draft: Draft, key: string): string {
  const text = draft.cells.get(key) ?? '';
  return key === 'id' ? text.toLowerCase() : text;
}

function rowOf(draft: Draft, key: string | undefined, existing: Ids): Meant {
  if (key === undefined) return { id: undefined, exists: false };
  const text = keyText(draft, key);
  const ids = existing.get(text) ?? [];
  if (key === 'id') {
    if (text === '') return { id: undefined, exists: false };
    return isRowId(text)
      ? { id: text, exists: ids.length > 0 }
      : { reason: 'must be an id (a UUID)' };
  }
  if (text === '') return { reason: 'must have a value: rows are told apart by it' };
  return ids.length > 1
    ? { reason: `is that of ${ids.length} rows` }
    : { id: ids[0], exists: ids.length === 1 };
}

/** Who has the values of columns that are unique on their own. */
async function takenValues(
  table: Table,
  find: FindRows,
  drafts: readonly Draft[],
): Promise<ReadonlyMap<string, Ids>> {
  const taken = new Map<string, Ids>();
  for (const [column, ...others] of table.unique) {
    if (column === undefined || others.length > 0 || table.columns[column]?.kind !== 'text')
      continue;
    const values = new Set(
      drafts.map((draft) => draft.put[column]).filter((value) => typeof value === 'string'),
    );
    if (values.size > 0)
      taken.set(column, await find({ table: table.name, column, values: [...values] }));
  }
  return taken;
}

function takenFaults(
  put: Row,
  taken: ReadonlyMap<string, Ids>,
  id: string | undefined,
): readonly Fault[] {
  return [...taken].flatMap(([column, ids]) => {
    const owner = ids.get(String(put[column]))?.find((each) => each !== id);
    return owner === undefined
      ? []
      : [{ column, reason: `is that of a row that exists (--key ${column} changes it)` }];
  });
}

function missingFaults(table: Table, put: Row): readonly Fault[] {
  const given = (column: string): boolean => Object.hasOwn(put, column);
  return missingFrom(table, given).map((column) => ({ column, reason: 'must have a value' }));
}

/** Remembers the lines that were read, to find two that mean one row or want one unique value. */
function createSeen(table: Table): {
  readonly key: (text: string, draft: Draft) => Draft | undefined;
  readonly unique: (put: Row, line: number) => readonly Fault[];
} {
  const byKey = new Map<string, Draft>();
  const byValues = new Map<string, number>();
  return {
    key(text, draft) {
      if (text === '') return undefined;
      const first = byKey.get(text);
      if (first === undefined) byKey.set(text, draft);
      return first;
    },
    unique: (put, line) =>
      table.unique.flatMap((group) => {
        const values = group.map((column) => put[column]);
        if (values.some((value) => value === undefined || value === null)) return [];
        const signature = JSON.stringify([group, values]);
        const first = byValues.get(signature);
        if (first === undefined) byValues.set(signature, line);
        return first === undefined
          ? []
          : [
              {
                column: must(group[0], 'a group has columns'),
                reason: `repeats ${group.join(', ')} of line ${first}`,
              },
            ];
      }),
  };
}

function without(put: Row, key: string | undefined): Row {
  return Object.fromEntries(Object.entries(put).filter(([column]) => column !== key));
}
