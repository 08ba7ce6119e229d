import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { migrate, refuseUnknownSchema } from '../migrate.ts';
import { MIGRATIONS } from '../migrations.ts';
import type { Tables } from '../schema.ts';
import { StoreError } from '../store-error.ts';
import { type Connection, connect, execute } from './connect.ts';
import { LibsqlDialect } from './libsql-dialect.ts';
import { makeFolder } from './private-file.ts';
import { storeErrorFrom } from './sqlite-error.ts';
import { takeWriterLock } from './writer-lock.ts';

/** Every database of SQLite begins with this (https://www.sqlite.org/fileformat2.html#magic_header_string). */
const MAGIC = 'SQLite format 3\0';

/** How long a statement waits for another program that has the file. The process stands still meanwhile. */
const BUSY_TIMEOUT_MS = 2000;

/** Run on a database that has been looked at and found to be ours. */
const SETTINGS = [
  'journal_mode = wal', // Readers (a backup) do not stop the writer.
  'synchronous = full', // A commit is on the disk when it returns, whatever becomes of the machine.
  'foreign_keys = on',
  'secure_delete = on', // What is forgotten is overwritten, not left lying in free pages.
].map((setting) => `pragma ${setting};`);

/** An open database, and what closes it. */
export interface OpenDatabase {
  readonly db: Kysely<Tables>;
  /** Nobody else writes to it: whatever is claimed in it was claimed by a process that is gone. */
  readonly sole: boolean;
  readonly close: () => Promise<void>;
}

/**
 * Opens `assistant.db` in the folder. The lock comes before the first look, and every look before the first write.
 * @throws {StoreError}
 */
export async function openSqlite(folder: string): Promise<OpenDatabase> {
  makeFolder(folder);
  const unlock = takeWriterLock(join(folder, 'assistant.lock'), folder);
  const file = join(folder, 'assistant.db');
  let connection: Connection | undefined;
  try {
    refuseForeignFile(file);
    connection = connect(file);
    const db = new Kysely<Tables>({ dialect: new LibsqlDialect(connection, file) });
    execute(connection, file, `pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
    refuseDamage(connection, file);
    await refuseUnknownSchema(db, MIGRATIONS, file);
    execute(connection, file, SETTINGS.join('\n'));
    await migrate(db, MIGRATIONS);
    const opened = connection;
    return {
      db,
      sole: true,
      // Kysely's own `destroy` would only close the connection too, and leave later queries an error without a remedy.
      async close() {
        checkpoint(opened);
        opened.close();
        unlock();
      },
    };
  } catch (error) {
    connection?.close();
    unlock();
    throw error;
  }
}

/** Before SQLite opens it, since beside a missing or empty file SQLite throws away a log that may hold everything. */
function refuseForeignFile(file: string): void {
  const head = headOf(file);
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  if (head === '' ? log !== undefined && log.size > 0 : head !== MAGIC)
    throw new StoreError('STORE_DAMAGED', file);
}

/** The first characters of a file, as many as it has; none where it is missing. */
function headOf(file: string): string {
  const head = Buffer.alloc(MAGIC.length);
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    return head.toString('latin1', 0, readSync(descriptor, head));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw storeErrorFrom(error, file);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Reads every page, but does not hold indexes against their tables, which takes longer: 160 MB took 0.1 s. */
function refuseDamage(connection: Connection, file: string): void {
  let found: unknown;
  try {
    // libsql's `simple` gives the row all the same.
    found = connection.prepare('pragma quick_check(1)').raw().get();
  } catch (error) {
    throw storeErrorFrom(error, file);
  }
  if (!(Array.isArray(found) && found[0] === 'ok')) throw new StoreError('STORE_DAMAGED', file);
}

/** So that the one file holds everything. Where it cannot be, the log beside it does, and the next start takes it up. */
function checkpoint(connection: Connection): void {
  try {
    connection.exec('pragma wal_checkpoint(truncate)');
  } catch {}
}
