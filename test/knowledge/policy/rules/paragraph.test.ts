import { describe, expect, it } from 'vitest';
import { readLines } from '../../../../knowledge/policy/rules/page-furniture.ts';
import { paragraphsOf } from '../../../../knowledge/policy/rules/paragraph.ts';

const FULL = 'あ'.repeat(44);
const paragraphs = (...lines: string[]): string[] => paragraphsOf(readLines(lines.join('\n\n')), 90);

describe('a new paragraph', () => {
  it('begins after a line that stops short', () => {
    expect(paragraphs('④ 運用', '情報セキュリティポリシーの')).toHaveLength(2);
  });

  it('begins where a closed line is followed by an indentation or a conjunction', () => {
    const closed = `${'あ'.repeat(43)}。`;
    expect(paragraphs(closed, ' 本市の')).toHaveLength(2);
    expect(paragraphs(closed, 'また，本市の')).toHaveLength(2);
    expect(paragraphs(closed, '本市の')).toHaveLength(1);
    expect(paragraphs(FULL, ' 本市の')).toHaveLength(1);
  });

  it('does not begin after a comma, however short the line', () => {
    expect(paragraphs('重要性分類Ｓ，', 'Ⅰ及びⅡ')).toEqual(['重要性分類Ｓ，Ⅰ及びⅡ']);
  });

  it('does not begin at a new page', () => {
    expect(paragraphs(`${FULL}\n 媒体という。`, '次', '次', '次')[0]).toBe(`${FULL}媒体という。`);
  });
});
