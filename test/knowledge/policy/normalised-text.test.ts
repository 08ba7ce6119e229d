import fc from 'fast-check';
import { expect, it } from 'vitest';
import { normalise } from '../../../knowledge/policy/normalised-text.ts';

it.each([
  ['２．７．１．ⅶ', '2.7.1.vii'],
  ['（７）①', '(7)①'],
  ['２－７‐１−ⅰ', '2-7-1-i'],
  ['ｶﾞｲﾄﾞ', 'ガイド'],
  ['第\u3000２\u00a0章', '第 2 章'],
  ['ＶＩＩ', 'vii'],
])('%s becomes %s', (typed, text) => {
  expect(normalise(typed).text).toBe(text);
});

it('leads every character back to where it was typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
      const { text, origin } = normalise(typed);
      expect(origin).toHaveLength(text.length + 1);
      expect(origin.at(-1)).toBe(typed.length);
      expect([...origin].sort((a, b) => a - b)).toEqual(origin);
    }),
  );
});
