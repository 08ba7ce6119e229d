import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreError } from '../store-error.ts';
import { storeErrorFrom } from './sqlite-error.ts';

// What staff wrote is in there: only the user that runs the program reads it. On Windows the rights of the folder hold.
const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;

/** Makes the folder where it is missing. One that is there keeps its mode. @throws {StoreError} */
export function makeFolder(folder: string): void {
  try {
    makeWithParents(folder);
  } catch (error) {
    throw storeErrorFrom(error, folder);
  }
}

/** Not Node's own `recursive`: on a file system that takes no folders (`/proc`) it tries without end. */
function makeWithParents(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = dirname(folder);
  if (parent !== folder && !existsSync(parent)) makeWithParents(parent);
  mkdirSync(folder, { mode: OWNER_ONLY_FOLDER });
}

/**
 * Makes an empty file where there is none: SQLite would make it readable by all, and gives its companions (`-wal`,
 * `-shm`) the mode of the file itself. @throws {StoreError}
 */
export function makeFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', OWNER_ONLY_FILE));
  } catch (error) {
    // One that is there is not opened: closing it again would drop every lock that this process has on it (POSIX).
    if (!existsSync(file)) throw storeErrorFrom(error, file);
  }
}

/** Makes an empty file for this user alone where nothing may be yet. @throws {StoreError} `STORE_EXISTS` */
export function makeNewFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', OWNER_ONLY_FILE));
  } catch (error) {
    throw existsSync(file) ? new StoreError('STORE_EXISTS', file) : storeErrorFrom(error, file);
  }
}

/** When it returns, what was written to the file is on the disk. @throws {StoreError} */
export function fileToDisk(file: string): void {
  try {
    const descriptor = openSync(file, 'r+');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw storeErrorFrom(error, file);
  }
}

/** When it returns, the name of the file is on the disk too. Windows knows no such thing. */
export function folderToDisk(file: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(dirname(file), 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
