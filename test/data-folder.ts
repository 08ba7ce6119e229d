import { cp, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { loadKnowledge } from '../bot/knowledge.ts';

/**
 * A new `DATA_DIR` for a program that is started, with what this run has worked out of the pack: over ten seconds for each
 * program otherwise. A first start with nothing there is tested where a copy of the project is started.
 */
export async function newDataFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `${name}-`));
  const shared = inject('knowledgeFolder');
  const cache = join(shared, 'cache');
  const isThere = (await readdir(cache).catch(() => [])).some((file) => file.startsWith('index-'));
  if (!isThere) await loadKnowledge(shared);
  // What another worker is writing just now has a name of its own, and is not taken along.
  const whole = (path: string) => !/\.\d+$/u.test(path);
  await cp(cache, join(folder, 'cache'), { recursive: true, filter: whole });
  return folder;
}
