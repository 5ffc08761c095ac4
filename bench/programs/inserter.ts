// What a first download is compared with: the same driver inserts the same rows, which lie ready in memory, one after
// another into the same indexed schema.
import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { quoted } from '#database/sql';
import { openSqlite } from '#database/sqlite-node';
import { atollDictionary } from '#dictionary';
import { storedTablesOf } from '#site';
import { answer } from '../harness/program.ts';

/** Rows of a transaction: more make it no faster. */
const TOGETHER = 10_000;

export interface Inserted {
  readonly ms: number;
  readonly rows: number;
}

answer(
  {
    /** `from`: the database of a site; `into`: a new one. Reading takes no part in the time. */
    async insert({ from, into }: { readonly from: string; readonly into: string }) {
      const tables = storedTablesOf(atollDictionary);
      await (await openSqlite({ file: into, tables })).close();
      const source = new BetterSqlite(from, { readonly: true });
      const target = new BetterSqlite(into);
      for (const setting of ['journal_mode = WAL', 'synchronous = FULL', 'cache_size = -65536'])
        target.pragma(setting);
      let [ms, rows] = [0, 0];
      for (const { name } of atollDictionary.tables) {
        const columns = tables.find((table) => table.name === name)?.columns ?? [];
        const insert = target.prepare(
          `INSERT INTO ${quoted(name)} VALUES (${columns.map(() => '?').join(', ')})`,
        );
        const page = source
          .prepare(`SELECT * FROM ${quoted(name)} ORDER BY rowid LIMIT ${TOGETHER} OFFSET ?`)
          .raw();
        for (let at = 0; ; at += TOGETHER) {
          const ready = page.all(at) as unknown[][];
          if (ready.length === 0) break;
          const began = performance.now();
          target.exec('BEGIN');
          for (const row of ready) insert.run(row);
          target.exec('COMMIT');
          ms += performance.now() - began;
          rows += ready.length;
        }
      }
      source.close();
      target.close();
      return { ms, rows } satisfies Inserted;
    },
  },
  async () => undefined,
);
