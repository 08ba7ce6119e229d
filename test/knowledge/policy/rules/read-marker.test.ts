import { expect, it } from 'vitest';
import { readMarker } from '../../../../knowledge/policy/rules/read-marker.ts';

it.each([
  ['第１章 総則', 'chapter'],
  ['（１）目的', 'section'],
  ['① 局等', 'article'],
  ['（ⅰ）甲', 'item'],
  ['(a) 甲', 'latin'],
  ['ア 甲', 'kana'],
  ['・甲', 'bullet'],
  ['●甲', 'starred-bullet'],
  ['（注）甲', 'note'],
])('%s is a %s', (text, style) => {
  expect(readMarker(text)?.style).toBe(style);
});

it('finds no marker in words', () => {
  expect(readMarker('（これに準ずるものを含む。以下同じ。）')).toBeNull();
});
