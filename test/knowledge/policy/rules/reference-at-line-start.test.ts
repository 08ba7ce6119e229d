import { expect, it } from 'vitest';
import { isReference } from '../../../../knowledge/policy/rules/reference-at-line-start.ts';

it.each(['の定めのほか', 'の許可を得ること', 'から（ⅲ）の要件', '及び(b)に', '，（７）'])(
  '（ⅰ）%s is a reference anywhere',
  (rest) => {
    expect(isReference(rest, false)).toBe(true);
  },
);

it.each(['に掲げる', 'を維持する', 'は適用しない'])('（ⅰ）%s is one inside a sentence', (rest) => {
  expect(isReference(rest, true)).toBe(true);
  expect(isReference(rest, false)).toBe(false);
});

it.each(['はじめに', 'でんし', '目的', '電子メールの送受信等', ''])('（１）%s is a heading', (rest) => {
  expect(isReference(rest, true)).toBe(false);
});
