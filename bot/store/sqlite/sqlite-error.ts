import { StoreError, type StoreErrorCode } from '../store-error.ts';

/** Codes of SQLite (by their beginning: `SQLITE_IOERR_FSYNC`) and of the system that tell of the surroundings. */
const CAUSES: readonly (readonly [code: StoreErrorCode, cause: RegExp])[] = [
  ['STORE_DAMAGED', /^SQLITE_(?:NOTADB|CORRUPT)/u],
  ['STORE_NOT_WRITABLE', /^SQLITE_(?:READONLY|CANTOPEN|PERM|AUTH)/u],
  ['STORE_NOT_WRITABLE', /^E(?:ACCES|PERM|ROFS|NOTDIR|ISDIR|EXIST|NOENT|LOOP|NAMETOOLONG)$/u],
  ['STORE_UNAVAILABLE', /^SQLITE_(?:FULL|IOERR|BUSY|LOCKED|PROTOCOL|NOMEM)/u],
  ['STORE_UNAVAILABLE', /^E(?:NOSPC|DQUOT|IO|FBIG|MFILE|NFILE)$/u],
];

/**
 * What the administrator is told of an error of SQLite or the file system; any other error comes back as it is. A message
 * of SQLite names tables and columns, never values.
 */
export function storeErrorFrom(error: unknown, place: string): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  const reason = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const code = CAUSES.find(([, cause]) => cause.test(reason))?.[0];
  return code === undefined ? error : new StoreError(code, place, reason, { cause: error });
}
