import { describe } from 'vitest';
import { article } from '../../../../knowledge/policy/rules/article.ts';
import { itReads } from './marker-rules.ts';

describe('an article', () => {
  itReads(
    article,
    [
      ['⑫ 外部サービス', '⑫', '12', '外部サービス'],
      ['①  最高情報セキュリティ責任者', '①', '1', '最高情報セキュリティ責任者'],
      ['①地方公務員法(昭和 25 年法律第 261 号）', '①', '1', '地方公務員法(昭和 25 年法律第 261 号）'],
      ['㉑ 甲', '㉑', '21', '甲'],
      ['㊿ 乙', '㊿', '50', '乙'],
    ],
    ['1 目的', '❶ 目的', '目的①'],
  );
});
