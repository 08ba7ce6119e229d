import { describe } from 'vitest';
import { subItem } from '../../../../knowledge/policy/rules/sub-item.ts';
import { itReads } from './marker-rules.ts';

describe('a sub-item with a letter', () => {
  itReads(
    subItem,
    [
      ['(a) 約款への同意', '(a)', 'a', '約款への同意'],
      ['（ｂ）国が提供する', '（ｂ）', 'b', '国が提供する'],
    ],
    ['(ISO) 甲', 'a 甲', '(ア) 甲'],
  );
});
