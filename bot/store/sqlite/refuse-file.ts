import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { StoreError } from '../store-error.ts';
import type { Connection } from './connect.ts';
import { storeErrorFrom } from './sqlite-error.ts';

/** Every database of SQLite begins with this (https://www.sqlite.org/fileformat2.html#magic_header_string). */
const MAGIC = 'SQLite format 3\0';

/**
 * Before SQLite opens it, since beside a missing or empty file SQLite throws away a log that may hold everything.
 * @returns whether there is anything in it.
 * @throws {StoreError}
 */
export function refuseForeignFile(file: string): boolean {
  const head = headOf(file);
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  if (head === '' ? log !== undefined && log.size > 0 : head !== MAGIC)
    throw new StoreError('STORE_DAMAGED', file);
  return head !== '';
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

/**
 * Reads every page. `quick_check` does not hold indexes against their tables, which takes longer: 160 MB took 0.1 s.
 * @throws {StoreError}
 */
export function refuseDamage(
  connection: Connection,
  file: string,
  check: 'quick_check' | 'integrity_check',
): void {
  let found: unknown;
  try {
    // libsql's `simple` gives the row all the same.
    found = connection.prepare(`pragma ${check}(1)`).raw().get();
  } catch (error) {
    throw storeErrorFrom(error, file);
  }
  if (!(Array.isArray(found) && found[0] === 'ok')) throw new StoreError('STORE_DAMAGED', file);
}
