import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CurrentDirectory, openDirectory } from '../../bot/directory.ts';
import { SENDAI } from '../../bot/knowledge.ts';
import { lineOf } from '../../bot/log.ts';
import { loadPack } from '../../knowledge/pack.ts';

const { directory: sample, roleRules } = await loadPack(SENDAI);

let folder: string;
let logged: string[];
let directory: CurrentDirectory;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'directory-'));
  await cp(sample ?? '', folder, { recursive: true });
  logged = [];
  directory = await openDirectory(folder, roleRules, (entry) => void logged.push(lineOf(entry) ?? ''));
});
afterEach(async () => {
  directory.close();
  await rm(folder, { recursive: true });
});

const people = () => join(folder, 'people.csv');

describe('the directory in use', () => {
  it('is as the files were read', () => {
    expect(directory.current.people.length).toBeGreaterThan(80);
    expect(logged).toEqual([]);
  });

  it('follows a change of the files', async () => {
    const before = directory.current.people.length;
    const text = await readFile(people(), 'utf8');
    await writeFile(
      people(),
      `${text.trimEnd()}\nnewcomer,新任 職員,seisaku-kikaku,staff,,,,new@sendai.example,,,\n`,
    );
    await directory.look();
    expect(directory.current.person('newcomer')?.name).toBe('新任 職員');
    expect(directory.current.people.length).toBe(before + 1);
    expect(logged.join()).toContain('[DIRECTORY_LOADED]');
  });

  it('stays where the change is not whole, and the change is told once by file and line', async () => {
    const before = directory.current;
    const text = await readFile(people(), 'utf8');
    await writeFile(
      people(),
      `${text.trimEnd()}\nnewcomer,新任 職員,nowhere,staff,,,,new@sendai.example,,,\n`,
    );
    await directory.look();
    await directory.look();
    expect(directory.current).toBe(before);
    expect(logged).toHaveLength(2);
    expect(logged[0]).toMatch(/people\.csv:\d+ unit.*\[DIRECTORY_UNIT_UNKNOWN\]/u);
    expect(logged[1]).toContain('[DIRECTORY_KEPT]');
    expect(logged.join()).not.toMatch(/新任|newcomer|nowhere/);
    await writeFile(people(), text);
    await directory.look();
    expect(logged.at(-1)).toContain('[DIRECTORY_LOADED]');
  });

  it('stays where a file is taken away', async () => {
    const before = directory.current;
    await rm(people());
    await directory.look();
    expect(directory.current).toBe(before);
    expect(logged.join()).toContain('[DIRECTORY_KEPT]');
  });

  it('is not opened where it is not whole', async () => {
    await rm(people());
    await expect(openDirectory(folder, roleRules, () => undefined)).rejects.toMatchObject({
      code: 'DIRECTORY_REFUSED',
    });
  });
});
