// Which row a line means: a new one, or one that exists already.
import { isRowId, must, ok, type Result, refused } from '#base';
import type { Row, Table } from '#dictionary';
import type { Draft } from './draft-lines.ts';
import type { FindRows, IdsByText } from './find-rows.ts';
import type { LineFault } from './line-fault.ts';
import type { Source } from './match-headers.ts';
import { noKey } from './refusals.ts';

/** One line as a change of a row. */
export interface LineChange {
  readonly line: number;
  readonly table: string;
  /** Undefined: a new row, whose id the caller makes. */
  readonly id: string | undefined;
  readonly put: Row;
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

/** The column by which rows are known: the one asked for, or `id` where the file has it. */
export function keyOf(
  table: Table,
  sources: readonly Source[],
  asked: string | undefined,
): Result<string | undefined> {
  const filled = (column: string): boolean => sources.some((source) => source.column === column);
  if (asked === undefined) return ok(filled('id') ? 'id' : undefined);
  const not = (reason: string) => refused(noKey({ table: table.name, key: asked, reason }));
  const kind = Object.hasOwn(table.columns, asked) ? table.columns[asked]?.kind : undefined;
  if (kind === undefined) return not('is not known here');
  if (kind !== 'text' && kind !== 'id') return not('is not text');
  return filled(asked) ? ok(asked) : not('is filled by no header of the file');
}

/** Turns sound drafts into changes; finds lines that mean one row twice, or take what another row has. */
export async function identify(options: IdentifyOptions): Promise<Identified> {
  const existing = await rowsByKey(options);
  const taken = await takenValues(options);
  return decide(options, { existing, taken });
}

async function rowsByKey({ table, find, drafts, key }: IdentifyOptions): Promise<IdsByText> {
  if (key === undefined) return new Map();
  const texts = drafts.map((draft) => keyText(draft, key));
  const askable = texts.filter((text) => (key === 'id' ? isRowId(text) : text !== ''));
  if (askable.length === 0) return new Map();
  return find({ table: table.name, column: key, values: [...new Set(askable)] });
}

/** Who has the values of columns that are unique on their own. */
async function takenValues({
  table,
  find,
  drafts,
}: IdentifyOptions): Promise<ReadonlyMap<string, IdsByText>> {
  const taken = new Map<string, IdsByText>();
  for (const [column, ...others] of table.unique) {
    if (column === undefined || others.length > 0 || table.columns[column]?.kind !== 'text')
      continue;
    const values = new Set(drafts.flatMap(({ put }) => textIn(put, column)));
    if (values.size === 0) continue;
    const found = await find({ table: table.name, column, values: [...values] });
    taken.set(column, found);
  }
  return taken;
}

function textIn(put: Row, column: string): readonly string[] {
  const value = put[column];
  return typeof value === 'string' ? [value] : [];
}

interface Known {
  readonly existing: IdsByText;
  readonly taken: ReadonlyMap<string, IdsByText>;
}

function decide({ table, drafts, key }: IdentifyOptions, known: Known): Identified {
  const seen = createSeen(table);
  const changes: LineChange[] = [];
  const faults: LineFault[] = [];
  let repeated = 0;
  for (const draft of drafts) {
    const { line, put } = draft;
    const meant = rowMeant(draft, key, known.existing);
    if ('reason' in meant) {
      faults.push({ line, column: key ?? null, reason: meant.reason });
      continue;
    }
    const first = key === undefined ? undefined : seen.key(keyText(draft, key), draft);
    if (first !== undefined && JSON.stringify(first.put) === JSON.stringify(put)) {
      repeated += 1;
      continue;
    }
    const found: Fault[] = [
      ...(meant.exists ? [] : blankFaults(table, draft)),
      ...takenFaults(put, known.taken, meant.id),
      ...(first === undefined ? seen.unique(put, line) : [repeatedKey(key, first)]),
    ];
    faults.push(...found.map((fault) => ({ line, ...fault })));
    if (found.length > 0) continue;
    const changed = meant.exists ? without(put, key) : put;
    changes.push({ line, table: table.name, id: meant.id, put: changed });
  }
  return { changes, faults, repeated };
}

type Fault = Omit<LineFault, 'line'>;
type Meant =
  | { readonly id: string | undefined; readonly exists: boolean }
  | { readonly reason: string };

function keyText(draft: Draft, key: string): string {
  const text = draft.cells.get(key) ?? '';
  return key === 'id' ? text.toLowerCase() : text;
}

function rowMeant(draft: Draft, key: string | undefined, existing: IdsByText): Meant {
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
  if (ids.length > 1) return { reason: `is that of ${ids.length} rows` };
  return { id: ids[0], exists: ids.length === 1 };
}

/** What a new row needs and its line leaves blank. Columns that the file does not have are the site's to complete or refuse. */
function blankFaults(table: Table, draft: Draft): readonly Fault[] {
  const blank = [...draft.cells].filter(([column, cell]) => {
    const declared = table.columns[column];
    const needed = declared?.required === true && declared.fallback === undefined;
    return cell === '' && needed && column !== 'id';
  });
  return blank.map(([column]) => ({ column, reason: 'must have a value' }));
}

function takenFaults(
  put: Row,
  taken: ReadonlyMap<string, IdsByText>,
  id: string | undefined,
): readonly Fault[] {
  return [...taken].flatMap(([column, ids]) => {
    const owner = ids.get(String(put[column]))?.find((each) => each !== id);
    if (owner === undefined) return [];
    return [{ column, reason: `is that of a row that exists (--key ${column} changes it)` }];
  });
}

function repeatedKey(key: string | undefined, first: Draft): Fault {
  return {
    column: key ?? null,
    reason: `is that of line ${first.line}, which says something else`,
  };
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
        if (first === undefined) return [];
        const column = must(group[0], 'a group has columns');
        return [{ column, reason: `repeats ${group.join(', ')} of line ${first}` }];
      }),
  };
}

function without(put: Row, key: string | undefined): Row {
  return Object.fromEntries(Object.entries(put).filter(([column]) => column !== key));
}
