import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../../bot/store/migrate.ts';
import { MIGRATIONS } from '../../../../bot/store/migrations.ts';
import { openStore } from '../../../../bot/store/open-store.ts';
import type { Tables } from '../../../../bot/store/schema.ts';
import { backup } from '../../../../bot/store/sqlite/backup.ts';
import { LibsqlDialect } from '../../../../bot/store/sqlite/libsql-dialect.ts';
import { restore } from '../../../../bot/store/sqlite/restore.ts';
import { verifyFile } from '../../../../bot/store/sqlite/verify-file.ts';
import { did, message, story, to } from '../store-story.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const now = () => new Date('2026-11-24T09:15:30.500Z');

/** Changes one event of a closed file. */
function tamper(file: string): void {
  const database = new Database(file);
  database.exec("update event set by = 'p-666' where position = 1");
  database.close();
}

describe('a backup', () => {
  it('is made while the assistant writes, whole, verified, and for its owner alone', async () => {
    const { store, folder } = await story();
    const file = join(temporaryFolder(), '控え #1 100% ?.db');
    await store.events.append(to('request/0', { events: [did('opened', { personal: { why: '理由' } })] }));
    const writing = Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        store.events.append(to(`case/${n}`, { messages: [message(`m${n}`)] })),
      ),
    );
    const verified = await backup({ dataFolder: folder, file });
    await writing;
    expect(verified).toMatchObject({ faults: [], texts: 1 });
    expect(verified.events).toBeGreaterThanOrEqual(1);
    expect(verified.events).toBeLessThanOrEqual(101);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await verifyFile({ file })).toEqual(verified);
    expect(await verifyFile({ file: folder })).toMatchObject({ events: 101, faults: [] });
  });

  it('never overwrites, whatever is there', async () => {
    const { folder } = await story();
    const file = join(temporaryFolder(), 'there');
    writeFileSync(file, '');
    for (const taken of [file, join(folder, 'assistant.db')])
      await expect(backup({ dataFolder: folder, file: taken })).rejects.toMatchObject({
        code: 'STORE_EXISTS',
      });
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  it('is not kept where the records have faults', async () => {
    const { store, folder } = await story();
    await store.events.append(to('request/1'));
    await store.close();
    tamper(join(folder, 'assistant.db'));
    const file = join(temporaryFolder(), 'copy.db');
    expect(await backup({ dataFolder: folder, file })).toMatchObject({ faults: [{ field: 'by' }] });
    expect(existsSync(file)).toBe(false);
  });

  it('says what is missing: records, or a folder to put them in', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'copy.db');
    await expect(backup({ dataFolder: folder, file })).rejects.toMatchObject({ code: 'STORE_MISSING' });
    expect(readdirSync(folder)).toEqual([]);
    const { folder: full } = await story();
    await expect(backup({ dataFolder: full, file: join(folder, 'no', 'copy.db') })).rejects.toMatchObject({
      code: 'STORE_NOT_WRITABLE',
    });
  });
});

/** A store with one stream in it, and its backup; then a second stream. */
async function backedUp() {
  const told = await story();
  await told.store.events.append(to('request/1', { messages: [message('m1')] }));
  const file = join(temporaryFolder(), 'copy.db');
  await backup({ dataFolder: told.folder, file });
  const [sending] = await told.store.outbox.claim('w', 1, 1000);
  if (sending !== undefined) await told.store.outbox.delivered(sending, 'receipt');
  await told.store.events.append(to('request/2'));
  return { ...told, file };
}

describe('restoring', () => {
  it('is refused while the assistant has the folder, and changes nothing', async () => {
    const { store, folder, file } = await backedUp();
    await expect(restore({ dataFolder: folder, file, now })).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    expect(await store.events.streams()).toHaveLength(2);
    expect(readdirSync(folder).filter((name) => /restoring|2026-11/u.test(name))).toEqual([]);
  });

  it('puts the copy in place, and keeps what was there under the date', async () => {
    const { store, folder, file } = await backedUp();
    await store.close();
    const { kept } = await restore({ dataFolder: folder, file, now });
    expect(kept).toBe(join(folder, 'assistant-2026-11-24T09-15-30.db'));
    if (kept === null) return;
    expect(await verifyFile({ file: kept })).toMatchObject({ streams: 2, faults: [] });
    expect(await verifyFile({ file: folder })).toMatchObject({ streams: 1, faults: [] });
    if (process.platform !== 'win32')
      for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    // The same second again.
    expect((await restore({ dataFolder: folder, file, now })).kept).toMatch(/-2\.db$/u);
  });

  it('sends what the copy did not know to be sent as a message that may have arrived, once', async () => {
    const { store, folder, file } = await backedUp();
    await store.close();
    await restore({ dataFolder: folder, file, now });
    const again = await story({ dataFolder: folder });
    const [sending] = await again.store.outbox.claim('w', 10, 1000);
    expect(sending).toMatchObject({ id: 'm1', resend: true });
    await again.store.events.append(to('request/9', { messages: [message('m9')] }));
    await again.restart();
    const sent = await again.store.outbox.claim('w', 10, 1000);
    expect(sent).toMatchObject([
      { id: 'm1', resend: true },
      { id: 'm9', resend: false },
    ]);
  });

  it('refuses a copy with faults before it touches anything', async () => {
    const { store, folder, file } = await backedUp();
    await store.close();
    tamper(file);
    const before = readFileSync(join(folder, 'assistant.db'));
    const { verified, kept } = await restore({ dataFolder: folder, file, now });
    expect(verified.faults).toMatchObject([{ code: 'EVENT_CHANGED', field: 'by' }]);
    expect(kept).toBeNull();
    expect(readFileSync(join(folder, 'assistant.db')).equals(before)).toBe(true);
    const text = join(temporaryFolder(), 'text');
    writeFileSync(text, 'not a database at all');
    await expect(restore({ dataFolder: folder, file: text })).rejects.toMatchObject({
      code: 'STORE_DAMAGED',
    });
    await expect(restore({ dataFolder: folder, file: join(text, 'x') })).rejects.toMatchObject({
      code: 'STORE_MISSING',
    });
  });

  it('works where there are no records yet, and where there are damaged ones', async () => {
    const { file } = await backedUp();
    const empty = join(temporaryFolder(), 'new');
    expect((await restore({ dataFolder: empty, file, now })).kept).toBeNull();
    expect(await verifyFile({ file: empty })).toMatchObject({ streams: 1, faults: [] });

    const damaged = temporaryFolder();
    writeFileSync(join(damaged, 'assistant.db'), 'rubbish');
    writeFileSync(join(damaged, 'assistant.db-wal'), 'a log of it');
    const { kept } = await restore({ dataFolder: damaged, file, now });
    expect(readFileSync(String(kept), 'utf8')).toBe('rubbish');
    expect(readFileSync(`${kept}-wal`, 'utf8')).toBe('a log of it');
    const store = await openStore({ dataFolder: damaged });
    expect(await store.events.streams()).toHaveLength(1);
    await store.close();
  });

  it('keeps what a killed assistant had only in its log', async () => {
    const { store, folder, file } = await backedUp();
    // As a kill leaves it: a copy of file and log, taken while the store is open.
    const killed = temporaryFolder();
    mkdirSync(join(killed, 'data'));
    for (const name of ['assistant.db', 'assistant.db-wal'])
      copyFileSync(join(folder, name), join(killed, 'data', name));
    await store.close();
    const { kept } = await restore({ dataFolder: join(killed, 'data'), file, now });
    expect(await verifyFile({ file: String(kept) })).toMatchObject({ streams: 2, faults: [] });
  });

  it('takes a copy that was made before an update', async () => {
    const file = join(temporaryFolder(), 'old.db');
    const old = new Database(file);
    const db = new Kysely<Tables>({ dialect: new LibsqlDialect(old, file) });
    const [first = ''] = Object.keys(MIGRATIONS);
    await migrate(db, { [first]: MIGRATIONS[first] ?? { up: async () => {} } });
    old.close();
    const folder = temporaryFolder();
    const { verified } = await restore({ dataFolder: folder, file, now });
    expect(verified).toMatchObject({ events: 0, faults: [] });
    const store = await openStore({ dataFolder: folder });
    await store.events.append(to('request/1'));
    await store.close();
  });
});
