import { describe } from 'vitest';
import { kanaSubItem } from '../../../../knowledge/policy/rules/kana-sub-item.ts';
import { itReads } from './marker-rules.ts';

describe('a sub-item with a kana', () => {
  itReads(
    kanaSubItem,
    [
      ['ア 情報セキュリティクラウドへの参加', 'ア', 'ア', '情報セキュリティクラウドへの参加'],
      ['ウ　甲', 'ウ', 'ウ', '甲'],
    ],
    ['アクセス記録の取得', 'ィに基づき', 'あ 甲'],
  );
});
