export { checkStoredRow } from './check-stored-row.ts';
export { codePointKey } from './code-point-order.ts';
export { decimalOfMillionths, millionthsOf } from './millionths.ts';
export {
  type FileOfRows,
  type OpenUnit,
  type OpenView,
  openUnit,
  openView,
  type Reads,
  type ReadsAndWrites,
} from './open-unit.ts';
export { isStorable } from './storable.ts';
export {
  checkKeys,
  checkQuery,
  type KnownTable,
  knownTable,
  knownTables,
  searchableKind,
} from './stored-columns.ts';
