import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DIRECTORY_FILES, DirectoryRefused } from '../../../knowledge/organisation/directory-fault.ts';
import { loadDirectory } from '../../../knowledge/organisation/load-directory.ts';
import { inCp932 } from './cp932.ts';
import { sendaiRules } from './directory-files.ts';
import { SAMPLE, sample, sampleWarnings } from './sample-directory.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'directory-'));
  await cp(SAMPLE, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function refusal(): Promise<DirectoryRefused> {
  try {
    await loadDirectory(folder, sendaiRules);
  } catch (error) {
    if (error instanceof DirectoryRefused) return error;
    throw error;
  }
  throw new Error('the directory was loaded');
}

describe('the sample directory', () => {
  it('is a plausible Sendai, with empty posts that are named', () => {
    const kinds = (kind: string) => sample.units.filter((unit) => unit.kind === kind).length;
    expect([kinds('bureau'), kinds('section'), kinds('branch-office')]).toEqual([7, 27, 3]);
    expect(sample.people.length).toBeGreaterThanOrEqual(80);
    expect(sample.systems).toHaveLength(8);
    expect(sampleWarnings.map(({ code, line }) => `${code} ${line}`)).toEqual([
      'DIRECTORY_DEPUTY_EMPTY 3',
      'DIRECTORY_DEPUTY_EMPTY 6',
      'DIRECTORY_HEAD_EMPTY 33',
      'DIRECTORY_HEAD_EMPTY 38',
      'DIRECTORY_DEPUTY_EMPTY 38',
      'DIRECTORY_OFFICER_EMPTY 8',
    ]);
  });

  it('names posts, no people', () => {
    for (const { name } of sample.people) expect(name).toMatch(/(?:長|理事|次長|係長[１-９]|職員[１-９])$/u);
  });
});

describe('a directory in a folder', () => {
  it('is the same in CP932 with CRLF, with letters that only Windows has', async () => {
    for (const file of DIRECTORY_FILES) {
      const path = join(folder, file);
      const text = (await readFile(path, 'utf8')).replace('広報課 係長１', '①髙﨑～');
      await writeFile(path, inCp932(text.replaceAll('\n', '\r\n')));
    }
    expect([...(await readFile(join(folder, 'people.csv')))].join()).toContain(
      '135,64,251,252,250,177,129,96',
    );
    const { directory } = await loadDirectory(folder, sendaiRules);
    expect(directory.person('koho-c1')?.name).toBe('①髙﨑～');
    const others = (all: typeof sample) => all.people.filter(({ id }) => id !== 'koho-c1');
    expect(others(directory)).toEqual(others(sample));
    expect(directory.units).toEqual(sample.units);
  });

  it('is refused with everything that is wrong in any file, on lines ready to be shown', async () => {
    await rm(join(folder, 'systems.csv'));
    await rm(join(folder, 'posts.csv'));
    await mkdir(join(folder, 'posts.csv'));
    await writeFile(join(folder, 'units.csv'), 'id,name\n');
    const refused = await refusal();
    expect(refused.faults.map(({ code, file }) => `${code} ${file}`).sort()).toEqual([
      'DIRECTORY_COLUMN_MISSING units.csv',
      'DIRECTORY_COLUMN_MISSING units.csv',
      'DIRECTORY_COLUMN_MISSING units.csv',
      'DIRECTORY_FILE_MISSING systems.csv',
      'DIRECTORY_FILE_UNREADABLE posts.csv',
    ]);
    expect(refused.message).toContain('名簿を読み込めません');
    expect(refused.message).toContain('units.csv:1 kind  「kind」の列がありません');
  });
});
