import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../../bot/store/open-store.ts';
import { OtherProcess } from './other-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

// Real processes on one folder, and the end that a process cannot prepare for.

/** Far more than are ever waited for: the kill comes in the middle of them. */
const STREAM = 1_000_000;

/** The last save of each conversation that was acknowledged. */
function acknowledged(lines: readonly string[]): ReadonlyMap<string, number> {
  return new Map(
    lines.flatMap((line) => {
      const [, key, n] = /^saved (\S+) (\d+)$/u.exec(line) ?? [];
      return key === undefined ? [] : [[key, Number(n)]];
    }),
  );
}

describe('a process that is killed while it saves', () => {
  it('loses no save that was acknowledged, whenever it is killed', { timeout: 60_000 }, async () => {
    const dataFolder = temporaryFolder();
    // Right after the first save, and before, around and after the first checkpoints.
    for (const lines of [2, 40, 150, 400, 900]) {
      const other = new OtherProcess(dataFolder, { saves: STREAM });
      await other.said(lines);
      await other.kill();

      const store = await openStore({ dataFolder });
      for (const [key, n] of acknowledged(other.lines)) {
        const stored = await store.conversations.load(key);
        // One more may have reached the disk than was told of.
        expect(JSON.parse(stored?.state ?? '{}').n).toBeGreaterThanOrEqual(n);
      }
      await store.close();
      expect(other.stderr).toBe('');
    }
  });
});

describe('two processes on one data folder', () => {
  it('keeps the second out while the first lives, and lets it in when that was killed', async () => {
    const dataFolder = temporaryFolder();
    const first = new OtherProcess(dataFolder);
    await first.said(1);

    const second = new OtherProcess(dataFolder);
    expect(await second.said(1)).toEqual(['refused STORE_LOCKED']);
    await expect(openStore({ dataFolder })).rejects.toMatchObject({
      code: 'STORE_LOCKED',
      message: expect.stringContaining(dataFolder),
    });

    await first.kill();
    const store = await openStore({ dataFolder });
    onTestFinished(() => store.close());
    expect(await store.conversations.load('nobody')).toBeNull();
    expect(second.stderr).toBe('');
  });
});

describe('a disk that takes no more', () => {
  it.skipIf(process.platform === 'win32')('refuses the start of a process, in one word', async () => {
    const other = new OtherProcess(temporaryFolder(), { limit: 8 });
    expect(await other.said(1)).toEqual(['refused STORE_UNAVAILABLE']);
    expect(other.stderr).toBe('');
  });

  it.skipIf(process.platform === 'win32')('refuses the save, and keeps every one before it', async () => {
    const dataFolder = temporaryFolder();
    const other = new OtherProcess(dataFolder, { saves: STREAM, limit: 2000 });
    await expect(other.said(STREAM)).rejects.toThrow('ended early');
    expect(other.lines.at(-1)).toBe('refused STORE_UNAVAILABLE');
    expect(other.stderr).toBe('');

    const saved = acknowledged(other.lines);
    expect(saved.size).toBe(3);
    const store = await openStore({ dataFolder });
    onTestFinished(() => store.close());
    for (const [key, n] of saved)
      expect(JSON.parse((await store.conversations.load(key))?.state ?? '{}').n).toBe(n);
  });
});
