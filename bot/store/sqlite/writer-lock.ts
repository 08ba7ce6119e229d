import { StoreError } from '../store-error.ts';
import { type Connection, connect, execute } from './connect.ts';

/** An assistant that has just been told to end may still be closing. */
const PATIENCE_MS = 1000;

/** A connection that is collected as garbage lets go of its lock. */
const held = new Set<Connection>();

/**
 * Keeps every other assistant out of the folder, in this process too. The lock is SQLite's own on an empty database
 * beside the real one, within a transaction that never ends: the system lifts it with the process, be it killed, and the
 * real one stays open to readers (a backup).
 * @returns what lets go of it.
 * @throws {StoreError} `STORE_LOCKED`
 */
export function takeWriterLock(file: string, folder: string): () => void {
  const connection = connect(file);
  try {
    // A journal on the disk would be left behind by a process that is killed.
    execute(
      connection,
      file,
      `pragma busy_timeout = ${PATIENCE_MS}; pragma journal_mode = memory; begin exclusive`,
    );
  } catch (error) {
    connection.close();
    throw error instanceof StoreError && /^SQLITE_(?:BUSY|LOCKED)/u.test(error.reason)
      ? new StoreError('STORE_LOCKED', folder, '', { cause: error })
      : error;
  }
  held.add(connection);
  return () => {
    if (!held.delete(connection)) return;
    execute(connection, file, 'rollback');
    connection.close();
  };
}
