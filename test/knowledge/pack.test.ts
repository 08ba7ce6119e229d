import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPack, type PackRefused } from '../../knowledge/pack.ts';
import {
  changed,
  copyOfSendai,
  inFolder,
  type PackFiles,
  refusalOf,
  refusalOfFiles,
  SENDAI,
  SMALL_PACK,
  type SmallPackFile,
} from './pack/small-pack.ts';

const FILES = Object.keys(SMALL_PACK) as SmallPackFile[];
const YAML_FILES = FILES.filter((file) => file.endsWith('.yaml'));
const LISTS = YAML_FILES.filter((file) => file !== 'pack.yaml');

/** `file:line code` of every fault: what an administrator needs to find it. */
const places = ({ errors }: PackRefused): string[] =>
  errors.map(({ file, line, code }) => `${file}:${line} ${code}`);

/** 1-based line on which a piece of a file stands. */
const lineOf = (files: PackFiles, file: SmallPackFile, piece: string): number =>
  (files[file] ?? '').split('\n').findIndex((line) => line.includes(piece)) + 1;

const JAPANESE_REMEDY = /[ぁ-ん].*(?:ください|書き方が違います)/u;

describe('the pack of Sendai', () => {
  it('loads, with every file that it names', async () => {
    const pack = await loadPack(SENDAI);
    expect(pack.policy.all).toHaveLength(446);
    expect(pack).toMatchObject({ id: 'sendai', city: '仙台市', name: '仙台市行政情報セキュリティポリシー' });
    for (const list of [pack.concepts, pack.acts, pack.wordings, pack.intents, pack.outside])
      expect(list.length).toBeGreaterThan(10);
    expect(pack.examples).toHaveLength(6);
    expect(pack.policy.get(pack.askWhom)?.body).toContain('情報管理者に相談し');
    expect(pack.policy.get(pack.emergency[0] ?? '')?.body).toContain('直ちに情報管理者へ報告');
  });

  it('names each concept, each act and each intent once, and has at most one wording for a clause', async () => {
    const pack = await loadPack(SENDAI);
    const twice = (ids: readonly string[]) => ids.filter((id, i) => ids.indexOf(id) !== i);
    expect(twice(pack.concepts.map(({ concept }) => concept))).toEqual([]);
    expect(twice(pack.acts.map(({ act }) => act))).toEqual([]);
    expect(twice(pack.intents.map(({ id }) => id))).toEqual([]);
    expect(twice(pack.wordings.map(({ clause }) => clause))).toEqual([]);
  });

  it('loads the same from a copy, and is refused where one word of the copy names no clause', async () => {
    await copyOfSendai(async (folder) => {
      expect((await loadPack(folder)).fingerprint).toBe((await loadPack(SENDAI)).fingerprint);
      const file = join(folder, 'vocabulary.yaml');
      const text = await readFile(file, 'utf8');
      const line = text.split('\n').findIndex((one) => one.includes('clause: 1.2.4')) + 1;
      await writeFile(file, text.replace('clause: 1.2.4', 'clause: 1.2.44'));
      expect(places(await refusalOf(folder))).toEqual([`vocabulary.yaml:${line} PACK_CLAUSE_UNKNOWN`]);
    });
  });
});

describe('a file that cannot be read at all', () => {
  // Each with what is done to the file on disk.
  const broken: readonly (readonly [string, string, (path: string) => Promise<unknown>])[] = [
    ['is missing', 'PACK_FILE_MISSING', (path) => rm(path)],
    ['is empty', 'PACK_FILE_EMPTY', (path) => writeFile(path, '')],
    ['holds only blanks', 'PACK_FILE_EMPTY', (path) => writeFile(path, ' \n\u3000\r\n\t')],
    [
      'has a folder in its place',
      'PACK_FILE_UNREADABLE',
      async (path) => {
        await rm(path);
        await mkdir(path);
      },
    ],
    // 「仙台市」 in Shift_JIS, as an old editor saves it.
    [
      'is not UTF-8',
      'PACK_FILE_NOT_UTF8',
      (path) => writeFile(path, Buffer.from([0x90, 0xe5, 0x91, 0xe4, 0x8e, 0x73])),
    ],
  ];
  describe.each(FILES)('%s', (name) => {
    it.each(broken)('is refused by name where it %s', async (_, code, breakIt) => {
      await inFolder(SMALL_PACK, async (folder) => {
        await breakIt(join(folder, name));
        const refusal = await refusalOf(folder);
        expect(refusal.errors).toEqual([
          { code, file: name, line: null, message: expect.stringMatching(JAPANESE_REMEDY) },
        ]);
        expect(refusal.message).toContain(`${name}  `);
        expect(refusal.message).toContain(`[${code}]`);
      });
    });
  });

  it('is refused where the whole folder is missing', async () => {
    const refusal = await refusalOf(join(SENDAI, 'no-such-folder'));
    expect(places(refusal)).toEqual(['pack.yaml:null PACK_FILE_MISSING']);
  });
});

describe('a file that is no YAML', () => {
  it.each(YAML_FILES)('%s is refused with the line of the fault', async (name) => {
    const text = `${SMALL_PACK[name]}  broken: [one, two\n`;
    const refusal = await refusalOfFiles({ ...SMALL_PACK, [name]: text });
    const [first] = refusal.errors;
    expect(first).toMatchObject({ code: 'PACK_FILE_MALFORMED', file: name });
    expect(first?.line).toBeGreaterThanOrEqual(text.trimEnd().split('\n').length);
    expect(first?.message).toMatch(/YAML として読めません.*確認してください/u);
  });

  it('a key written twice is refused: the second would silently win', async () => {
    const refusal = await refusalOfFiles(
      changed('wordings.yaml', '  about: 自主点検', '  about: 自主点検\n  about: 監査'),
    );
    expect(places(refusal)).toEqual(['wordings.yaml:3 PACK_FILE_MALFORMED']);
  });
});

describe('an entry of the wrong shape', () => {
  it.each<[SmallPackFile, string, string, string]>([
    ['pack.yaml', 'examples: [一, 二, 三, 四, 五, 六]', 'examples: [一, 二]', 'examples'],
    ['pack.yaml', 'id: small', 'id: Small Pack', 'id'],
    ['vocabulary.yaml', 'words: [USBメモリ]', 'words: USBメモリ', 'words'],
    ['lexicon.yaml', 'verbs: [持って帰る]', 'verbs: []', 'verbs'],
    ['wordings.yaml', 'about: 自主点検', 'about: [自主点検]', 'about'],
    ['wordings.yaml', 'about: 自主点検', 'about: ""', 'about'],
    ['intents.yaml', 'kind: flow', 'kind: flows', 'kind'],
    ['outside.yaml', 'near: [2.4.1]', 'near: {2.4.1: 1}', 'near'],
    ['sayings.yaml', 'target: take-out', 'target: ""', 'target'],
    ['roles.yaml', 'names: [情報管理者]', 'names: []', 'names'],
  ])('%s: 「%s」 as 「%s」 is refused on its line', async (file, piece, instead, key) => {
    const files = changed(file, piece, instead);
    const refusal = await refusalOfFiles(files);
    expect(places(refusal)).toEqual([`${file}:${lineOf(files, file, instead)} PACK_FILE_MALFORMED`]);
    expect(refusal.message).toContain(key);
    expect(refusal.message).toMatch(JAPANESE_REMEDY);
  });

  it.each<[SmallPackFile, string]>([
    ['pack.yaml', 'city: 仙台市'],
    ['vocabulary.yaml', '  because: 取り外して持ち出せる媒体をいう。'],
    ['lexicon.yaml', '  name: 持ち出し'],
    ['wordings.yaml', '  about: 自主点検'],
    ['intents.yaml', '  title: 持ち出してよい？'],
    ['outside.yaml', '  words: [天気予報]'],
  ])('%s: a key that nobody knows is refused by its name', async (file, after) => {
    const indent = /^ */.exec(after)?.[0] ?? '';
    const refusal = await refusalOfFiles(changed(file, after, `${after}\n${indent}remark: 覚え書き`));
    expect(refusal.errors).toMatchObject([{ code: 'PACK_FILE_MALFORMED', file }]);
    expect(refusal.errors[0]?.line).toBeGreaterThan(0);
    expect(refusal.message).toContain('remark');
  });

  it.each<[SmallPackFile, string, string]>([
    ['pack.yaml', 'askWhom: 2.4.1#2\n', 'askWhom'],
    ['vocabulary.yaml', '  because: 取り外して持ち出せる媒体をいう。\n', 'because'],
    ['lexicon.yaml', '  clause: 2.3.4.i#7\n', 'clause'],
    ['wordings.yaml', '  about: 自主点検\n', 'about'],
    ['intents.yaml', '  offer: 何を持ち出すかで変わります。\n', 'offer'],
    ['outside.yaml', '  reason: 天気を定めた条項はない\n', 'reason'],
  ])('%s without 「%s」 is refused', async (file, piece, key) => {
    const refusal = await refusalOfFiles(changed(file, piece, ''));
    expect(refusal.errors).toMatchObject([{ code: 'PACK_FILE_MALFORMED', file }]);
    expect(refusal.message).toContain(key);
  });

  it.each(LISTS)('%s is refused where it holds one entry instead of a list', async (file) => {
    const refusal = await refusalOfFiles({ ...SMALL_PACK, [file]: 'clause: 2.4.1#2\n' });
    expect(places(refusal)).toEqual([`${file}:1 PACK_FILE_MALFORMED`]);
  });
});

describe('a clause that the policy does not have', () => {
  it.each<[SmallPackFile, string, string]>([
    ['pack.yaml', 'askWhom: 2.4.1#2', 'askWhom: 2.4.1#99'],
    ['pack.yaml', '[2.8.3.i#1, 2.4.4#3]', '[2.8.3.i#1, 2.4.4#33]'],
    ['vocabulary.yaml', 'clause: 1.2.4', 'clause: 1.2.40'],
    ['lexicon.yaml', 'clause: 2.3.4.i#7', 'clause: 2.3.4.i#70'],
    ['wordings.yaml', 'clause: 2.10.1#1', 'clause: 2.11.1#1'],
    ['intents.yaml', 'clauses: [2.3.4.i#7]', 'clauses: [3.4.i#7]'],
    ['intents.yaml', 'decides: [2.3.4.i#9]', 'decides: [2.3.4.i#90]'],
    ['intents.yaml', 'first: [2.3.4.ii#1]', 'first: [2.3.4.ii#77]'],
    ['intents.yaml', 'instead: 2.4.1#6', 'instead: 2.4.1#66'],
    ['intents.yaml', 'instead: take-out', 'instead: take-in'],
    ['outside.yaml', 'near: [2.4.1]', 'near: [2.4.100]'],
    ['roles.yaml', 'clause: 2.1.3', 'clause: 2.1.33'],
  ])('%s: 「%s」 as 「%s」 is refused on its line, and named', async (file, piece, instead) => {
    const files = changed(file, piece, instead);
    const refusal = await refusalOfFiles(files);
    expect(places(refusal)).toEqual([`${file}:${lineOf(files, file, instead)} PACK_CLAUSE_UNKNOWN`]);
    const unknown = instead.replace(/^.*[ []/u, '').replace(']', '');
    expect(refusal.message).toContain(`条項「${unknown}」は規程の本文にありません。番号を確かめてください。`);
  });

  it('is not mistaken for another: 2.10 is never read as the number 2.1', async () => {
    const files = changed('outside.yaml', 'near: [2.4.1]', 'near: [2.10]');
    const { outside, wordings } = await inFolder(files, loadPack);
    expect(outside[0]?.near).toEqual(['2.10']);
    expect(wordings[0]?.clause).toBe('2.10.1#1');

    // As numbers 2.10 would be 2.1, 1e1 would be 10 and 0x2 would be 2, which all exist or look as if they did.
    for (const number of ['1e1', '0x2', '2.0', '~', 'null', 'true']) {
      const refusal = await refusalOfFiles(changed('outside.yaml', '[2.4.1]', `[${number}]`));
      expect(refusal.message).toContain(`条項「${number}」は規程の本文にありません`);
    }
  });

  it('is not hidden by an intent of that name elsewhere: only 「instead」 may name an intent', async () => {
    const refusal = await refusalOfFiles(
      changed('intents.yaml', 'clauses: [2.3.4.i#7]', 'clauses: [take-out]'),
    );
    expect(places(refusal)).toEqual(['intents.yaml:7 PACK_CLAUSE_UNKNOWN']);
  });
});

describe('an act with an object that no concept is', () => {
  it('is refused on its line, with the concept’s name', async () => {
    const refusal = await refusalOfFiles(
      changed('lexicon.yaml', 'objects: [external-media]', 'objects: [external-media, external-medium]'),
    );
    expect(places(refusal)).toEqual(['lexicon.yaml:6 PACK_CONCEPT_UNKNOWN']);
    expect(refusal.message).toContain('「external-medium」という concept は vocabulary にありません');
  });
});

describe('sayings', () => {
  it('are read one a line, with what they mean', async () => {
    const { sayings } = await inFolder(SMALL_PACK, loadPack);
    expect(sayings.map(({ target, says }) => [target, ...says])).toEqual([
      ['take-out', 'カバンに入れて帰る', '家でやりたい'],
      ['2.10.1#1', 'セルフチェック いつ'],
      ['天気', '傘いる？'],
    ]);
  });

  it('are refused for what is no clause, no intent and no topic', async () => {
    const refusal = await refusalOfFiles(changed('sayings.yaml', 'target: 天気', 'target: 気象'));
    expect(places(refusal)).toEqual(['sayings.yaml:8 PACK_TARGET_UNKNOWN']);
    expect(refusal.message).toContain(
      '「気象」は条項の番号・intents の id・outside の about のどれでもありません',
    );
  });

  it.each([
    ['among themselves', '家でやりたい！'],
    ['beside an intent', '持ち出していい？'],
    ['beside a clause', '自主点検は、誰がする'],
    ['beside a topic', '明日の天気は'],
  ])('are refused where one stands in the pack already, %s', async (_, again) => {
    const refusal = await refusalOfFiles(changed('sayings.yaml', 'セルフチェック いつ', again));
    expect(places(refusal)).toEqual(['sayings.yaml:6 PACK_SAYING_REPEATED']);
    expect(refusal.message).toContain(`「${again}」と同じ言い方がすでにあります`);
  });

  it('are refused where nothing is said, or a target stands twice', async () => {
    expect(places(await refusalOfFiles(changed('sayings.yaml', '    傘いる？\n', '')))).toEqual([
      'sayings.yaml:9 PACK_FILE_MALFORMED',
    ]);
    expect(
      places(await refusalOfFiles(changed('sayings.yaml', 'target: 2.10.1#1', 'target: take-out'))),
    ).toEqual(['sayings.yaml:5 PACK_ENTRY_REPEATED']);
  });
});

describe('a policy text that cannot be cited safely', () => {
  it('is refused with the line on which the numbers jump', async () => {
    const files = changed('policy.txt', '\n③ 電子計算機 ', '\n⑥ 電子計算機 ');
    const refusal = await refusalOfFiles(files);
    const line = lineOf(files, 'policy.txt', '⑥ 電子計算機 ');
    expect(places(refusal)).toContain(`policy.txt:${line} POLICY_NUMBERING_JUMP`);
    expect(refusal.message).toContain(
      '「⑥」の前の番号がありません。番号を直すか、抜けている項目を加えてください。',
    );
  });

  it('is refused where it begins in the middle', async () => {
    const refusal = await refusalOfFiles({
      ...SMALL_PACK,
      'policy.txt': '職員は，報告しなければならない。\n',
    });
    expect(places(refusal)).toEqual(['policy.txt:1 POLICY_TEXT_BEFORE_HEADING']);
  });
});

describe('several faults', () => {
  it('are all reported at once, each with its file', async () => {
    const refusal = await refusalOfFiles({
      ...SMALL_PACK,
      'pack.yaml': SMALL_PACK['pack.yaml'].replace('askWhom: 2.4.1#2', 'askWhom: 9.9'),
      'vocabulary.yaml': SMALL_PACK['vocabulary.yaml'].replace('clause: 1.2.4', 'clause: 9.1'),
      'lexicon.yaml': SMALL_PACK['lexicon.yaml'].replace('[external-media]', '[umbrella]'),
      'wordings.yaml': SMALL_PACK['wordings.yaml'].replace('  about: 自主点検\n', ''),
      'intents.yaml': SMALL_PACK['intents.yaml'].replace(
        'first: [2.3.4.ii#1]',
        'first: [9.2, 2.3.4.ii#1, 9.3]',
      ),
      'outside.yaml': '',
    });
    expect(places(refusal).sort()).toEqual([
      'intents.yaml:10 PACK_CLAUSE_UNKNOWN',
      'intents.yaml:10 PACK_CLAUSE_UNKNOWN',
      'lexicon.yaml:6 PACK_CONCEPT_UNKNOWN',
      'outside.yaml:null PACK_FILE_EMPTY',
      'pack.yaml:16 PACK_CLAUSE_UNKNOWN',
      'vocabulary.yaml:3 PACK_CLAUSE_UNKNOWN',
      'wordings.yaml:1 PACK_FILE_MALFORMED',
    ]);
    const lines = refusal.message.split('\n');
    expect(lines[0]).toBe('規程パックを読み込めません。次の箇所を直してください。 [PACK_REFUSED]');
    expect(lines).toHaveLength(1 + refusal.errors.length);
    for (const line of lines.slice(1))
      expect(line).toMatch(/^ {2}\S+\.yaml(?::\d+)? {2}.*[ぁ-ん].* \[PACK_[A-Z_0-9]+\]$/u);
  });
});

describe('the fingerprint', () => {
  const fingerprintOf = (files: PackFiles) =>
    inFolder(files, async (folder) => (await loadPack(folder)).fingerprint);

  it('is the same for the same content, wherever it lies and however it is laid out', async () => {
    const first = await fingerprintOf(SMALL_PACK);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await fingerprintOf(SMALL_PACK)).toBe(first);
    const commented = changed(
      'lexicon.yaml',
      '  verbs: [持って帰る]',
      '  # 帰宅\n  verbs:\n    - 持って帰る',
    );
    expect(await fingerprintOf(commented)).toBe(first);
  });

  it.each<[SmallPackFile, string, string]>([
    ['pack.yaml', '[一, 二,', '[一, 弐,'],
    ['policy.txt', 'マナーと倫理をもって', 'マナーと節度をもって'],
    ['vocabulary.yaml', 'USBメモリ', 'USBスティック'],
    ['lexicon.yaml', '持って帰る', '持ち帰る'],
    ['wordings.yaml', 'セルフチェック', '自己点検'],
    ['intents.yaml', '家に持ち帰る', '自宅に持ち帰る'],
    ['outside.yaml', '天気予報', '気象'],
    ['sayings.yaml', '傘いる？', '傘いる'],
    ['roles.yaml', '所属の課の長', '所属長'],
  ])('is another where one word of %s is', async (file, piece, instead) => {
    expect(await fingerprintOf(changed(file, piece, instead))).not.toBe(await fingerprintOf(SMALL_PACK));
  });
});
