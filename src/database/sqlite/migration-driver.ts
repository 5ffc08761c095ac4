import type { MigrationDriver } from '#database/migrations';
import type { SqliteDriver } from './driver.ts';

export function migrationDriver(driver: SqliteDriver): MigrationDriver {
  return {
    run: async (text, values = []) => {
      driver.prepare(text).run(values);
    },
    all: async (text) => driver.prepare(text).all([]),
  };
}
