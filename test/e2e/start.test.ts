import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sendai } from '../knowledge/policy/sendai-text.ts';
import { killAll, Program } from './program.ts';

// What a city does on its first day: the tree in an empty folder, `npm start`, a question, an end.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The dictionary, the index and the page are made on the first start; a busy machine takes its time. */
const FIRST_START_MS = 60_000;

/** Exactly the files that a clone would have, with the packages of this one. */
async function copyOfTree(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'start-'));
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const file of listed.split('\0').filter((name) => name !== '')) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    // A file that was deleted and not yet committed is listed, and is not there.
    await copyFile(join(ROOT, file), join(folder, file)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

let folder: string;
beforeAll(async () => {
  folder = await copyOfTree();
});
afterAll(async () => {
  await killAll();
  await rm(folder, { recursive: true, force: true });
});

const filesOf = async () =>
  (await readdir(folder, { recursive: true }))
    .filter((file) => !/^(?:node_modules|\.data)\b/u.test(file))
    .sort();

/** What a script or a page would send. */
async function say(url: string, text: string): Promise<unknown> {
  const response = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ conversation: 'first-day', id: 'question-1', input: { type: 'text', text } }),
  });
  expect(response.status).toBe(200);
  return response.json();
}

describe('a new copy of the project', () => {
  it('starts with npm start, answers over HTTP, holds its port, and ends when it is told to', {
    timeout: 3 * FIRST_START_MS,
  }, async () => {
    const before = await filesOf();
    const desk = Program.npmStart(folder, { PORT: '0' });
    const url = await desk.address();
    const { port } = new URL(url);

    const page = await (await fetch(url)).text();
    expect(page).toContain('仙台市行政情報セキュリティポリシー');
    expect(await say(url, '第２章（７）①（ⅶ）6項目め')).toMatchObject({
      messages: expect.arrayContaining([
        expect.objectContaining({
          type: 'quote',
          clause: '2.7.1.vii#6',
          citation: '第２章（７）①（ⅶ）6項目め',
          text: sendai.get('2.7.1.vii#6')?.body,
        }),
      ]),
    });

    const second = Program.npmStart(folder, { PORT: port, DATA_DIR: join(folder, '.data', 'other') });
    expect(await second.ended()).toBe(1);
    expect(second.stderr).toContain(`ポート ${port} は、すでに使われています`);
    expect(second.stderr).toMatch(/PORT=\d+ npm start/u);
    expect(second.stderr).not.toMatch(/^ +at /mu);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);

    desk.signal('SIGINT');
    await desk.ended();
    // A leaving server closes its port before it is gone.
    await vi.waitFor(() => expect(fetch(`${url}/healthz`)).rejects.toThrow(), { timeout: 10_000 });
    expect(desk.stderr).not.toMatch(/^ +at /mu);

    // The index and the page are kept, in the data folder and nowhere else.
    expect(await readdir(join(folder, '.data', 'cache'))).not.toEqual([]);
    expect(await filesOf()).toEqual(before);
  });

  it('ends with exit code 0 on SIGTERM, and says nothing alarming', async () => {
    const desk = Program.bare(folder, { PORT: '0' });
    await desk.address();
    desk.signal('SIGTERM');
    expect(await desk.ended()).toBe(0);
    expect(desk.stderr).toBe('');
  });

  it('refuses a malformed variable by its name, and starts nothing', async () => {
    const refused = [
      { variables: { PORT: '39780000' }, name: 'PORT' },
      { variables: { HOST: '0.0.0.0' }, name: 'HOST' },
    ].map(({ variables, name }) => ({ program: Program.npmStart(folder, variables), name }));
    for (const { program, name } of refused) {
      expect(await program.ended()).toBe(1);
      expect(program.stderr).toContain('環境変数の設定を読み取れません。次を直してください。');
      expect(program.stderr).toContain(`${name}: `);
      expect(program.stderr).not.toMatch(/^ +at /mu);
    }
  });

  it('says which file of the pack is missing, in one message', async () => {
    const file = 'wordings/chapter-1-and-roles.yaml';
    await rm(join(folder, 'knowledge/packs/sendai', file));
    const desk = Program.npmStart(folder, { PORT: '0' });
    expect(await desk.ended()).toBe(1);
    expect(desk.stderr).toContain('規程パックを読み込めません。次の箇所を直してください。');
    expect(desk.stderr).toContain(`  ${file}  ファイルがありません。`);
    expect(desk.stderr.match(/\[PACK_FILE_[A-Z]+\]/gu)).toEqual(['[PACK_FILE_MISSING]']);
    expect(desk.stderr).not.toMatch(/^ +at /mu);
  });
});
