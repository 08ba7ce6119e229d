import { describe, expect, it } from 'vitest';
import { clausesOf } from './sendai-text.ts';

const HEAD = ['第１章 総則', '（１）目的', '本文。', '（２）定義', '本文。'];
const FULL = '本'.repeat(40);
const idsOf = (...lines: string[]): string[] =>
  clausesOf([...HEAD, ...lines].join('\n'))
    .slice(3)
    .map(({ id }) => id);

describe('a marker at a line start inside a sentence opens nothing', () => {
  it.each([
    ['a particle after it', '（３）に掲げる場合を除く。'],
    ['「の定め」 after it', '（３）の定めによる。'],
    ['a number that does not go on', '（７）技術的セキュリティに基づく。'],
    ['a chapter in a reference', '第 1 章（２）⑫（ⅱ）(a)に規定する。'],
    ['a chapter in a reference that lost its brackets', '第 1 章 ２ ⑫ （ⅱ）(b)に規定する。'],
  ])('%s', (_, line) => {
    expect(idsOf('① 甲', FULL, line)).toEqual(['1.2.1']);
  });

  it.each(['及び', 'を上記', 'の', '，'])('the right number after 「…%s」', (end) => {
    expect(idsOf('① 甲', FULL + end, '（３）物理的セキュリティによる。')).toEqual(['1.2.1']);
  });

  it('though the same line is a heading where the sentence has ended', () => {
    expect(idsOf('① 甲', `${FULL}する。`, '（３）位置付け')).toEqual(['1.2.1', '1.3']);
  });

  it('though a full line may be a whole phrase of a list', () => {
    expect(idsOf(`① ${FULL}`, '② 乙')).toEqual(['1.2.1', '1.2.2']);
  });
});

describe('a list of kana', () => {
  it('belongs to the bullet that announces it, and the bullets go on after it', () => {
    expect(idsOf('① 甲', '・以下の対応を行う。', 'ア 乙。', 'イ 丙。', '・丁。')).toEqual([
      '1.2.1',
      '1.2.1#1',
      '1.2.1#1.ア',
      '1.2.1#1.イ',
      '1.2.1#2',
    ]);
  });

  it('belongs to the numbered clause where the bullet announces nothing', () => {
    expect(idsOf('① 甲', '・対応を行う。', 'ア 乙。', 'イ 丙。')).toEqual([
      '1.2.1',
      '1.2.1#1',
      '1.2.1.ア',
      '1.2.1.イ',
    ]);
  });

  it('belongs to the numbered clause where it has bullets of its own', () => {
    expect(idsOf('① 甲', '・以下の形態による。', '(a) 乙', '・丙。', '(b) 丁', '・戊。')).toEqual([
      '1.2.1',
      '1.2.1#1',
      '1.2.1.a',
      '1.2.1.a#1',
      '1.2.1.b',
      '1.2.1.b#1',
    ]);
  });
});

it('counts ・ and ● of one parent each by themselves', () => {
  expect(idsOf('① 甲', '・乙。', '・丙。', '●丁', '●戊', '・己。')).toEqual([
    '1.2.1',
    '1.2.1#1',
    '1.2.1#2',
    '1.2.1*1',
    '1.2.1*2',
    '1.2.1#3',
  ]);
});

it('puts a note under the numbered clause it stands in', () => {
  expect(idsOf('① 甲', '・乙。', '（注）丙', '② 丁。')).toEqual(['1.2.1', '1.2.1#1', '1.2.1.note', '1.2.2']);
});
