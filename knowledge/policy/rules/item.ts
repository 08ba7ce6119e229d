import { type MarkerRule, markerOf } from './marker.ts';
import { readNumber, readRoman, romanOf, SMALL_ROMAN } from './numeral.ts';

// 「（ⅶ）電子メールの送受信等」, 「（ⅰ）-２ テレワーク端末における…」, 「（ⅹⅲ）…」.
// Letters (i), (v) are not read as numerals here: they are the ninth and the twenty-second of a list (a), (b), …
const ITEM = new RegExp(`^([（(]([${SMALL_ROMAN}]+)[）)](?:\\s*[-－‐–]\\s*([0-9０-９]{1,2}))?)(.*)$`, 'u');

/** `（ⅱ）` → `ii`; `（ⅰ）-２` → `i-2`. */
export const item: MarkerRule = (text) => {
  const match = ITEM.exec(text);
  const number = readRoman(match?.[2] ?? '');
  if (match === null || number === null) return null;
  const branch = match[3] === undefined ? 0 : (readNumber(match[3]) ?? 0);
  const idPart = romanOf(number) + (branch === 0 ? '' : `-${branch}`);
  return markerOf('item', match[1] ?? '', number, idPart, match[4] ?? '', branch);
};
