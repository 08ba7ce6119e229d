import { type Migration, sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { migrate, refuseUnknownSchema } from '../../../bot/store/migrate.ts';
import { MIGRATIONS } from '../../../bot/store/migrations.ts';
import type { Tables } from '../../../bot/store/schema.ts';
import { openSqlite } from '../../../bot/store/sqlite/open-sqlite.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function migratedDatabase() {
  const database = await openSqlite(temporaryFolder());
  onTestFinished(() => database.close());
  return database.db;
}

const OWN: ReadonlySet<string> = new Set<keyof Tables>([
  'conversation',
  'event',
  'personal',
  'checkpoint',
  'log',
  'view',
  'outbox',
  'inbox',
  'timer',
]);

const createTable = (name: string): Migration => ({
  up: (db) => db.schema.createTable(name).addColumn('id', 'integer').execute(),
});

/** Tables beyond those of our own migrations. */
const namesOf = async (db: Awaited<ReturnType<typeof migratedDatabase>>) =>
  (await db.introspection.getTables()).map(({ name }) => name).filter((name) => !OWN.has(name));

it('runs only what has not been run', async () => {
  const db = await migratedDatabase();
  await migrate(db, MIGRATIONS);
  await migrate(db, { ...MIGRATIONS, '9001-more': createTable('more') });
  expect(await namesOf(db)).toEqual(['more']);
});

it('runs all that is outstanding or nothing, so that no start is left half way', async () => {
  const db = await migratedDatabase();
  const failing: Migration = {
    async up(transaction) {
      await transaction.schema.createTable('half').addColumn('id', 'integer').execute();
      throw new Error('the power went');
    },
  };
  const more = { ...MIGRATIONS, '9001-more': createTable('more'), '9002-failing': failing };
  await expect(migrate(db, more)).rejects.toThrow('the power went');
  expect(await namesOf(db)).toEqual([]);
  await migrate(db, { ...more, '9002-failing': createTable('half') });
  expect(await namesOf(db)).toEqual(['half', 'more']);
});

it('is not confused by a clock that was put back between two migrations', async () => {
  const db = await migratedDatabase();
  await migrate(db, { ...MIGRATIONS, '9001-more': createTable('more') });
  await sql`update kysely_migration set timestamp = '2001-01-01T00:00:00.000Z' where name = '9001-more'`.execute(
    db,
  );
  await migrate(db, { ...MIGRATIONS, '9001-more': createTable('more'), '9002-last': createTable('last') });
  expect(await namesOf(db)).toEqual(['last', 'more']);
});

it('names the database that a newer version made', async () => {
  const db = await migratedDatabase();
  await refuseUnknownSchema(db, MIGRATIONS, 'the file');
  await migrate(db, { ...MIGRATIONS, '9001-more': createTable('more') });
  await expect(refuseUnknownSchema(db, MIGRATIONS, 'the file')).rejects.toMatchObject({
    code: 'STORE_NEWER',
    message: expect.stringContaining('the file'),
  });
});
