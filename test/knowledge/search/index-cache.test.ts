import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Pack } from '../../../knowledge/pack.ts';
import { PolicyText } from '../../../knowledge/policy/policy-text.ts';
import { Analyser } from '../../../knowledge/search/analyse.ts';
import { keptIndex, newIndex } from '../../../knowledge/search/index-cache.ts';
import {
  indexData,
  PolicyIndex,
  type PolicyIndexData,
  PolicySearch,
} from '../../../knowledge/search/policy-search.ts';
import { loadTokenizer } from '../../../knowledge/search/tokenizer.ts';
import { clausesOf, clause as sendaiClause } from '../policy/sendai-text.ts';

const POLICY = new PolicyText(
  clausesOf(
    [
      '第１章 総則',
      '（１）施錠',
      '職員は，離席するときはパスワードで端末を施錠しなければならない。',
      '（２）持ち出し',
      '職員は，外部記録媒体を持ち出すときは許可を得なければならない。',
    ].join('\n'),
  ),
);

/** As a start does it: what was kept, or else made now and kept. */
const index = async (folder: string, pack: Pack, analyser: Analyser): Promise<PolicyIndexData> =>
  (await keptIndex(folder, pack)) ?? (await newIndex(folder, pack, analyser));

/** A pack of two rules, which is analysed in a blink. */
const packWith = (fingerprint: string, word: string): Pack => ({
  id: 'two-rules',
  city: '試験市',
  name: '規程',
  source: '試験',
  policy: POLICY,
  concepts: [
    { concept: 'media', name: '媒体', clause: '1.2', because: '試験', words: [word], adds: ['外部記録媒体'] },
  ],
  acts: [
    { act: 'take-out', name: '持ち出し', clause: '1.2', because: '試験', verbs: ['持って帰る'], adds: [] },
  ],
  wordings: [{ clause: '1.1', about: '離席', words: ['ロック'], asks: ['席を立つとき端末はどうする？'] }],
  intents: [],
  outside: [{ about: '天気', reason: '定めがない', near: [], words: [], examples: ['明日の天気は？'] }],
  sayings: [],
  roles: [],
  roleRules: new Map(),
  directory: null,
  flows: [],
  procedures: [],
  askWhom: sendaiClause('1.1').id,
  exceptionFlow: null,
  emergency: [],
  examples: [],
  hours: { from: '08:30', to: '17:15', closed: [] },
  alerts: { deputyAfter: 10, aboveAfter: 20, thenEvery: 10, repeatEvery: 20 },
  cases: { sees: { all: [], bureau: [] }, closes: [], unlisted: [], notMinor: [] },
  collected: [],
  retention: [],
  fingerprint,
});

const QUESTIONS = ['USBメモリを持って帰りたい', '席を立つとき', '明日の天気', 'ぱすわーど', 'まったく別の話'];

const pack = packWith('first', 'USBメモリ');
let analyser: Analyser;
let fresh: PolicyIndexData;
beforeAll(async () => {
  analyser = new Analyser(await loadTokenizer());
  fresh = indexData(pack, analyser);
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'index-'));
});
afterEach(async () => {
  await chmod(folder, 0o755);
  await rm(folder, { recursive: true, force: true });
});

const answers = (data: PolicyIndexData) => {
  const search = new PolicySearch(pack, analyser, new PolicyIndex(pack, data));
  return QUESTIONS.map((question) => search.ask(question));
};
async function keptFile(): Promise<string> {
  const [name, ...more] = await readdir(folder);
  expect(more).toEqual([]);
  return join(folder, name ?? '');
}

describe('a kept index', () => {
  it('is worked out at the first start and kept as one whole file', async () => {
    expect(await index(folder, pack, analyser)).toEqual(fresh);
    await keptFile();
    expect(await keptIndex(folder, pack)).toEqual(fresh);
  });

  it('is read at the next start', async () => {
    await index(folder, pack, analyser);
    // What stands in the file shows which of the two was taken.
    const kept = JSON.parse(await readFile(await keptFile(), 'utf8'));
    await writeFile(await keptFile(), JSON.stringify({ ...kept, readings: [['しるし', '印']] }));
    expect((await index(folder, pack, analyser)).readings).toEqual([['しるし', '印']]);
  });

  it('gives the same answers as a fresh one', async () => {
    await index(folder, pack, analyser);
    expect(answers(await index(folder, pack, analyser))).toEqual(answers(fresh));
  });

  it('is made in a folder that does not exist yet', async () => {
    expect(await index(join(folder, 'data', 'cache'), pack, analyser)).toEqual(fresh);
    expect(await readdir(join(folder, 'data', 'cache'))).toHaveLength(1);
  });

  it('survives two starts at once', async () => {
    const both = await Promise.all([1, 2].map(() => index(folder, pack, analyser)));
    expect(both).toEqual([fresh, fresh]);
    await keptFile();
    expect(await keptIndex(folder, pack)).toEqual(fresh);
  });
});

describe('a damaged file', () => {
  it.each<[string, (whole: string) => string]>([
    ['is empty', () => ''],
    ['breaks off in the middle', (whole) => whole.slice(0, whole.length / 2)],
    ['is no JSON', () => 'これは索引ではない'],
    ['is null', () => 'null'],
    ['is a list', () => '[]'],
    ['is an object without anything', () => '{}'],
    ['lacks the features', (whole) => JSON.stringify({ ...JSON.parse(whole), features: undefined })],
    [
      'lacks the readings, as an older program wrote it',
      (whole) => JSON.stringify({ ...JSON.parse(whole), readings: undefined }),
    ],
    ['has a number for the documents', (whole) => JSON.stringify({ ...JSON.parse(whole), documents: 1 })],
  ])('that %s is worked out and written anew', async (_, damage) => {
    await index(folder, pack, analyser);
    const file = await keptFile();
    const whole = await readFile(file, 'utf8');
    await writeFile(file, damage(whole));
    expect(await index(folder, pack, analyser)).toEqual(fresh);
    expect(await readFile(file, 'utf8')).toBe(whole);
  });
});

describe('a folder that cannot be written', () => {
  it('does not stop the start', async () => {
    await chmod(folder, 0o555);
    expect(await index(folder, pack, analyser)).toEqual(fresh);
  });

  it('does not stop the start where a file stands in its place', async () => {
    const file = join(folder, 'cache');
    await writeFile(file, 'not a folder');
    expect(await index(file, pack, analyser)).toEqual(fresh);
    expect(await readFile(file, 'utf8')).toBe('not a folder');
  });

  it('does not matter where the index is kept already', async () => {
    await index(folder, pack, analyser);
    await chmod(folder, 0o555);
    expect(await index(folder, pack, analyser)).toEqual(fresh);
  });
});

describe('a changed pack', () => {
  it('does not read the index of the old one, and the old one still reads its own', async () => {
    await index(folder, pack, analyser);
    const other = packWith('second', 'スティックメモリ');
    const data = await index(folder, other, analyser);
    expect(data).toEqual(indexData(other, analyser));
    expect(data).not.toEqual(fresh);
    expect(await readdir(folder)).toHaveLength(2);
    expect(await index(folder, pack, analyser)).toEqual(fresh);
  });
});
