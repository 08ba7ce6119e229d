import { type MarkerRule, markerOf } from './marker.ts';

// 「(a) 約款への同意のみにより利用可能となる外部サービス」, 「（ｂ）国が提供する外部サービス」
const SUB_ITEM = /^([（(]([a-zａ-ｚ])[）)])(.*)$/u;

/** `(a)` → `a`. */
export const subItem: MarkerRule = (text) => {
  const match = SUB_ITEM.exec(text);
  if (match === null) return null;
  const letter = (match[2] ?? '').normalize('NFKC');
  const number = letter.charCodeAt(0) - 'a'.charCodeAt(0) + 1;
  return markerOf('latin', match[1] ?? '', number, letter, match[3] ?? '');
};
