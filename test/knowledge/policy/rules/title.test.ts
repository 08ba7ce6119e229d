import { describe, expect, it } from 'vitest';
import { wordingOf } from '../../../../knowledge/policy/rules/title.ts';

describe('a title', () => {
  it('is the first paragraph of any chapter or section', () => {
    expect(wordingOf('chapter', ['総則'], true)).toEqual({ title: '総則', body: [] });
    expect(wordingOf('section', ['目的', '本文。'], false)).toEqual({ title: '目的', body: ['本文。'] });
  });

  it('is a phrase with text or clauses of its own after it', () => {
    expect(wordingOf('article', ['運用', '本文。'], false)).toEqual({ title: '運用', body: ['本文。'] });
    expect(wordingOf('kana', ['ネットワークの分離'], true)).toEqual({
      title: 'ネットワークの分離',
      body: [],
    });
  });

  it('is not a phrase that stands alone', () => {
    expect(wordingOf('item', ['行政情報の漏えい'], false)).toEqual({ title: '', body: ['行政情報の漏えい'] });
  });

  it('is not a sentence, whatever follows', () => {
    expect(wordingOf('article', ['次に掲げるとおりとする。', '本文。'], true).title).toBe('');
  });

  it('is not what a bullet or a note begins with', () => {
    expect(wordingOf('bullet', ['甲', '乙。'], true).title).toBe('');
    expect(wordingOf('note', ['：甲', '乙。'], false).title).toBe('');
  });
});
