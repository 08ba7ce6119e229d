import { describe, expect, it } from 'vitest';
import { clausesOf } from './sendai-text.ts';

const HEAD = ['第１章 総則', '（１）目的', '次のとおりとする。'];
const AFTER = 'また，別に定める。';

function bodies(...lines: string[]): Record<string, string> {
  return Object.fromEntries(
    clausesOf([...HEAD, ...lines].join('\n')).map(({ id, title, body }) => [id, `${title}|${body}`]),
  );
}

describe('an unnumbered paragraph after a list', () => {
  it.each([
    ['phrases', ['①甲法', '②乙法（平成 15 年）']],
    ['sentences', ['① 甲する。', '② 乙する。']],
    ['bullets', ['・甲', '・乙']],
    ['sentences and a deleted one', ['① 甲する。', '② 削除', '③ 乙する。']],
  ])('belongs to the parent of a list of %s', (_, list) => {
    const read = bodies(...list, AFTER);
    expect(read['1.1']).toBe(`目的|次のとおりとする。${AFTER}`);
  });

  it('is the last item’s own where the items before it have text under their titles', () => {
    expect(bodies('① 甲', '甲する。', '② 乙', '乙する。')['1.1.2']).toBe('乙|乙する。');
  });

  it('is the last item’s own where the items before it have clauses under them', () => {
    expect(bodies('① 甲', '・子', '② 乙', '乙する。')['1.1.2']).toBe('乙|乙する。');
  });

  it('is the only item’s own: a list of one shows nothing', () => {
    expect(bodies('① 甲', '甲する。')['1.1.1']).toBe('甲|甲する。');
  });

  it('is the last item’s own where only a deleted one stands before it', () => {
    expect(bodies('① 削除', '② 乙', '乙する。')['1.1.2']).toBe('乙|乙する。');
  });
});
