import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { router } from '../../../bot/cli/route.ts';
import { dayOf, sendaiRules } from '../../knowledge/organisation/directory-files.ts';
import { SAMPLE, sample } from '../../knowledge/organisation/sample-directory.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Runs the real command to its end. */
async function route(words: readonly string[], ...questions: readonly unknown[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bot/cli.ts', 'route', ...words], { cwd: ROOT });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  // A command that refuses its directory reads no input.
  child.stdin.on('error', () => {});
  child.stdin.end(questions.map((question) => `${JSON.stringify(question)}\n`).join(''));
  const [code] = await once(child, 'close');
  const lines = Buffer.concat(out).toString('utf8').trimEnd();
  return {
    code: Number(code),
    answers: lines === '' ? [] : lines.split('\n').map((line): unknown => JSON.parse(line)),
    stderr: Buffer.concat(err).toString('utf8'),
  };
}

describe('cli route', () => {
  it('answers in order from the sample directory, and names what there is not', async () => {
    const day = { date: '2026-11-24' };
    const { code, answers, stderr } = await route(
      [],
      { id: 'a', asker: 'shiminzei-s1', role: 'information-manager', ...day },
      { id: 'b', asker: 'nobody', role: 'information-manager' },
      { id: 'c', asker: 'koho-s1', role: 'system-manager', system: 'zeimu', ...day },
      { id: 'd', asker: 'koho-s1', role: 'chief', system: 'x', date: '2026-02-30' },
      { asker: 7 },
      { id: 'e', asker: 'machizukuri-ciso', role: 'ciso', system: null },
    );
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(answers).toEqual([
      {
        id: 'a',
        role: 'information-manager',
        post: '市民税課の副情報管理者',
        persons: ['shiminzei-c1', 'shiminzei-c2'],
        because: ['2.1.3', '2.2.6#2'],
        reason: '市民税課長が不在のため副情報管理者へ',
      },
      { id: 'b', error: expect.stringMatching(/「nobody」.*\[PERSON_UNKNOWN\]/u) },
      expect.objectContaining({ id: 'c', persons: ['shiminzei-c1', 'shiminzei-s1'] }),
      {
        id: 'd',
        error: expect.stringMatching(
          /「chief」.*\[ROLE_UNKNOWN\] 「x」.*\[SYSTEM_UNKNOWN\] 「2026-02-30」.*\[DATE_MALFORMED\]/u,
        ),
      },
      { id: null, error: expect.stringMatching(/asker.*\[LINE_MALFORMED\]/u) },
      expect.objectContaining({ id: 'e', persons: [] }),
    ]);
  });

  it('takes the day it is told where a question names none', () => {
    const ask = router(sample, sendaiRules, dayOf('2026-11-28'));
    expect(ask({ id: 1, asker: 'shiminzei-s1', role: 'information-manager' })).toMatchObject({
      persons: ['shiminzei-head'],
    });
  });

  it('says of 職員 that it is no post', () => {
    const ask = router(sample, sendaiRules, dayOf('2026-11-28'));
    expect(ask({ id: 1, asker: 'koho-s1', role: 'staff' })).toEqual({
      id: 1,
      error: expect.stringContaining('[ROLE_UNKNOWN]'),
    });
  });
});

describe('cli route --directory', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'route-'));
    await cp(SAMPLE, folder, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const rewrite = async (file: string, piece: string, instead: string) => {
    const text = await readFile(join(folder, file), 'utf8');
    expect(text.split(piece)).toHaveLength(2);
    await writeFile(join(folder, file), text.replace(piece, instead));
  };

  it('answers from that folder, and tells its keeper of empty posts', async () => {
    await rewrite('people.csv', '広報課長,koho,head', '広報課 主幹,koho,staff');
    const { code, answers, stderr } = await route(['--directory', folder], {
      id: 1,
      asker: 'koho-s1',
      role: 'information-manager',
      date: '2026-11-24',
    });
    expect(code).toBe(0);
    expect(answers).toEqual([expect.objectContaining({ persons: ['machizukuri-ciso'] })]);
    expect(stderr).toContain('units.csv:6  広報課長がいません');
  });

  it('answers nothing from a directory with a fault, and names all of them', async () => {
    await rewrite('units.csv', '広報課,section', '広報課,課');
    await rewrite('systems.csv', 'kusei-c1;kusei-s1', 'kusei-c9');
    const { code, answers, stderr } = await route(['--directory', folder], {
      id: 1,
      asker: 'koho-s1',
      role: 'ciso',
    });
    expect({ code, answers }).toEqual({ code: 1, answers: [] });
    expect(stderr).toContain('units.csv:6 kind');
    expect(stderr).toContain('systems.csv:2 officers');
  });
});
