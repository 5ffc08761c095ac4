export { type TableDefinition, tableDefinitions } from './ddl.ts';
export { type Dialect, quoted, quotedList } from './dialect.ts';
export { postgresDialect } from './postgres-dialect.ts';
export { sqliteDialect } from './sqlite-dialect.ts';
export {
  type Statement,
  type TableStatements,
  tableStatements,
  type WriteTexts,
} from './statements.ts';
