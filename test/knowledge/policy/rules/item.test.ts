import { describe, expect, it } from 'vitest';
import { item } from '../../../../knowledge/policy/rules/item.ts';
import { itReads } from './marker-rules.ts';

describe('an item', () => {
  itReads(
    item,
    [
      ['（ⅶ）電子メールの送受信等', '（ⅶ）', 'vii', '電子メールの送受信等'],
      ['（ⅻ）業務目的以外での使用禁止', '（ⅻ）', 'xii', '業務目的以外での使用禁止'],
      ['（ⅹⅲ）甲', '（ⅹⅲ）', 'xiii', '甲'],
      ['（ⅰ）-２ テレワーク端末', '（ⅰ）-２', 'i-2', 'テレワーク端末'],
      ['（ⅰ） － 3 甲', '（ⅰ）－3', 'i-3', '甲'],
    ],
    ['（i）甲', '（１）目的', 'ⅰ 甲', '（ⅰ 甲'],
  );

  it('knows its number and its branch', () => {
    expect(item('（ⅱ）-２ 甲')).toMatchObject({ number: 2, branch: 2 });
    expect(item('（ⅱ） 甲')).toMatchObject({ number: 2, branch: 0 });
  });
});
