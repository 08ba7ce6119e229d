import {
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import { StoreError } from '../store-error.ts';
import { type Connection, execute } from './connect.ts';
import { storeErrorFrom } from './sqlite-error.ts';
import { StillThere } from './still-there.ts';

/** Kysely's dialect of SQLite over a connection of libsql; every error of the surroundings is a `StoreError`. */
export class LibsqlDialect extends SqliteDialect {
  readonly #connection: Connection;
  readonly #database: SqliteDatabase;
  readonly #file: string;
  readonly #there: StillThere;

  /** @param file named in errors. */
  constructor(connection: Connection, file: string) {
    const there = new StillThere(file);
    const database = kyselyDatabase(connection, file, there);
    super({ database });
    this.#connection = connection;
    this.#database = database;
    this.#file = file;
    this.#there = there;
  }

  /** From now on nothing goes into a file that was taken away. */
  watch(): void {
    this.#there.watch();
  }

  override createDriver(): Driver {
    return new LibsqlDriver(this.#connection, this.#database, this.#file, this.#there);
  }

  override createAdapter(): DialectAdapter {
    return new TransactionalDdlAdapter();
  }
}

/** SQLite does change its schema within transactions. Kysely leaves that unused: a kill would leave half a migration. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class LibsqlDriver extends SqliteDriver {
  readonly #connection: Connection;
  readonly #file: string;
  readonly #there: StillThere;

  constructor(connection: Connection, database: SqliteDatabase, file: string, there: StillThere) {
    super({ database });
    this.#connection = connection;
    this.#file = file;
    this.#there = there;
  }

  /**
   * Takes the right to write at once, by `exec`. A prepared statement that another program's lock has kept waiting is left
   * half-way by libsql, and no transaction of this process could be committed after it.
   */
  override async beginTransaction(): Promise<void> {
    this.#there.check();
    execute(this.#connection, this.#file, 'begin immediate');
  }

  /** On a full disk SQLite itself has rolled back, and the complaint about a second rollback would hide the cause. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#connection.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** The part of better-sqlite3 that Kysely uses. */
function kyselyDatabase(connection: Connection, file: string, there: StillThere): SqliteDatabase {
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw storeErrorFrom(error, file);
    }
  };
  /** A write that stands alone, with the right to write taken first: see `beginTransaction`. */
  const whole = <T>(sql: string, work: () => T): T => {
    if (connection.inTransaction || !/^(?:insert|update|delete)\b/iu.test(sql)) return work();
    connection.exec('begin immediate');
    try {
      const done = work();
      connection.exec('commit');
      return done;
    } catch (error) {
      if (connection.inTransaction) connection.exec('rollback');
      throw error;
    }
  };
  return {
    prepare(sql) {
      if (!connection.open) throw new StoreError('STORE_UNAVAILABLE', file, 'closed');
      if (!connection.inTransaction) there.check();
      const statement = guarded(() => connection.prepare(sql));
      return {
        reader: statement.reader,
        all: (parameters) => guarded(() => whole(sql, () => statement.all(keepable(parameters)))),
        run: (parameters) => guarded(() => whole(sql, () => statement.run(keepable(parameters)))),
        *iterate(parameters) {
          try {
            yield* statement.iterate(keepable(parameters));
          } catch (error) {
            throw storeErrorFrom(error, file);
          }
        },
      };
    },
    close: () => connection.close(),
  };
}

/** libsql ends a text at U+0000 when it reads it back and puts U+FFFD for a lone surrogate: two keys would become one. */
function keepable(parameters: readonly unknown[]): readonly unknown[] {
  for (const parameter of parameters) {
    if (typeof parameter === 'string' && (!parameter.isWellFormed() || parameter.includes('\0')))
      throw new TypeError('a text with a lone surrogate or U+0000 cannot be kept as it is');
  }
  return parameters;
}
