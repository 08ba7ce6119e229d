import { describe, expect, it } from 'vitest';
import { readLines } from '../../../../knowledge/policy/rules/page-furniture.ts';

const textsOf = (source: string): string[] => readLines(source).map(({ text }) => text);

describe('what belongs to the page', () => {
  it('drops blank lines and lone page numbers', () => {
    expect(textsOf('甲\n\n \n\u3000\n17 \n- 18 -\n－ １９ －\n乙')).toEqual(['甲', '乙']);
  });

  it('keeps numbers that stand with words', () => {
    expect(textsOf('17 条\n2025 年\n1234')).toEqual(['17 条', '2025 年', '1234']);
  });

  it('drops form feeds and a byte order mark, and knows Windows line ends', () => {
    expect(textsOf('\uFEFF甲\r\n\f乙\r\n')).toEqual(['甲', '乙']);
  });

  it('counts lines as the source does', () => {
    expect(readLines('甲\n\n17\n乙').map(({ line }) => line)).toEqual([1, 4]);
  });

  it('takes the blank of a new page for no indentation', () => {
    const lines = readLines('\n甲\n\n 乙\n 丙\n\n丁\n\n戊');
    expect(lines.map(({ indented }) => indented)).toEqual([false, true, false, false, false]);
  });

  it('trusts every indentation where lines are not double-spaced', () => {
    expect(readLines('甲\n 乙\n丙').map(({ indented }) => indented)).toEqual([false, true, false]);
  });
});
