import { type MarkerRule, markerOf } from './marker.ts';

// 「・CISO は，情報セキュリティに関して…」
const BULLET = /^(・)(.*)$/u;

/** `・`: the id part `#n` is its count among the bullets of its parent. */
export const bullet: MarkerRule = (text) => {
  const match = BULLET.exec(text);
  return match === null ? null : markerOf('bullet', '・', 0, '', match[2] ?? '');
};
