import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../knowledge/policy/parse-policy.ts';
import { clausesOf, sendaiText } from './sendai-text.ts';

function errorsOf(...lines: string[]): string[] {
  const parsed = parsePolicy(lines.join('\n'));
  return parsed.ok ? [] : parsed.errors.map(({ code, line }) => `${line} ${code}`);
}

const HEAD = ['第１章 総則', '（１）目的'];

describe('a fault is a value with its line', () => {
  it.each([
    ['nothing at all', [''], ['1 empty-text']],
    ['blanks only', ['  ', '\u3000'], ['1 empty-text']],
    [
      'words before the first chapter',
      ['情報セキュリティ規程', '第１章 総則', '本文。'],
      ['1 text-before-heading'],
    ],
    ['a bullet before any heading', ['・職員は…', '第１章 総則', '本文。'], ['1 marker-before-heading']],
    ['an article before any heading', ['① 目的', '第１章 総則', '本文。'], ['1 marker-before-heading']],
    ['③ after ①', [...HEAD, '① 甲。', '③ 乙。'], ['4 numbering-jump']],
    ['a list that begins with ②', [...HEAD, '② 甲。'], ['3 numbering-jump']],
    ['（３） after （１）', [...HEAD, '本文。', '（３）定義', '本文。'], ['4 numbering-jump']],
    ['a policy that begins with 第２章', ['第２章 雑則', '本文。'], ['1 numbering-jump']],
    ['（ⅲ） after （ⅰ）', [...HEAD, '① 甲', '（ⅰ）乙。', '（ⅲ）丙。'], ['5 numbering-jump']],
    ['（ⅰ）-３ after （ⅰ）', [...HEAD, '① 甲', '（ⅰ）乙。', '（ⅰ）-３ 丙。'], ['5 numbering-jump']],
    ['ウ after ア', [...HEAD, '① 甲', 'ア 乙。', 'ウ 丙。'], ['5 numbering-jump']],
    ['① twice', [...HEAD, '① 甲。', '① 乙。'], ['4 duplicate-id']],
    ['two notes of one number', [...HEAD, '本文。', '（注）甲', '（注）乙'], ['5 duplicate-id']],
    ['ア directly under a chapter', ['第１章 総則', 'ア 甲。'], ['2 out-of-place']],
    ['（ⅰ） directly under a chapter', ['第１章 総則', '（ⅰ）甲。'], ['2 out-of-place']],
    ['a marker with nothing after it', [...HEAD, '① 甲。', '②'], ['4 empty-clause']],
  ])('%s', (_, lines, expected) => {
    expect(errorsOf(...lines)).toEqual(expected);
  });

  it('reports each fault once, in the order of lines', () => {
    expect(errorsOf(...HEAD, '① 甲。', '③ 乙。', '④ 丙。', '⑥ 丁。', '（４）定義', '本文。')).toEqual([
      '4 numbering-jump',
      '6 numbering-jump',
      '7 numbering-jump',
    ]);
  });

  it('says in Japanese what is wrong where, and what to do', () => {
    const parsed = parsePolicy([...HEAD, '① 甲。', '③ 乙。'].join('\n'));
    expect(parsed.ok ? '' : parsed.errors[0]?.message).toBe(
      '4行目：「③」の前の番号がありません。番号を直すか、抜けている項目を加えてください。',
    );
  });

  it('notices when a numbered line is taken out of the middle of a list', () => {
    const lines = sendaiText.split('\n');
    const without = (line: number): string => lines.filter((_, index) => index !== line - 1).join('\n');
    for (const line of [104, 141, 161, 222, 789, 1242, 1777, 1841, 1912]) {
      expect(parsePolicy(without(line)).ok, String(line)).toBe(false);
    }
  });
});

describe('a policy of another city', () => {
  it('may number its chapters in kanji and put （ⅰ） straight under （１）', () => {
    const ids = clausesOf(
      [
        '第一章　総則',
        '(1) 目的',
        'この規程は、対策を定める。',
        '（ⅰ）甲のこと。',
        '（ⅱ）乙のこと。',
        '第二章　雑則',
        '本文。',
      ].join('\n'),
    ).map(({ id }) => id);
    expect(ids).toEqual(['1', '1.1', '1.1.i', '1.1.ii', '2']);
  });

  it('may have deleted a clause', () => {
    const clauses = clausesOf([...HEAD, '① 削除', '② 範囲', '本市の範囲とする。'].join('\n'));
    expect(clauses.slice(2)).toMatchObject([
      { id: '1.1.1', title: '', body: '削除' },
      { id: '1.1.2', title: '範囲', body: '本市の範囲とする。' },
    ]);
  });
});
