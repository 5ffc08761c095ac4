// The part of the port that databases with synchronous statements share: what is handed out is valid only
// inside its call, attempts nest, and a write that failed can only be undone.
import type { Row } from '#dictionary';
import { type Condition, NoSpace, type Select, type Unit, type View } from '#engine/ports';

export interface Reads {
  readonly get: (
    table: string,
    keys: readonly (string | number)[],
  ) => ReadonlyMap<string | number, Row>;
  readonly select: (query: Select) => readonly Row[];
  readonly count: (query: Omit<Select, 'order'>) => number;
}

export interface ReadsAndWrites extends Reads {
  readonly put: (table: string, rows: readonly Row[]) => void;
  readonly remove: (table: string, where: readonly Condition[]) => void;
  /** Remembers the state; exactly one of the two is called later, the innermost mark first. */
  readonly mark: () => Mark;
  /** Where a database is a file: opens another one for the rest of the transaction. */
  readonly beside?: (file: string) => FileOfRows;
}

/** Rows in a file of the database's own kind. */
export interface FileOfRows {
  readonly tables: readonly string[];
  readonly reads: Reads;
  readonly take: (table: string) => void;
  /** Lets whatever else is due in this process run: to take a large table stops it for a while. */
  readonly giveWay: () => Promise<void>;
}

export interface Mark {
  readonly keep: () => void;
  readonly undo: () => void;
}

export interface OpenView {
  readonly view: View;
  readonly close: () => void;
}

export interface OpenUnit {
  readonly unit: Unit;
  /** Ends the unit's life; throws when what it wrote must not be committed. */
  readonly finish: () => void;
  readonly close: () => void;
}

export function openView(reads: Reads): OpenView {
  let open = true;
  const check = (): void => {
    if (!open) throw new Error('This view of the database has ended.');
  };
  return {
    view: viewOver(reads, check),
    close: () => {
      open = false;
    },
  };
}

export function openUnit(over: ReadsAndWrites): OpenUnit {
  let open = true;
  /** The attempts under way, the outermost first; each is marked once something is written in it. */
  const attempts: { mark?: Mark }[] = [];
  let broken: { readonly error: unknown } | undefined;

  const check = (): void => {
    if (!open) throw new Error('This unit of work has ended.');
    if (broken !== undefined) throw broken.error;
  };
  const writing = (work: () => void): void => {
    check();
    try {
      for (const each of attempts) each.mark ??= over.mark();
      work();
    } catch (error) {
      broken = { error };
      throw error;
    }
  };
  const besideOf =
    (open: (file: string) => FileOfRows): NonNullable<Unit['beside']> =>
    async (file) => {
      check();
      const { tables, reads, take, giveWay } = open(file);
      const { select, count } = viewOver(reads, check);
      return {
        tables,
        select,
        count,
        async take(table) {
          await giveWay();
          writing(() => take(table));
        },
      };
    };
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    check();
    const own: { mark?: Mark } = {};
    attempts.push(own);
    try {
      const result = await work();
      check();
      if (attempts.at(-1) !== own) throw new Error('Attempts of one unit must not overlap.');
      own.mark?.keep();
      return result;
    } catch (error) {
      if (attempts.at(-1) !== own) broken = { error };
      else if (open && !(broken?.error instanceof NoSpace)) {
        broken = { error };
        own.mark?.undo();
        broken = undefined;
      }
      throw error;
    } finally {
      attempts.pop();
    }
  };
  return {
    unit: {
      ...viewOver(over, check),
      put: async (table, rows) => writing(() => over.put(table, rows)),
      remove: async (table, where) => writing(() => over.remove(table, where)),
      attempt,
      ...(over.beside !== undefined && { beside: besideOf(over.beside) }),
    },
    finish: () => {
      check();
      open = false;
      if (attempts.length > 0)
        throw new Error('The unit of work ended while an attempt was still going on.');
    },
    close: () => {
      open = false;
    },
  };
}

function viewOver(reads: Reads, check: () => void): View {
  return {
    get: async (table, keys) => {
      check();
      return reads.get(table, keys);
    },
    select: async (query) => {
      check();
      return reads.select(query);
    },
    count: async (query) => {
      check();
      return reads.count(query);
    },
  };
}
