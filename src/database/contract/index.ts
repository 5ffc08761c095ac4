export { databaseContract } from './database-contract.ts';
export { logEntry, thing, toyTables } from './toy-tables.ts';
export type { OpenDatabase } from './world.ts';
