import { must } from '#base';
import { DamagedFile } from './damaged-file.ts';
import type { SqliteDriver } from './driver.ts';

/** Milliseconds. */
const BUSY_TIMEOUT = 5_000;

/** Kept pages of one connection. */
export interface CacheSize {
  readonly kibibytes: number;
}

export interface WriterSize extends CacheSize {
  /** So many pages are written beside the file before they are moved into it, each once however often it changed. */
  readonly walPages: number;
}

/**
 * Sets what durability and memory depend on, and reads it back: drivers and builds differ in what they start
 * with, and a setting that did not take would lose acknowledged work at a power cut.
 */
export function setUpWriter(driver: SqliteDriver, size: WriterSize): void {
  set(driver, 'journal_mode', 'WAL', 'wal');
  set(driver, 'synchronous', 'FULL', 2);
  set(driver, 'wal_autocheckpoint', size.walPages, size.walPages);
  // NOTE what a site may hold no longer must not be found on its disk (E5): pages that are freed are written over.
  set(driver, 'secure_delete', 1, 1);
  set(driver, 'journal_size_limit', 64 * 1024 * 1024, 64 * 1024 * 1024);
  setUpAny(driver, size);
}

export function setUpReader(driver: SqliteDriver, cache: CacheSize): void {
  set(driver, 'query_only', 1, 1);
  setUpAny(driver, cache);
}

function setUpAny(driver: SqliteDriver, cache: CacheSize): void {
  set(driver, 'foreign_keys', 0, 0);
  set(driver, 'trusted_schema', 0, 0);
  set(driver, 'busy_timeout', BUSY_TIMEOUT, BUSY_TIMEOUT);
  set(driver, 'temp_store', 'MEMORY', 2);
  set(driver, 'cache_size', -cache.kibibytes, -cache.kibibytes);
  set(driver, 'mmap_size', 0, 0);
}

/** Moves what stands beside the file into it and cuts it off; false when a reader still needs what is there. */
export function emptyWal(writer: SqliteDriver): boolean {
  // NOTE the readers are of this very process: to wait for them here would be to wait for ever.
  set(writer, 'busy_timeout', 0, 0);
  try {
    return pragma(writer, 'wal_checkpoint(TRUNCATE)') === 0;
  } finally {
    set(writer, 'busy_timeout', BUSY_TIMEOUT, BUSY_TIMEOUT);
  }
}

/** The value of a pragma that answers one. */
export function pragma(driver: SqliteDriver, name: string): unknown {
  return Object.values(driver.prepare(`PRAGMA ${name}`).all([])[0] ?? {})[0];
}

/** Looks at every page, not at what the rows say; about half a microsecond a row. */
export function checkPages(driver: SqliteDriver, file: string): void {
  const finding = must(pragma(driver, 'quick_check(1)'), 'a check has a finding');
  if (finding !== 'ok') throw new DamagedFile(file, String(finding));
}

function set(driver: SqliteDriver, name: string, value: string | number, expected: unknown): void {
  driver.exec(`PRAGMA ${name} = ${value}`);
  const taken = pragma(driver, name);
  if (taken !== expected)
    throw new Error(`SQLite did not take ${name} = ${value}: it is ${String(taken)}.`);
}
