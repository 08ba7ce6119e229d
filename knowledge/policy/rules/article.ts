import { type MarkerRule, markerOf } from './marker.ts';
import { CIRCLED, readCircled } from './numeral.ts';

// 「⑫ 外部サービス」, 「①  最高情報セキュリティ責任者」, 「①地方公務員法(昭和 25 年法律第 261 号）」
const ARTICLE = new RegExp(`^([${CIRCLED}])(.*)$`, 'u');

/** `⑫` → `12`. */
export const article: MarkerRule = (text) => {
  const match = ARTICLE.exec(text);
  const number = readCircled(match?.[1] ?? '');
  if (match === null || number === null) return null;
  return markerOf('article', match[1] ?? '', number, String(number), match[2] ?? '');
};
