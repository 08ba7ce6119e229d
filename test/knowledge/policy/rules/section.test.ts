import { describe } from 'vitest';
import { section } from '../../../../knowledge/policy/rules/section.ts';
import { itReads } from './marker-rules.ts';

describe('a section heading', () => {
  itReads(
    section,
    [
      ['（１）目的', '（１）', '1', '目的'],
      ['（10）情報セキュリティ対策基準の策定', '（10）', '10', '情報セキュリティ対策基準の策定'],
      ['(3) 位置付け', '(3)', '3', '位置付け'],
    ],
    ['（これに準ずるものを含む。', '（平成 12 年仙台市条例第 80 号）', '（ⅰ）甲', '(a) 甲', '１ 目的'],
  );
});
