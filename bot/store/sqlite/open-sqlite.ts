import { join } from 'node:path';
import { Kysely } from 'kysely';
import { migrate, refuseUnknownSchema } from '../migrate.ts';
import { MIGRATIONS } from '../migrations.ts';
import type { Tables } from '../schema.ts';
import { type Connection, connect, execute } from './connect.ts';
import { LibsqlDialect } from './libsql-dialect.ts';
import { makeFolder } from './private-file.ts';
import { refuseDamage, refuseForeignFile } from './refuse-file.ts';
import { takeWriterLock } from './writer-lock.ts';

/** How long a statement waits for another program that has the file. The process stands still meanwhile. */
const BUSY_TIMEOUT_MS = 2000;

/** What `restore` leaves in SQLite's field for the application (`user_version`), which is 0 else. */
export const RESTORED = 1;

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
  /** It was put in place by `restore`, and nothing has been done about that yet. */
  readonly restored: boolean;
  /** Something has been done about it. */
  readonly taken: () => void;
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
    const dialect = new LibsqlDialect(connection, file);
    const db = new Kysely<Tables>({ dialect });
    execute(connection, file, `pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
    refuseDamage(connection, file, 'quick_check');
    await refuseUnknownSchema(db, MIGRATIONS, file);
    execute(connection, file, SETTINGS.join('\n'));
    await migrate(db, MIGRATIONS);
    dialect.watch();
    const opened = connection;
    return {
      db,
      sole: true,
      restored: isRestored(opened),
      taken: () => execute(opened, file, 'pragma user_version = 0'),
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

/** So that the one file holds everything. Where it cannot be, the log beside it does, and the next start takes it up. */
function checkpoint(connection: Connection): void {
  try {
    connection.exec('pragma wal_checkpoint(truncate)');
  } catch {}
}

function isRestored(connection: Connection): boolean {
  const found: unknown = connection.prepare('pragma user_version').raw().get();
  return Array.isArray(found) && found[0] === RESTORED;
}
