import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { loadTokenizer } from '../../knowledge/search/tokenizer.ts';

/** What kuromoji's dictionary costs this process. Call it first: it is loaded once. */
export async function measureDictionary(): Promise<{ readonly ms: number; readonly residentMb: number }> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const started = performance.now();
  await loadTokenizer();
  const ms = performance.now() - started;
  globalThis.gc?.();
  return { ms, residentMb: (process.memoryUsage().rss - before) / 1e6 };
}

const replySchema = z.object({ messages: z.array(z.unknown()).min(1) });

/**
 * From the start of `npm start` to the first answer over HTTP, in milliseconds: the first run makes the caches, the
 * others use them.
 */
export async function measureStart(
  runs: number,
): Promise<{ readonly cold: number; readonly cached: readonly number[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-start-'));
  try {
    const cold = await firstAnswer(folder);
    const cached: number[] = [];
    for (let run = 0; run < runs; run += 1) cached.push(await firstAnswer(folder));
    return { cold, cached };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function firstAnswer(dataFolder: string): Promise<number> {
  const started = performance.now();
  const child = spawn('npm', ['start'], {
    env: { ...process.env, DATA_DIR: dataFolder, PORT: '0', NO_BROWSER: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  try {
    const address = await addressIn(child.stdout);
    const response = await fetch(`${address}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        conversation: crypto.randomUUID(),
        id: crypto.randomUUID(),
        input: { type: 'text', text: '昼休みに執務室を空けるとき鍵はかける？' },
      }),
    });
    replySchema.parse(await response.json());
    return performance.now() - started;
  } finally {
    // npm and the process that it started form one group.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    await once(child, 'exit');
  }
}

async function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of output) {
    text += String(chunk);
    const address = /http:\/\/[^\s/]+:\d+/.exec(text)?.[0];
    if (address !== undefined) return address;
  }
  throw new Error(`no address was printed:\n${text}`);
}
