import { describe, expect, it } from 'vitest';
import { columnsOf, printedWidth, stopsShort } from '../../../../knowledge/policy/rules/printed-width.ts';

it('counts two columns for a full-width character and one for a half-width one', () => {
  expect(columnsOf('情報 ID，ｱ')).toBe(4 + 1 + 2 + 2 + 1);
});

describe('the printed width', () => {
  it('is the width that one line in twenty exceeds', () => {
    const lines = Array.from({ length: 100 }, (_, at) => ({ columns: at + 1 }));
    expect(printedWidth(lines)).toBe(96);
  });

  it('is never less than a narrow page, so that short texts are not narrow ones', () => {
    expect(printedWidth([{ columns: 7 }, { columns: 12 }])).toBe(60);
    expect(printedWidth([])).toBe(60);
  });
});

describe('a line stops short', () => {
  it('where the next character would have fitted with room to spare', () => {
    expect(stopsShort({ columns: 47 }, '本市の', 90)).toBe(true);
    expect(stopsShort({ columns: 77 }, '本市の', 90)).toBe(false);
  });

  it('but not where the next word is too long to fit', () => {
    expect(stopsShort({ columns: 50 }, 'https://www.city.example.jp/ を', 90)).toBe(false);
  });
});
