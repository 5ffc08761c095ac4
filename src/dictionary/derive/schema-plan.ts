import type { ColumnKind } from '../model/column.ts';
import type { Dictionary } from '../model/dictionary.ts';
import type { OwnRule } from '../model/sync-rule.ts';
import { allColumns, type Table } from '../model/table.ts';
import { referencesOf } from './references.ts';
import { casesOf } from './rules-of.ts';

/** What a database must make for a table: its columns, its key, and what it is searched by. */
export interface SchemaTable {
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: readonly {
    readonly name: string;
    readonly kind: ColumnKind;
    readonly required: boolean;
    /** Its values stay in this database. */
    readonly secret?: true;
  }[];
  readonly unique: readonly (readonly string[])[];
  readonly indexes: readonly (readonly string[])[];
}

/** The tables of the dictionary for a database, in the order of the dictionary. */
export function storedTables(dictionary: Dictionary): readonly SchemaTable[] {
  return dictionary.tables.map((table) => ({
    name: table.name,
    key: ['id'],
    columns: Object.entries(allColumns(table)).map(([name, { kind, required, secret }]) => ({
      name,
      kind,
      required,
      ...(secret === true && { secret }),
    })),
    unique: table.unique,
    indexes: indexesOf(table),
  }));
}

/** By each reference, each store or party the rules ask about, and what the table declares; no index that another begins with. */
function indexesOf(table: Table): readonly (readonly string[])[] {
  const singles = [
    ...referencesOf(table).map((reference) => reference.column),
    ...casesOf(table).flatMap(({ rule }) => askedColumns(rule)),
  ];
  const groups = [...singles.map((column) => [column]), ...table.indexes].filter(
    (group) => group[0] !== 'id',
  );
  const distinct = [...new Map(groups.map((group) => [group.join(), group])).values()];
  return distinct.filter(
    (group) => !distinct.some((other) => other !== group && begins(other, group)),
  );
}

function askedColumns({ editedAt, sentTo }: OwnRule): readonly string[] {
  return [editedAt, ...sentTo].flatMap((each) => {
    if ('store' in each) return [each.store];
    return 'column' in each ? [each.column] : [];
  });
}

function begins(longer: readonly string[], shorter: readonly string[]): boolean {
  return longer.length > shorter.length && shorter.every((column, i) => longer[i] === column);
}
