import { statSync } from 'node:fs';
import { StoreError } from '../store-error.ts';

/** Which file a name leads to; null where it leads to none. */
function identity(file: string): string | null {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev} ${found.ino}`;
}

/**
 * Tells whether the name in the folder still leads to the file that SQLite has open. One that is taken away or replaced goes
 * on to take what is written, and all of that is gone with the process: nothing of it may be called recorded. The log beside
 * it is not looked at: SQLite itself takes it away and makes it anew, when another program that looked on closes the file.
 */
export class StillThere {
  readonly #file: string;
  #opened: string | null = null;

  constructor(file: string) {
    this.#file = file;
  }

  /** From now on. Before, while SQLite takes up what a killed process left, it changes the files itself. */
  watch(): void {
    this.#opened = identity(this.#file);
  }

  /** @throws {StoreError} `STORE_UNAVAILABLE` */
  check(): void {
    if (this.#opened === null || identity(this.#file) === this.#opened) return;
    throw new StoreError('STORE_UNAVAILABLE', this.#file, 'ENOENT');
  }
}
