import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LoadedEvent } from '../../bot/store/events/recorded-event.ts';
import { openStore } from '../../bot/store/open-store.ts';
import { WORK_VIEWS } from '../../bot/work/views.ts';

/** The folder of the project. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** All that is on record, by stream. */
export type Streams = ReadonlyMap<string, readonly LoadedEvent[]>;

/**
 * Verifies the records of a program that may be running, as an administrator does, and reads them from a copy.
 * @returns what was found wrong with them; no streams where they could not be read.
 */
export async function readRecords(
  dataFolder: string,
): Promise<{ readonly faults: readonly string[]; readonly streams: Streams | null }> {
  const verified = await cli(['verify-records'], dataFolder);
  const faults = verified.ok ? [] : [`verify-records: ${verified.said}`];
  const copy = await mkdtemp(join(tmpdir(), 'records-'));
  try {
    const backed = await cli(['backup', join(copy, 'assistant.db')], dataFolder);
    if (!backed.ok) return { faults: [...faults, `backup: ${backed.said}`], streams: null };
    return { faults, streams: await readAll(copy) };
  } finally {
    await rm(copy, { recursive: true });
  }
}

async function readAll(folder: string): Promise<Streams> {
  const store = await openStore({ dataFolder: folder, views: WORK_VIEWS });
  try {
    const streams = new Map<string, readonly LoadedEvent[]>();
    for (const { stream } of await store.events.streams())
      streams.set(stream, await store.events.load(stream));
    return streams;
  } finally {
    await store.close();
  }
}

function cli(words: readonly string[], dataFolder: string): Promise<{ ok: boolean; said: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'bot/cli.ts', ...words],
      { cwd: ROOT, env: { ...process.env, DATA_DIR: dataFolder } },
      (error, stdout, stderr) => resolve({ ok: error === null, said: `${stdout}${stderr}`.slice(0, 2_000) }),
    );
  });
}
