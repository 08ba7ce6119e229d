import { StoreError } from '../store-error.ts';
import { type Connection, execute } from './connect.ts';
import { fileToDisk, folderToDisk } from './private-file.ts';

/** SQLite's own copy of one moment, into an empty file, without what lies in free pages. */
export function copyInto(connection: Connection, source: string, file: string): void {
  if (file.includes('\0')) throw new StoreError('STORE_NOT_WRITABLE', file);
  execute(connection, source, `vacuum into '${file.replaceAll("'", "''")}'`);
  // SQLite leaves that to whoever asked for the copy.
  fileToDisk(file);
  folderToDisk(file);
}
