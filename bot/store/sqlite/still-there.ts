import { statSync } from 'node:fs';
import { StoreError } from '../store-error.ts';

/** Which file a name leads to; null where it leads to none. */
function identity(file: string): string | null {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev} ${found.ino}`;
}

/**
 * Tells whether the names in the folder still lead to the files that SQLite has open. One that is taken away or replaced
 * goes on to take what is written, and all of that is gone with the process: nothing of it may be called recorded.
 */
export class StillThere {
  readonly #file: string;
  #opened: string | null = null;
  /** The log beside it, made with the first write: it holds what is not yet in the file. */
  #log: string | null = null;

  constructor(file: string) {
    this.#file = file;
  }

  /** From now on. Before, while SQLite takes up what a killed process left, it changes the files itself. */
  watch(): void {
    this.#opened = identity(this.#file);
  }

  /** @throws {StoreError} `STORE_UNAVAILABLE` */
  check(): void {
    if (this.#opened === null) return;
    const log = identity(`${this.#file}-wal`);
    if (identity(this.#file) !== this.#opened || (this.#log !== null && log !== this.#log))
      throw new StoreError('STORE_UNAVAILABLE', this.#file, 'ENOENT');
    this.#log = log;
  }
}
