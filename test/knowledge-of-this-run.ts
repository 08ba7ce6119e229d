import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the test files of one run share what was worked out of the pack: seconds for each of them otherwise. */
    readonly knowledgeFolder: string;
  }
}

/** Gives a run a folder of its own, cleared away after it: what an earlier run kept would test that run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'knowledge-'));
  project.provide('knowledgeFolder', folder);
  return () => rm(folder, { recursive: true, force: true });
}
