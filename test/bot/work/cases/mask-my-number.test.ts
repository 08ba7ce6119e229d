import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MASKED, maskMyNumber } from '../../../../bot/work/cases/mask-my-number.ts';

/** The slow reading of 総務省令第85号第5条, with the weights written out. */
const WEIGHTS = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
function withCheckDigit(eleven: readonly number[]): string {
  const rest = eleven.reduce((sum, digit, i) => sum + digit * (WEIGHTS[i] ?? 0), 0) % 11;
  return [...eleven, rest <= 1 ? 0 : 11 - rest].join('');
}

const digit = fc.nat({ max: 9 });
const valid = fc.array(digit, { minLength: 11, maxLength: 11 }).map(withCheckDigit);
const invalid = fc
  .tuple(valid, fc.integer({ min: 1, max: 9 }))
  .map(([number, by]) => `${number.slice(0, 11)}${(Number(number[11]) + by) % 10}`);

/** Half, full, Arabic-Indic, Devanagari, mathematical bold, Thai. */
const NOUGHTS = [0x30, 0xff10, 0x660, 0x966, 0x1d7ce, 0xe50];
const BETWEEN = [
  '',
  '',
  ' ',
  '　',
  '\u00a0',
  '-',
  '－',
  '‐',
  '–',
  '—',
  '―',
  '−',
  'ー',
  'ｰ',
  '─',
  ' - ',
  '\u200b',
];

/** The number as somebody may write it: each digit of any script, after any of them a space or dash. */
const written = (number: string) =>
  fc
    .array(fc.tuple(fc.constantFrom(...NOUGHTS), fc.constantFrom(...BETWEEN)), {
      minLength: 12,
      maxLength: 12,
    })
    .map((ways) =>
      ways
        .map(
          ([nought, gap], i) => `${String.fromCodePoint(nought + Number(number[i]))}${i === 11 ? '' : gap}`,
        )
        .join(''),
    );

const NUMBER = '123456789018';

describe('a number with a right check digit', () => {
  it('is masked however its digits are written and whatever stands between them', () => {
    fc.assert(
      fc.property(valid.chain(written), (number) => {
        expect(maskMyNumber(`番号は${number}です。`)).toBe(`番号は${MASKED}です。`);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['本人の番号 123456789018 を誤って送った', `本人の番号 ${MASKED} を誤って送った`],
    ['１２３４－５６７８－９０１８', MASKED],
    ['1234　5678 - 9018', MASKED],
    ['個人番号:1234 5678 9018 3人分', `個人番号:${MASKED} 3人分`],
    ['2026-11-24 1234-5678-9018 090-1234-5678', `2026-11-24 ${MASKED} 090-1234-5678`],
    [`${NUMBER} ${NUMBER}\n${NUMBER}`, `${MASKED} ${MASKED}\n${MASKED}`],
    ['1234 5678 9018 1234 5678 9018', `${MASKED} ${MASKED}`],
    ['A123456789018B', `A${MASKED}B`],
  ])('is masked in 「%s」', (text, masked) => {
    expect(maskMyNumber(text)).toBe(masked);
  });
});

describe('what is no such number', () => {
  it('stays where the check digit is wrong', () => {
    fc.assert(
      fc.property(invalid.chain(written), (number) => {
        expect(maskMyNumber(`番号は${number}です。`)).toBe(`番号は${number}です。`);
      }),
      { numRuns: 2_000 },
    );
  });

  it('stays where the digits are fewer or more, though twelve of them would do', () => {
    const longer = fc.tuple(valid, fc.array(digit, { minLength: 1, maxLength: 8 }), fc.boolean());
    fc.assert(
      fc.property(longer, valid, ([number, more, after], another) => {
        const long = after ? `${number}${more.join('')}` : `${more.join('')}${number}`;
        expect(maskMyNumber(long)).toBe(long);
        expect(maskMyNumber(another.slice(1))).toBe(another.slice(1));
      }),
    );
  });

  it.each([
    ['a card in fours', '1234 5678 9018 1111'],
    ['a card in fours, its end', '1111-1234-5678-9018'],
    ['a card of fifteen', '1234 567890 18123'],
    ['an ISBN', '123-4-56-789018-7'],
    ['a corporation', '7123456789018'],
    ['a telephone and a mobile', '022-261-1111 090-1234-5678'],
    ['a date and a time', '2026-11-24 10:15'],
    ['four figures a line', '1234\n5678\n9018'],
  ])('%s stays', (_, text) => {
    expect(maskMyNumber(text)).toBe(text);
  });

  it('and all text around is left as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const quiet = text.replace(/\p{Nd}/gu, '');
        expect(maskMyNumber(quiet)).toBe(quiet);
        expect(maskMyNumber(maskMyNumber(`${quiet}${NUMBER}`))).toBe(maskMyNumber(`${quiet}${NUMBER}`));
      }),
    );
  });
});
