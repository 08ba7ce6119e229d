import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore, type Store } from '../../../bot/store/open-store.ts';
import { StoreError, type StoreErrorCode } from '../../../bot/store/store-error.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function opened(dataFolder: string): Promise<Store> {
  const store = await openStore({ dataFolder });
  onTestFinished(() => store.close());
  return store;
}

/** A folder with a store of a few hundred pages in it, closed. */
async function filledFolder(): Promise<string> {
  const dataFolder = temporaryFolder();
  const store = await openStore({ dataFolder });
  for (let n = 0; n < 200; n += 1) await store.conversations.save(`web:${n}`, '記録'.repeat(1000), null);
  await store.close();
  return dataFolder;
}

/** One that speaks to the administrator: Japanese, a remedy, its code, no stack. */
async function expectRefusal(dataFolder: string, code: StoreErrorCode, place: string): Promise<void> {
  const refusal = await openStore({ dataFolder }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(StoreError);
  if (!(refusal instanceof StoreError)) return;
  expect(refusal.code).toBe(code);
  expect(refusal.message).toContain(`「${place}」`);
  expect(refusal.message).toContain(`[${code}]`);
  expect(refusal.message).toMatch(/してください。/u);
  expect(refusal.message).not.toMatch(/\n|Error/u);
}

/** Someone else's connection; closed and out of the way before it returns. */
function withDatabase(file: string, sql: string): void {
  const connection = new Database(file);
  connection.exec(sql);
  connection.exec('pragma wal_checkpoint(truncate)');
  connection.close();
}

describe('a data folder', () => {
  it.skipIf(process.platform === 'win32')('is made for its owner alone, with all that is in it', async () => {
    const dataFolder = join(temporaryFolder(), 'not', 'yet there');
    const store = await opened(dataFolder);
    await store.conversations.save('web:1', '{}', null);
    expect(readdirSync(dataFolder).sort()).toEqual([
      'assistant.db',
      'assistant.db-shm',
      'assistant.db-wal',
      'assistant.lock',
    ]);
    const rights = (file: string) => statSync(file).mode & 0o777;
    expect(rights(dataFolder)).toBe(0o700);
    for (const file of readdirSync(dataFolder)) expect(rights(join(dataFolder, file))).toBe(0o600);
  });

  it('keeps its own rights where it was there before', async () => {
    const dataFolder = temporaryFolder();
    chmodSync(dataFolder, 0o750);
    await opened(dataFolder);
    if (process.platform !== 'win32') expect(statSync(dataFolder).mode & 0o777).toBe(0o750);
  });

  it('has one assistant at a time, in one process too', async () => {
    const dataFolder = temporaryFolder();
    const first = await opened(dataFolder);
    await expectRefusal(dataFolder, 'STORE_LOCKED', dataFolder);
    // Being refused has taken nothing from the first.
    await expectRefusal(dataFolder, 'STORE_LOCKED', dataFolder);
    await first.conversations.save('web:1', '{}', null);
    await first.close();
    expect(await (await opened(dataFolder)).conversations.load('web:1')).not.toBeNull();
  });

  it('may be read while the assistant has it', async () => {
    const dataFolder = temporaryFolder();
    const store = await opened(dataFolder);
    await store.conversations.save('web:1', '{}', null);
    const reader = new Database(join(dataFolder, 'assistant.db'));
    onTestFinished(() => void reader.close());
    expect(reader.prepare('select key from conversation').all()).toEqual([{ key: 'web:1' }]);
    reader.exec(`vacuum into '${join(dataFolder, 'copy.db')}'`);
    await store.conversations.save('web:2', '{}', null);
  });
});

describe('closing', () => {
  it('brings everything into the one file, so that it can be copied', async () => {
    const dataFolder = await filledFolder();
    const log = join(dataFolder, 'assistant.db-wal');
    expect(existsSync(log) ? statSync(log).size : 0).toBe(0);
    const elsewhere = temporaryFolder();
    writeFileSync(join(elsewhere, 'assistant.db'), readFileSync(join(dataFolder, 'assistant.db')));
    expect(await (await opened(elsewhere)).conversations.load('web:199')).not.toBeNull();
  });

  it('may be asked for twice, and ends what comes later in an error with a code', async () => {
    const store = await openStore({ dataFolder: temporaryFolder() });
    await Promise.all([store.close(), store.close()]);
    await store.close();
    await expect(store.conversations.load('web:1')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(store.conversations.save('web:1', '{}', null)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
  });
});

describe('what is refused, and left byte for byte', () => {
  const untouched = async (dataFolder: string, code: StoreErrorCode) => {
    const file = join(dataFolder, 'assistant.db');
    const before = readFileSync(file);
    await expectRefusal(dataFolder, code, file);
    expect(readFileSync(file).equals(before)).toBe(true);
    // It is not the lock that stands in the way the second time.
    await expectRefusal(dataFolder, code, file);
  };

  it.each([
    ['a text', Buffer.from('名簿\n'.repeat(5000))],
    ['a few bytes', Buffer.from('x')],
    ['zeros', Buffer.alloc(8192)],
    ['a head without a body', Buffer.from('SQLite format 3\0')],
  ])('a file that is no database: %s', async (_, bytes) => {
    const dataFolder = temporaryFolder();
    writeFileSync(join(dataFolder, 'assistant.db'), bytes);
    await untouched(dataFolder, 'STORE_DAMAGED');
  });

  it('a database with a page of rubbish', async () => {
    const dataFolder = await filledFolder();
    const file = join(dataFolder, 'assistant.db');
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 4096, 3 * 4096);
    writeFileSync(file, bytes);
    await untouched(dataFolder, 'STORE_DAMAGED');
  });

  it('a database that was cut short', async () => {
    const dataFolder = await filledFolder();
    truncateSync(join(dataFolder, 'assistant.db'), 50 * 4096);
    await untouched(dataFolder, 'STORE_DAMAGED');
  });

  it('a database of another program', async () => {
    const dataFolder = temporaryFolder();
    withDatabase(join(dataFolder, 'assistant.db'), 'create table staff (name text)');
    await untouched(dataFolder, 'STORE_DAMAGED');
  });

  it('a database of a newer version', async () => {
    const dataFolder = await filledFolder();
    withDatabase(
      join(dataFolder, 'assistant.db'),
      "insert into kysely_migration values ('9999-from-the-future', '2040-01-01T00:00:00.000Z')",
    );
    await untouched(dataFolder, 'STORE_NEWER');
  });

  it('an empty file beside a log that still holds everything', async () => {
    const dataFolder = temporaryFolder();
    const log = join(dataFolder, 'assistant.db-wal');
    writeFileSync(join(dataFolder, 'assistant.db'), '');
    writeFileSync(log, 'records');
    await untouched(dataFolder, 'STORE_DAMAGED');
    expect(readFileSync(log, 'utf8')).toBe('records');
  });
});

describe('a place that cannot be written', () => {
  it('is a file where the folder should be', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    await expectRefusal(file, 'STORE_NOT_WRITABLE', file);
    await expectRefusal(join(file, 'below'), 'STORE_NOT_WRITABLE', join(file, 'below'));
  });

  it.each(['assistant.db', 'assistant.lock'])('is a folder where %s should be', async (name) => {
    const dataFolder = temporaryFolder();
    mkdirSync(join(dataFolder, name));
    await expectRefusal(dataFolder, 'STORE_NOT_WRITABLE', join(dataFolder, name));
  });

  // Takes no folder from anybody, root included.
  it.runIf(process.platform === 'linux')('is a file system that takes no folders', async () => {
    await expectRefusal('/proc/assistant', 'STORE_NOT_WRITABLE', '/proc/assistant');
  });

  // Root may write everywhere.
  const anyone = process.platform === 'win32' || process.getuid?.() === 0;
  it.skipIf(anyone)('is a folder without the right to write', async () => {
    const dataFolder = temporaryFolder();
    chmodSync(dataFolder, 0o500);
    await expectRefusal(dataFolder, 'STORE_NOT_WRITABLE', join(dataFolder, 'assistant.lock'));
  });
});

describe('a database that another program keeps for itself', () => {
  it('fails the save with a code, and goes on when it is free again', async () => {
    const dataFolder = temporaryFolder();
    const store = await opened(dataFolder);
    const other = new Database(join(dataFolder, 'assistant.db'));
    onTestFinished(() => void other.close());
    other.exec('begin immediate');
    await expect(store.conversations.save('web:1', '{}', null)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      reason: 'SQLITE_BUSY',
    });
    other.exec('rollback');
    await store.conversations.save('web:1', '{}', null);
  });
});
