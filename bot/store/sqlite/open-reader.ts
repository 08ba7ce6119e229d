import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Kysely } from 'kysely';
import Database from 'libsql';
import { refuseOtherSchema } from '../migrate.ts';
import { MIGRATIONS } from '../migrations.ts';
import type { Tables } from '../schema.ts';
import { StoreError } from '../store-error.ts';
import { type Connection, execute } from './connect.ts';
import { LibsqlDialect } from './libsql-dialect.ts';
import { refuseDamage, refuseForeignFile } from './refuse-file.ts';

/** The assistant may be in the middle of a checkpoint of SQLite's log. */
const BUSY_TIMEOUT_MS = 5000;

/** A database that is only looked at. */
export interface Reader {
  readonly db: Kysely<Tables>;
  readonly connection: Connection;
  readonly close: () => void;
}

/**
 * Opens a file to read it, also while an assistant writes to it. Looked at whole first.
 * @param schema `any` for who copies it only.
 * @throws {StoreError} for what is missing, damaged, or of another version.
 */
export async function openReader(file: string, schema: 'ours' | 'any' = 'ours'): Promise<Reader> {
  const nothing = ['', '-wal'].every((companion) => !existsSync(`${file}${companion}`));
  if (nothing || !refuseForeignFile(file)) throw new StoreError('STORE_MISSING', file);
  const connection = connectToRead(file);
  try {
    execute(connection, file, `pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
    refuseDamage(connection, file, 'integrity_check');
    const db = new Kysely<Tables>({ dialect: new LibsqlDialect(connection, file) });
    if (schema === 'ours') await refuseOtherSchema(db, MIGRATIONS, file);
    return { db, connection, close: () => void connection.close() };
  } catch (error) {
    connection.close();
    throw error;
  }
}

function connectToRead(file: string): Connection {
  try {
    // libsql passes its own `readonly` over in silence; SQLite's is part of the name.
    return new Database(`${pathToFileURL(file).href}?mode=ro`);
  } catch (error) {
    throw new StoreError('STORE_UNAVAILABLE', file, 'SQLITE_CANTOPEN', { cause: error });
  }
}

/** An empty database in memory. */
export function openScratch(): Pick<Reader, 'db' | 'close'> {
  const connection = new Database(':memory:');
  const db = new Kysely<Tables>({ dialect: new LibsqlDialect(connection, ':memory:') });
  return { db, close: () => void connection.close() };
}
