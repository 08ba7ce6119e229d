import { describe } from 'vitest';
import { chapter } from '../../../../knowledge/policy/rules/chapter.ts';
import { itReads } from './marker-rules.ts';

describe('a chapter heading', () => {
  itReads(
    chapter,
    [
      ['第１章 情報セキュリティ基本方針', '第１章', '1', '情報セキュリティ基本方針'],
      ['第 2 章　雑則', '第2章', '2', '雑則'],
      ['第十二章 附則', '第十二章', '12', '附則'],
      [
        '序   仙台市行政情報セキュリティポリシーの構成',
        '序',
        '0',
        '仙台市行政情報セキュリティポリシーの構成',
      ],
      ['序', '序', '0', ''],
    ],
    [
      '第１章に定める',
      '第 1 章（２）⑫（ⅱ）(a)に規定する',
      '第 1 章 ２ ⑫ （ⅱ）(b)に規定する',
      '序列を定める',
      '第１条 目的',
    ],
  );
});
