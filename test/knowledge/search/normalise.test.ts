import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise, normaliseText } from '../../../knowledge/search/normalise.ts';
import { messyText } from './messy-text.ts';

describe('one form for all ways of typing a word', () => {
  it.each([
    ['full-width letters', 'ＣＳＩＲＴ', 'csirt'],
    ['full-width digits', '第２章（７）', '第2章(7)'],
    ['capitals', 'CISO', 'ciso'],
    ['half-width kana with voiced marks', 'ﾊﾟｽﾜｰﾄﾞ', 'パスワード'],
    ['half-width kana with sounding marks', 'ｶﾞｲﾄﾞ', 'ガイド'],
    ['kana with combining marks, as some file names have them', 'ハ\u309Aス', 'パス'],
    ['circled numbers', '①', '1'],
    ['one character for several', '㈱と㌔', '(株)とキロ'],
    ['both commas, since the policy prints the one and people type the other', '甲，乙、丙', '甲、乙、丙'],
    ['wave dashes', '〜～', '~~'],
    ['ideographic blanks', '端末\u3000紛失', '端末 紛失'],
  ])('%s: 「%s」 becomes 「%s」', (_, typed, text) => {
    expect(normaliseText(typed)).toBe(text);
  });

  it('turns line breaks and tabs into blanks, so that words on two lines stay two', () => {
    expect(normaliseText('職員証\n紛失\t昨夜')).toBe('職員証 紛失 昨夜');
  });

  it('takes out what cannot be seen: control characters, zero-width marks, halves of a character', () => {
    expect(normaliseText('端\u0000末\u0001の\u200B紛\u00AD失\uD800！\uDC00')).toBe('端末の紛失!');
  });

  it('keeps characters beyond the basic plane whole', () => {
    expect(normalise('𠮷野家').text).toBe('𠮷野家');
    expect(normalise('𠮷野家').origin).toEqual([0, 0, 2, 3, 4]);
  });
});

describe('the way back to what was typed', () => {
  it.each([
    ['ﾊﾟｽを紛失', '紛失', '紛失'],
    ['㈱甲の端末', '甲', '甲'],
    ['ＵＳＢﾒﾓﾘを', 'usbメモリ', 'ＵＳＢﾒﾓﾘ'],
    ['端\u200B末', '端末', '端\u200B末'],
  ])('in 「%s」 finds 「%s」 as it was typed', (typed, wanted, original) => {
    const { text, origin } = normalise(typed);
    const at = text.indexOf(wanted);
    expect(typed.slice(origin[at], origin[at + wanted.length])).toBe(original);
  });

  it('has a place for each character and one for the end, in ascending order', () => {
    fc.assert(
      fc.property(messyText, (typed) => {
        const { text, origin } = normalise(typed);
        expect(origin).toHaveLength(text.length + 1);
        expect(origin.at(-1)).toBe(typed.length);
        expect([...origin].sort((a, b) => a - b)).toEqual(origin);
      }),
    );
  });

  it('leads every stretch to the very slice that it was made from', () => {
    fc.assert(
      fc.property(messyText, (typed) => {
        const { text, origin } = normalise(typed);
        const starts = [...new Set(origin)];
        for (const [i, from] of starts.entries()) {
          const made = [...origin.keys()].filter((at) => at < text.length && origin[at] === from);
          const alone = normaliseText(typed.slice(from, starts[i + 1]));
          expect(made.map((at) => text[at]).join('')).toBe(alone);
        }
      }),
    );
  });

  it('leaves no control character and no lone surrogate in any text', () => {
    fc.assert(
      fc.property(messyText, (typed) => {
        const text = normaliseText(typed);
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(text.isWellFormed()).toBe(true);
      }),
    );
  });

  it('changes nothing in a text that is already in the one form', () => {
    fc.assert(
      // Without marks that would join only after an invisible character between them is gone.
      fc.property(messyText, (typed) => {
        fc.pre(!/[\p{Mn}\uFF9E\uFF9F]/u.test(typed));
        const once = normaliseText(typed).normalize('NFKC');
        expect(normaliseText(once)).toBe(once);
      }),
    );
  });
});
