// A store that a site gains comes as a file of rows. They go into the tables inside SQLite: where a table here has fewer
// rows than the file, the file's are taken page by page, indexes and all, and those that were here are put back among
// them; that is several times as fast as one row after another.
import { quoted, quotedList } from '#database/sql';
import type { FileOfRows } from '#database/stored';
import { checkSchema } from './check-schema.ts';
import { connection, type SqliteTable, type SqliteTables } from './connection.ts';
import type { SqliteDriver } from './driver.ts';
import { notUnique, translated } from './errors.ts';
import { pragma } from './set-up.ts';

export interface Beside {
  readonly open: (file: string) => Omit<FileOfRows, 'giveWay'>;
  /** The transaction has ended: the files are given up. Whether there were any, and so much was written. */
  readonly close: () => boolean;
  /** What was written lies in the database itself: from here on it is moved there as ever. */
  readonly settled: () => void;
}

/** A table with more rows than this stays as it is: its rows would have to be kept in memory meanwhile. */
const MOST_PUT_BACK = 100_000;

export function besideOf(options: {
  readonly writer: SqliteDriver;
  readonly files: { readonly connect: (file: string) => SqliteDriver };
  readonly file: string;
  readonly tables: SqliteTables;
}): Beside {
  const { writer, files, tables } = options;
  let reader: SqliteDriver | undefined;
  let walPages: number | undefined;
  return {
    open(file) {
      if (reader !== undefined) throw new Error('One file of rows at a time.');
      reader = files.connect(file);
      const names = checkSchema(reader, file, [...tables.values()]).tables;
      const reads = connection({ driver: reader, file, tables });
      writer.prepare('ATTACH ? AS beside').run([file]);
      // NOTE so much is moved into the database by itself: nobody waits for that at the end of a unit.
      walPages ??= Number(pragma(writer, 'wal_autocheckpoint'));
      writer.exec('PRAGMA wal_autocheckpoint = 0');
      return {
        tables: names.filter((table) => reads.count({ table, limit: 1 }) > 0),
        reads,
        take: (name) => take(options, name, reads.count({ table: name })),
      };
    },
    close() {
      if (reader === undefined) return false;
      reader.close();
      reader = undefined;
      if (writer.prepare("SELECT 1 FROM pragma_database_list WHERE name = 'beside'").all([]).length)
        writer.exec('DETACH beside');
      return true;
    },
    settled() {
      if (walPages !== undefined) writer.exec(`PRAGMA wal_autocheckpoint = ${walPages}`);
      walPages = undefined;
    },
  };
}

function take(
  {
    writer,
    file,
    tables,
  }: { readonly writer: SqliteDriver; readonly file: string; readonly tables: SqliteTables },
  name: string,
  coming: number,
): void {
  const table = tables.get(name);
  if (table === undefined) throw new Error(`${name} is no table of this database.`);
  try {
    const few = Math.min(coming, MOST_PUT_BACK) + 1;
    const here = writer.prepare(`SELECT 1 FROM main.${quoted(name)} LIMIT ${few}`).all([]).length;
    if (here < few) takePages(writer, table);
    else writer.exec(`${intoMain(table, 'beside', '>=')}`);
  } catch (error) {
    throw notUnique(writer, table, error) ?? translated(writer, file, error);
  }
}

function takePages(writer: SqliteDriver, table: SqliteTable): void {
  const name = quoted(table.name);
  writer.exec(`CREATE TEMP TABLE ${name} AS SELECT * FROM main.${name}`);
  writer.exec(`DELETE FROM main.${name}`);
  writer.exec(`INSERT INTO main.${name} SELECT * FROM beside.${name}`);
  writer.exec(intoMain(table, 'temp', '>'));
  writer.exec(`DROP TABLE temp.${name}`);
}

/** Of two rows with one key the higher version stays; of equal ones that of the file. */
function intoMain({ name, key, columns }: SqliteTable, from: string, than: '>' | '>='): string {
  const names = columns.map((column) => column.name);
  const others = names.filter((column) => !key.includes(column));
  const values = others.map((column) => `${quoted(column)} = excluded.${quoted(column)}`);
  return (
    `INSERT INTO main.${quoted(name)} AS here (${quotedList(names)}) ` +
    `SELECT ${quotedList(names)} FROM ${from}.${quoted(name)} WHERE true ` +
    `ON CONFLICT (${quotedList(key)}) DO UPDATE SET ${values.join(', ')} ` +
    `WHERE excluded."row_version" ${than} here."row_version"`
  );
}
