import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Directory } from '../knowledge/organisation/directory.ts';
import {
  DIRECTORY_FILES,
  type DirectoryFault,
  DirectoryRefused,
  describeFault,
} from '../knowledge/organisation/directory-fault.ts';
import { loadDirectory } from '../knowledge/organisation/load-directory.ts';
import type { RoleRules } from '../knowledge/organisation/role-rule.ts';

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
export async function openDirectory(
  folder: string,
  rules: RoleRules,
  log: (line: string) => void,
): Promise<CurrentDirectory> {
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
      log(withFaults('変更された名簿を読み込みました。 [DIRECTORY_LOADED]', loaded.warnings));
    } catch (error) {
      if (!(error instanceof DirectoryRefused)) throw error;
      log(`${error.message}\n直るまで、前の名簿を使い続けます。 [DIRECTORY_KEPT]`);
    }
  };
  const one = () => {
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  };
  const timer = setInterval(() => {
    one().catch((error: Error) => log(`名簿を確かめられませんでした。 [DIRECTORY_UNSEEN] ${error.name}`));
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

function withFaults(line: string, faults: readonly DirectoryFault[]): string {
  return [line, ...faults.map(describeFault)].join('\n');
}
