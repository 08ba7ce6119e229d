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
  const ran = await ledgerOf(db);
  if (ran.some((name) => !Object.hasOwn(migrations, name))) throw new StoreError('STORE_NEWER', place);
}

/**
 * Refuses a database that is only to be read where it is not exactly of these migrations.
 * @throws {StoreError} as `refuseUnknownSchema`, and `STORE_OLDER` where some have not run yet.
 */
export async function refuseOtherSchema(
  db: Kysely<Tables>,
  migrations: Readonly<Record<string, Migration>>,
  place: string,
): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (tables.length === 0) throw new StoreError('STORE_MISSING', place);
  await refuseUnknownSchema(db, migrations, place);
  const ran = await ledgerOf(db);
  if (Object.keys(migrations).some((name) => !ran.includes(name))) throw new StoreError('STORE_OLDER', place);
  const there = new Set(tables.map(({ name }) => name));
  if (Object.keys(TABLES).some((name) => !there.has(name))) throw new StoreError('STORE_DAMAGED', place);
}

/** So that the compiler misses none. */
const TABLES: Readonly<Record<keyof Tables, true>> = {
  conversation: true,
  event: true,
  personal: true,
  checkpoint: true,
  log: true,
  view: true,
  outbox: true,
  inbox: true,
  timer: true,
};

async function ledgerOf(db: Kysely<Tables>): Promise<readonly string[]> {
  const ran = await db
    .withTables<{ [LEDGER]: { name: string } }>()
    .selectFrom(LEDGER)
    .select('name')
    .execute();
  return ran.map(({ name }) => name);
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
