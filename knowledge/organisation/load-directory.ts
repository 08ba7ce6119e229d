import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Directory } from './directory.ts';
import {
  DIRECTORY_FILES,
  type DirectoryFault,
  type DirectoryFile,
  DirectoryRefused,
} from './directory-fault.ts';
import { parseDirectory } from './parse-directory.ts';
import type { RoleRules } from './role-rule.ts';

/**
 * Reads the directory in a folder.
 * @throws {DirectoryRefused} with every fault found; a directory that is in use stays as it is.
 */
export async function loadDirectory(
  folder: string,
  rules: RoleRules,
): Promise<{ readonly directory: Directory; readonly warnings: readonly DirectoryFault[] }> {
  const unreadable: DirectoryFault[] = [];
  const read = async (file: DirectoryFile): Promise<Uint8Array | null> => {
    try {
      return await readFile(join(folder, file));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      unreadable.push({
        code: 'DIRECTORY_FILE_UNREADABLE',
        file,
        line: null,
        column: null,
        message: '読み取れません。同じ名前のフォルダーでないか、ファイルの権限があるかを確かめてください。',
      });
      return null;
    }
  };
  const [units, people, systems, posts] = await Promise.all(DIRECTORY_FILES.map(read));
  const parsed = parseDirectory(
    {
      'units.csv': units ?? null,
      'people.csv': people ?? null,
      'systems.csv': systems ?? null,
      'posts.csv': posts ?? null,
    },
    rules,
  );
  if (parsed.ok) return parsed;
  const named = new Set(unreadable.map(({ file }) => file));
  throw new DirectoryRefused([
    ...unreadable,
    ...parsed.errors.filter(({ file, code }) => code !== 'DIRECTORY_FILE_MISSING' || !named.has(file)),
  ]);
}
