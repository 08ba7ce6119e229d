import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['test/knowledge-of-this-run.ts'],
    include: ['test/**/*.test.{ts,tsx}'],
    // kuromoji's dictionary takes about a second to load in each worker: two cores, two workers.
    maxWorkers: 2,
    // The files of a worker share what they import: the dictionary and the index are read once, not by each of them.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
