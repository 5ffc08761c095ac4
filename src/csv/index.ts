export type { FindRows } from './find-rows.ts';
export type { LineChange } from './identify.ts';
export type { LineFault } from './line-fault.ts';
export type { SkippedHeader } from './match-headers.ts';
export { type ReadTableOptions, readTable, type TableRead } from './read-table.ts';
export { badLines } from './refusals.ts';
export { textOfFile } from './text-of-file.ts';
export { PENDING_NUMBER, type WriteTableOptions, writeTable } from './write-table.ts';
