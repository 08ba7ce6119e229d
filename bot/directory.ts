import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Directory } from '../knowledge/organisation/directory.ts';
import {
  DIRECTORY_FILES,
  type DirectoryFault,
  DirectoryRefused,
} from '../knowledge/organisation/directory-fault.ts';
import { loadDirectory } from '../knowledge/organisation/load-directory.ts';
import type { RoleRules } from '../knowledge/organisation/role-rule.ts';
import { codeOf, codeWord, columnName, type Log } from './log.ts';

/** Seconds within which a changed file is noticed: an administrator who saves it looks at once, and reading is cheap. */
const LOOK_EVERY_S = 5;

/** The directory as it is now. Ask for it at every use, and keep no part of it. */
export interface CurrentDirectory {
  readonly current: Directory;
  /** Looks whether the files have changed, and takes them over if they are whole. Called by itself every few seconds. */
  look(): Promise<void>;
  close(): void;
}

/**
 * Opens the directory in a folder and follows its files. A change that is not whole is told, and the directory in use
 * stays.
 * @throws {DirectoryRefused} where it cannot be read the first time
 */
export async function openDirectory(folder: string, rules: RoleRules, log: Log): Promise<CurrentDirectory> {
  let seen = await stateOf(folder);
  const first = await loadDirectory(folder, rules);
  let { directory } = first;
  let looking: Promise<void> | null = null;

  const look = async () => {
    const state = await stateOf(folder);
    if (state === seen) return;
    seen = state;
    try {
      const loaded = await loadDirectory(folder, rules);
      ({ directory } = loaded);
      logFaults(loaded.warnings, log);
      log({ code: 'DIRECTORY_LOADED', count: loaded.warnings.length });
    } catch (error) {
      if (!(error instanceof DirectoryRefused)) throw error;
      logFaults(error.faults, log);
      log({ code: 'DIRECTORY_KEPT', count: error.faults.length });
    }
  };
  const one = () => {
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  };
  const timer = setInterval(() => {
    one().catch((error: unknown) => log({ code: 'DIRECTORY_UNSEEN', reason: codeOf(error) }));
  }, LOOK_EVERY_S * 1_000);
  timer.unref();

  return {
    get current() {
      return directory;
    },
    look: one,
    close: () => clearInterval(timer),
  };
}

/** Changes whenever one of the files does. */
async function stateOf(folder: string): Promise<string> {
  const files = DIRECTORY_FILES.map(async (file) => {
    const found = await stat(join(folder, file)).catch(() => null);
    return found === null ? '-' : `${found.mtimeMs} ${found.size} ${found.ino}`;
  });
  return (await Promise.all(files)).join();
}

/** A file that is wrong from top to bottom is not told line by line. */
const MOST_FAULTS = 50;

/** Where each lies and of what kind. What stands there is somebody's name or address, and stays out of the log. */
function logFaults(faults: readonly DirectoryFault[], log: Log): void {
  for (const { file, line: row, column, code } of faults.slice(0, MOST_FAULTS)) {
    log({
      code: 'DIRECTORY_FAULT',
      file,
      row,
      column: column === null ? null : columnName(column),
      reason: codeWord(code),
    });
  }
}
