import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../../../bot/store/open-store.ts';
import { openSqlite } from '../../../../bot/store/sqlite/open-sqlite.ts';
import { to } from '../store-story.ts';
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

it.each([
  ['the file', ['assistant.db']],
  ['both', ['assistant.db', 'assistant.db-wal']],
])('calls nothing recorded once %s was taken away, and goes on when it is back', async (_, names) => {
  const folder = temporaryFolder();
  const store = await openStore({ dataFolder: folder });
  onTestFinished(() => store.close());
  await store.conversations.save('a', '{}', null);
  for (const name of names) renameSync(join(folder, name), join(folder, `${name}.away`));
  await expect(store.conversations.save('b', '{}', null)).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
  });
  await expect(store.events.append(to('request/1'))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await expect(store.conversations.load('a')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  for (const name of names) renameSync(join(folder, `${name}.away`), join(folder, name));
  await store.conversations.save('b', '{}', null);
  expect(await store.conversations.load('b')).not.toBeNull();
});

it('gives an error of our own code as it is', async () => {
  const { db, close } = await openSqlite(temporaryFolder());
  onTestFinished(close);
  await expect(sql`select 1 from nowhere`.execute(db)).rejects.toMatchObject({ code: 'SQLITE_ERROR' });
});
