import { cp, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Directory } from '../../knowledge/organisation/directory.ts';
import { loadDirectory } from '../../knowledge/organisation/load-directory.ts';
import type { RoleRules } from '../../knowledge/organisation/role-rule.ts';
import type { InUse } from './run-record.ts';

/** The city's directory in a folder of its own, as its administrator changes it while everybody is at work. */
export class StaffDirectory {
  readonly folder: string;
  readonly #rules: RoleRules;
  #inUse: InUse[];

  private constructor(folder: string, rules: RoleRules, directory: Directory) {
    this.folder = folder;
    this.#rules = rules;
    this.#inUse = [{ directory, from: 0, to: Number.POSITIVE_INFINITY }];
  }

  /** @param change of `people.csv`, before anybody begins. */
  static async copy(
    sample: string,
    folder: string,
    rules: RoleRules,
    change: (rows: readonly string[]) => readonly string[],
  ): Promise<StaffDirectory> {
    await cp(sample, folder, { recursive: true });
    await rewrite(folder, change);
    return new StaffDirectory(folder, rules, (await loadDirectory(folder, rules)).directory);
  }

  get current(): Directory {
    const last = this.#inUse.at(-1);
    if (last === undefined) throw new Error('no directory');
    return last.directory;
  }

  get inUse(): readonly InUse[] {
    return this.#inUse;
  }

  /**
   * Changes `people.csv`, as a whole, and waits until the desk follows it.
   * @param now the desk's clock.
   */
  async change(
    change: (rows: readonly string[]) => readonly string[],
    now: () => number,
    followed: () => Promise<unknown>,
  ): Promise<void> {
    const from = now();
    await rewrite(this.folder, change);
    const { directory } = await loadDirectory(this.folder, this.#rules);
    await followed();
    const to = now();
    this.#inUse = [
      ...this.#inUse.map((one) => ({ ...one, to: Math.min(one.to, to) })),
      { directory, from, to: Number.POSITIVE_INFINITY },
    ];
  }
}

/** A person's row goes. */
export function without(person: string) {
  return (rows: readonly string[]) => rows.filter((row) => !row.startsWith(`${person},`));
}

/** A person's row has no address any more. */
export function withoutAddress(person: string) {
  return (rows: readonly string[]) =>
    rows.map((row) => (row.startsWith(`${person},`) ? row.replace(/,[^,@]+@[^,]+,/u, ',,') : row));
}

/** Never seen half written. */
async function rewrite(folder: string, change: (rows: readonly string[]) => readonly string[]) {
  const file = join(folder, 'people.csv');
  const rows = (await readFile(file, 'utf8')).split('\n');
  await writeFile(`${file}.new`, change(rows).join('\n'));
  await rename(`${file}.new`, file);
}
