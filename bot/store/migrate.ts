import { type Kysely, type Migration, Migrator } from 'kysely';
import type { Tables } from './schema.ts';
import { StoreError } from './store-error.ts';

/** Where Kysely's migrator keeps the names of what it has run; its default, written out because it is read here too. */
const LEDGER = 'kysely_migration';

/**
 * Refuses, without a write, what these migrations must not touch.
 * @param place the database as the administrator knows it.
 * @throws {StoreError} `STORE_NEWER` where migrations ran that are not known here; `STORE_DAMAGED` where there are
 * tables and no list of migrations, so that some other program made them.
 */
export async function refuseUnknownSchema(
  db: Kysely<Tables>,
  migrations: Readonly<Record<string, Migration>>,
  place: string,
): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (tables.length === 0) return;
  if (!tables.some(({ name }) => name === LEDGER)) throw new StoreError('STORE_DAMAGED', place);
  const ran = await db
    .withTables<{ [LEDGER]: { name: string } }>()
    .selectFrom(LEDGER)
    .select('name')
    .execute();
  if (ran.some(({ name }) => !Object.hasOwn(migrations, name))) throw new StoreError('STORE_NEWER', place);
}

/** Brings the schema up to date: all outstanding migrations, or none. */
export async function migrate(
  db: Kysely<Tables>,
  migrations: Readonly<Record<string, Migration>>,
): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableName: LEDGER,
    // The order that Kysely would check is that of the times at which they ran, and a clock may have been put back.
    allowUnorderedMigrations: true,
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
