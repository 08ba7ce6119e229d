import { accessSync, constants } from 'node:fs';
import Database from 'libsql';
import { StoreError } from '../store-error.ts';
import { makeFile } from './private-file.ts';
import { storeErrorFrom } from './sqlite-error.ts';

/** One connection to one file: libsql's own, which has the methods of better-sqlite3. */
export type Connection = Database.Database;

/** Opens the file, made empty and for this user alone where it is missing. @throws {StoreError} */
export function connect(file: string): Connection {
  makeFile(file);
  try {
    // SQLite would open what it may only read, and its exclusive transaction would then exclude nobody.
    accessSync(file, constants.R_OK | constants.W_OK);
  } catch (error) {
    throw storeErrorFrom(error, file);
  }
  try {
    return new Database(file);
  } catch (error) {
    // libsql gives SQLite's code for this within a sentence only, and 14 (SQLITE_CANTOPEN) is the one there is.
    throw new StoreError('STORE_NOT_WRITABLE', file, 'SQLITE_CANTOPEN', { cause: error });
  }
}

/**
 * Statements without results, by `exec`: a prepared one keeps the file open beyond `close`, until it is collected.
 * @throws {StoreError}
 */
export function execute(connection: Connection, file: string, sql: string): void {
  try {
    connection.exec(sql);
  } catch (error) {
    throw storeErrorFrom(error, file);
  }
}
