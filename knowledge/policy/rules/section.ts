import { type MarkerRule, markerOf } from './marker.ts';
import { readNumber } from './numeral.ts';

// 「（１）目的」, 「（10）情報セキュリティ対策基準の策定」, 「(3) 位置付け」.
// Only digits between the brackets: 「（これに準ずるもの…」 and 「（平成 12 年…」 are sentences.
const SECTION = /^([（(]\s*([0-9０-９]{1,2})\s*[）)])(.*)$/u;

/** `（２）` → `2`. */
export const section: MarkerRule = (text) => {
  const match = SECTION.exec(text);
  const number = readNumber(match?.[2] ?? '');
  if (match === null || number === null) return null;
  return markerOf('section', match[1] ?? '', number, String(number), match[3] ?? '');
};
