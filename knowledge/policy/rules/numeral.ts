/** Reading and writing the numerals that Japanese rules are numbered with. */

const KANJI_DIGITS = '〇一二三四五六七八九';

/** Arabic of either width (`12`, `１２`) or kanji (`二`, `十二`, `二十`): the value, or null. */
export function readNumber(text: string): number | null {
  const plain = text.normalize('NFKC');
  if (/^[0-9]+$/.test(plain)) return Number(plain);
  if (/^[〇一二三四五六七八九]+$/.test(plain)) {
    return [...plain].reduce((value, digit) => value * 10 + KANJI_DIGITS.indexOf(digit), 0);
  }
  // 十, 十二, 二十, 二十三: chapters and items never reach a hundred.
  const tens = /^([一二三四五六七八九]?)十([一二三四五六七八九]?)$/.exec(plain);
  if (tens === null) return null;
  const [, ten = '', one = ''] = tens;
  return (ten === '' ? 1 : KANJI_DIGITS.indexOf(ten)) * 10 + (one === '' ? 0 : KANJI_DIGITS.indexOf(one));
}

/** `[①-⑳㉑-㉟㊱-㊿]`: the character class of circled numbers, for use inside a pattern. */
export const CIRCLED = '\u2460-\u2473\u3251-\u325F\u32B1-\u32BF';

const ONE_CIRCLED = new RegExp(`^[${CIRCLED}]$`, 'u');

/** `①` → 1 … `⑳` → 20, `㉑` → 21 … `㊿` → 50; null for anything else. */
export function readCircled(text: string): number | null {
  if (!ONE_CIRCLED.test(text)) return null;
  return Number(text.normalize('NFKC'));
}

/** `[ⅰ-ⅻ]`: the character class of small roman numerals, for use inside a pattern. */
export const SMALL_ROMAN = '\u2170-\u217B';

const ROMAN_ONES = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'];

/** 7 → `vii`, 12 → `xii`, 23 → `xxiii`. */
export function romanOf(value: number): string {
  return 'x'.repeat(Math.floor(value / 10)) + (ROMAN_ONES[value % 10] ?? '');
}

/** `ⅶ`, `ⅹⅲ`, `vii`, `VII` → the value from 1 to 39; null for anything else. */
export function readRoman(text: string): number | null {
  const letters = text.normalize('NFKC').toLowerCase();
  if (!/^[ivx]+$/.test(letters)) return null;
  const tens = /^x{0,3}(?!x)/.exec(letters)?.[0].length ?? 0;
  const ones = ROMAN_ONES.indexOf(letters.slice(tens));
  const value = tens * 10 + ones;
  return ones >= 0 && romanOf(value) === letters ? value : null;
}
