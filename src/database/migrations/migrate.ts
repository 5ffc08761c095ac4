// Databases only go forward: each migration runs once, in its own transaction, and leaves its name and
// checksum behind. A database that knows a migration this program does not know is not touched.
import type { Digest } from '#base';
import type { Dialect } from '#database/sql';

export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
}

/** What migrating needs of a database: statements one after another, on one connection. */
export interface MigrationDriver {
  readonly run: (text: string, values?: readonly unknown[]) => Promise<void>;
  readonly all: (text: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
}

export type MigrationOutcome =
  | { readonly kind: 'up-to-date'; readonly applied: number }
  /** `name`: the first migration in the database that this program does not know, or knows otherwise. */
  | { readonly kind: 'unknown-schema'; readonly name: string };

export async function migrate(options: {
  readonly driver: MigrationDriver;
  readonly dialect: Dialect;
  readonly migrations: readonly Migration[];
  readonly digest: Pick<Digest, 'sha256'>;
  /** Statements whose effect is there already, in a database that begins as a copy of another's tables. */
  readonly already?: ReadonlySet<string>;
}): Promise<MigrationOutcome> {
  const { driver, dialect, migrations, digest, already } = options;
  await driver.run(
    `CREATE TABLE IF NOT EXISTS "schema_version" ("position" ${dialect.columnType('integer')} NOT NULL PRIMARY KEY, ` +
      `"name" ${dialect.columnType('text')} NOT NULL, "checksum" ${dialect.columnType('text')} NOT NULL)${dialect.tableOptions(['position'])}`,
  );
  const done = await driver.all(
    'SELECT "position", "name", "checksum" FROM "schema_version" ORDER BY "position"',
  );
  const known = migrations.map((migration) => ({
    ...migration,
    checksum: digest.sha256(migration.statements.join(';\n')),
  }));
  for (const [at, row] of done.entries()) {
    if (known[at]?.checksum !== row.checksum)
      return { kind: 'unknown-schema', name: String(row.name) };
  }
  const [first, second, third] = [1, 2, 3].map(dialect.parameter);
  const remember = `INSERT INTO "schema_version" ("position", "name", "checksum") VALUES (${first}, ${second}, ${third})`;
  for (const [at, migration] of known.entries()) {
    if (at < done.length) continue;
    await driver.run('BEGIN');
    try {
      for (const statement of migration.statements) {
        if (already?.has(statement) !== true) await driver.run(statement);
      }
      await driver.run(remember, [at + 1, migration.name, migration.checksum]);
      await driver.run('COMMIT');
    } catch (error) {
      await driver.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }
  return { kind: 'up-to-date', applied: known.length - done.length };
}
