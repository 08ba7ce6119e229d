import { type MarkerRule, markerOf } from './marker.ts';
import { readNumber } from './numeral.ts';

// 「第１章 情報セキュリティ基本方針」, 「第 二 章　総則」. A blank must follow: 「第１章に定める」 is a sentence.
// What follows must be words: 「第 1 章（２）⑫」 and 「第 1 章 ２ ⑫」 at a line start are references.
const CHAPTER = /^(第\s*([0-9０-９〇一二三四五六七八九十]+)\s*章)(?:\s+(?![0-9０-９（(①-⑳])(.*))?$/u;

// 「序   仙台市行政情報セキュリティポリシーの構成」, 「序章 はじめに」
const PREFACE = /^(序章?)(?:\s+(.*))?$/u;

/** `第１章` → `1`; `序` → `0`. */
export const chapter: MarkerRule = (text) => {
  const preface = PREFACE.exec(text);
  if (preface !== null) return markerOf('chapter', preface[1] ?? '', 0, '0', preface[2] ?? '');
  const match = CHAPTER.exec(text);
  const number = readNumber(match?.[2] ?? '');
  if (match === null || number === null) return null;
  return markerOf('chapter', match[1] ?? '', number, String(number), match[3] ?? '');
};
