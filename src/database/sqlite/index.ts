export { DamagedFile } from './damaged-file.ts';
export type { SqliteDriver, SqliteStatement } from './driver.ts';
export { translated } from './errors.ts';
export { damagedFile, folderInUse, unknownSchema } from './refusals.ts';
export { type CacheSize, checkPages, pragma, setUpReader, setUpWriter } from './set-up.ts';
export { sqliteDatabase } from './sqlite-database.ts';
export type { GroupCommit } from './unit-queue.ts';
