import { type MarkerRule, markerOf } from './marker.ts';
import { readNumber } from './numeral.ts';

// 「（注）：国際標準化機構（ISO）が定めるもの」: the colon is printed text and stays in the body. 「（注２）…」
const NOTE = /^([（(]\s*注\s*([0-9０-９]{0,2})\s*[）)])(.*)$/u;

/** `（注）` → `note`; `（注２）` → `note2`. */
export const note: MarkerRule = (text) => {
  const match = NOTE.exec(text);
  if (match === null) return null;
  const number = readNumber(match[2] ?? '');
  return markerOf('note', match[1] ?? '', 0, number === null ? 'note' : `note${number}`, match[3] ?? '');
};
