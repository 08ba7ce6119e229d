import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { expect, it } from 'vitest';
import { story, to } from '../store/store-story.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Runs the real command to its end; every line of its output is one object. */
async function cli(words: readonly string[], dataFolder: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bot/cli.ts', ...words], {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, 'close');
  const lines = stdout
    .split('\n')
    .slice(0, -1)
    .map((line): Record<string, unknown> => JSON.parse(line));
  return { code, lines, stderr };
}

it('backs up and verifies while the assistant runs, restores and rebuilds when it does not', {
  timeout: 120_000,
}, async () => {
  const { store, folder } = await story();
  const file = join(temporaryFolder(), '控え.db');
  await store.events.append(to('request/1'));

  const saved = await cli(['backup', file], folder);
  expect(saved).toMatchObject({ code: 0, stderr: '', lines: [{ ok: true, file, events: 1, streams: 1 }] });
  expect(saved.lines[0]?.message).toContain(`控えを「${file}」に取り、確かめました。`);

  const again = await cli(['backup', file], folder);
  expect(again).toMatchObject({ code: 1, lines: [] });
  expect(again.stderr).toMatch(/^「.*控え\.db」はすでにあります。.*\[STORE_EXISTS\]\n$/u);

  await store.events.append(to('request/2'));
  const running = await cli(['verify-records'], folder);
  expect(running).toMatchObject({ code: 0, stderr: '', lines: [{ ok: true, events: 2, checkpoint: null }] });

  const refused = await cli(['restore', file], folder);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('[STORE_LOCKED]');
  expect((await cli(['rebuild-views'], folder)).stderr).toContain('[STORE_LOCKED]');

  await store.close();
  expect(await cli(['rebuild-views'], folder)).toMatchObject({ code: 0, lines: [{ ok: true, events: 2 }] });
  const restored = await cli(['restore', file], folder);
  expect(restored).toMatchObject({ code: 0, stderr: '', lines: [{ ok: true, events: 1 }] });
  expect(existsSync(String(restored.lines[0]?.kept))).toBe(true);
});

it('names what was changed, line by line, and says nothing of what it was', { timeout: 60_000 }, async () => {
  const { store, folder } = await story();
  await store.events.append(
    to('request/1', { events: [{ type: 'opened', by: 'p-001', personal: { why: '秘密' } }] }),
  );
  await store.close();
  const database = new Database(join(folder, 'assistant.db'));
  const [{ number, hash } = {}] = database.prepare('select number, hash from checkpoint').all() as Record<
    string,
    unknown
  >[];
  database.exec('update personal set text = \'"捏造"\'');
  database.close();

  const found = await cli(['verify-records', folder], temporaryFolder());
  expect(found).toMatchObject({
    ...{ code: 1, stderr: '' },
    lines: [
      { code: 'TEXT_CHANGED', table: 'personal', stream: 'request/1', version: 1, field: 'why' },
      { ok: false, checkpoint: `${number}:${hash}` },
    ],
  });
  expect(found.lines[0]?.message).toBe(
    '別に保管した文章が書き換えられています（personal: request/1 1 の why）。 [TEXT_CHANGED]',
  );
  expect(JSON.stringify(found)).not.toMatch(/秘密|捏造/u);

  const noted = await cli(['verify-records', folder, '--checkpoint', `${number}:${'0'.repeat(64)}`], folder);
  expect(noted.lines[0]).toMatchObject({ code: 'CHECKPOINT_MISSING', row: String(number) });
  expect(await cli(['verify-records', folder, '--checkpoint', 'x'], folder)).toMatchObject({ code: 2 });
});

it('asks for what it needs to be told', { timeout: 60_000 }, async () => {
  const folder = temporaryFolder();
  for (const words of [['backup'], ['restore'], ['verify-records', 'a', 'b'], ['rebuild-views', 'x']]) {
    const { code, stderr } = await cli(words, folder);
    expect(code).toBe(2);
    expect(stderr).toContain('終了コード');
  }
  const nothing = await cli(['verify-records'], folder);
  expect(nothing.code).toBe(1);
  expect(nothing.stderr).toContain('[STORE_MISSING]');
});
