/**
 * What tells a citation in running text from ordinary numbers: what stands right before it and right after it. All
 * patterns are for normalised text.
 */
import { COUNT_OF_NOTHING } from './citation-notation.ts';

/** Not 「番号法第２章」, 「全2章」, 「秩序」, 「序盤」. */
export function mayBeginWithChapter(before: string, text: string): boolean {
  switch (text[0]) {
    case '序':
      return (
        !/[\p{L}\p{N}]$/u.test(before) && /^序章?(?:$|[^\p{L}\p{N}]|[はをにがもと]|の(?!口))/u.test(text)
      );
    case '第':
      return !/(?:法|条例|規則|規程|要綱|要領|政令|省令|指針)[)」』]? ?の? ?$/u.test(before);
    default:
      return (
        /^[0-9一二三四五六七八九十]/u.test(text) &&
        !/(?:[\p{Script=Han}\p{Script=Katakana}ー0-9a-z.-]|第 )$/u.test(before)
      );
  }
}

/** Not the tail of another number, a version, a date of an era, an amount, or a street number (一番町2-7-1). */
export function mayBeginWithNumber(before: string, text: string): boolean {
  if (!/^[0-9]/u.test(text)) return false;
  if (/[0-9a-z.\-#$¥/:]$/u.test(before)) return false;
  if (/(?:(?:ver|version|バージョン|版|平成|令和|昭和|大正|第)[. ]*|(?:^|[^a-z])[vrhs][. ]*)$/u.test(before))
    return false;
  const hyphenated = /^[0-9]+ ?-/u.test(text);
  return !hyphenated || !/[\p{Script=Han}\p{Script=Katakana}ー]$/u.test(before);
}

/** The citation runs on into a number, a marker or a count that no clause answers to. */
export function goesOnToNothing(rest: string): boolean {
  // 「…⑮」, 「…（ⅹⅴ）」, 「…(z)」, 「2.7.1.3」, 「第２章第７条」
  const marker =
    /^(?:[0-9a-z\u2460-\u2473]| ?[.-] ?[0-9a-z]| ?の? ?(?:[\u2460-\u2473]|\( ?(?:[0-9]{1,2}|[ivx]+|[a-z]|注) ?\)|第 ?[0-9一二三四五六七八九十]+ ?[条編款項号]))/u;
  return marker.test(rest) || COUNT_OF_NOTHING.test(rest);
}
