export { adoptCopyFile, cutCopyFile, indexCopyFile } from './bulk-copy.ts';
export { type HeldFolder, holdFolder } from './hold-folder.ts';
export { type OpenSqlite, openSqlite, UnknownSchema } from './open-sqlite.ts';
