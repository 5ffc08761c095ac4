export { adoptCopy } from './adopt-copy.ts';
export { type Cut, type CutPlan, cutCopy, type FinalBytes, type NamedBy } from './cut-copy.ts';
export { DamagedFile } from './damaged-file.ts';
export type { SqliteDriver, SqliteStatement } from './driver.ts';
export { translated } from './errors.ts';
export { type IndexPlan, indexCopy } from './index-copy.ts';
export { migrationDriver } from './migration-driver.ts';
export { damagedFile, folderInUse, unknownSchema } from './refusals.ts';
export {
  type CacheSize,
  checkPages,
  pragma,
  setUpReader,
  setUpWriter,
  type WriterSize,
} from './set-up.ts';
export { type Files, sqliteDatabase } from './sqlite-database.ts';
export type { GroupCommit } from './unit-queue.ts';
