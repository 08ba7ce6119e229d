import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../../../../bot/store/sqlite/open-sqlite.ts';
import { temporaryFolder } from '../temporary-folder.ts';

// What a saved record rests on, asked of the database itself: a setting that it does not know, it passes over in silence.
it.each([
  ['journal_mode', 'wal'],
  ['synchronous', 2],
  ['foreign_keys', 1],
  ['secure_delete', 1],
])('runs with %s = %s', async (setting, value) => {
  const { db, close } = await openSqlite(temporaryFolder());
  onTestFinished(close);
  const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(setting)}`.execute(db);
  expect(rows).toEqual([{ [setting]: value }]);
});

it('gives an error of our own code as it is', async () => {
  const { db, close } = await openSqlite(temporaryFolder());
  onTestFinished(close);
  await expect(sql`select 1 from nowhere`.execute(db)).rejects.toMatchObject({ code: 'SQLITE_ERROR' });
});
