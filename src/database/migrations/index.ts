export { createEverything } from './create-everything.ts';
export { type Migration, type MigrationDriver, type MigrationOutcome, migrate } from './migrate.ts';
