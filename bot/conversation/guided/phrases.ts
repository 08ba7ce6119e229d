import type { Fact, Option } from '../../../knowledge/rules/flow.ts';
import { normaliseText } from '../../../knowledge/search/normalise.ts';

/** What words are read for: a decision, a report, or a few of their questions. */
export interface Asked {
  readonly facts: readonly Fact[];
}

/** Words that stand for an option of a fact. */
export interface Phrase {
  readonly fact: string;
  readonly value: string;
  readonly text: string;
}

/** A place in a text where an option is named. */
export interface Found extends Phrase {
  readonly start: number;
  readonly end: number;
}

/** Words that answer whatever is asked, and so name no fact: 「はい」「なし」「その他」. */
const GENERIC =
  /^(?:はい|いいえ|ある|ない|あり|なし|有|無|有り|無し|する|しない|できる|できない|必要|不要|その他|それ以外|どちらも|どれも|わからない|分からない)$/u;

/** Whether words answer whatever is asked. A bare number is such too: it may be the place in any list. */
export function isGeneric(text: string): boolean {
  return GENERIC.test(text) || /^\d$/u.test(text);
}

/** One letter of kana stands inside other words by chance. A kanji counts where it stands alone: 「紙」, not 「用紙」. */
const TOO_SHORT = /^[^\p{sc=Han}a-z]$/u;

/** Everything that names an option of the flow's facts, longest first. */
export function phrasesOf(flow: Asked): Phrase[] {
  const phrases = flow.facts.flatMap((fact) =>
    fact.options.flatMap((option) =>
      namesOf(option)
        .filter((text) => !TOO_SHORT.test(text))
        .filter((text) => !GENERIC.test(text))
        .map((text) => ({ fact: fact.id, value: option.value, text })),
    ),
  );
  return phrases.sort((a, b) => b.text.length - a.text.length);
}

/**
 * How an option may be called: its label, the label without what it explains in brackets, that explanation, its words.
 * 「はい（添付する）」 → はい(添付する), はい, 添付する.
 */
export function namesOf(option: Option): string[] {
  const label = tidy(option.label);
  const bare = label.replace(/\([^)]*\)/gu, '');
  const inside = [...label.matchAll(/\(([^)]*)\)/gu)].map((match) => match[1] ?? '');
  const names = [label, bare, ...inside, ...option.words.map(tidy)];
  const politely = names
    .filter((name) => /ない$/u.test(name))
    .map((name) => name.replace(/ない$/u, 'ません'));
  return [...new Set([...names, ...politely])].filter((name) => name !== '');
}

/** One form for labels, words and typed text: no blanks, for 「2 人」 is 「2人」. */
export function tidy(text: string): string {
  return normaliseText(text).replace(/\s+/gu, '');
}

/** 「入ってへん」「頼まん」「使わへん」「せえへん」: the denials of dialects, as the others are written. 「業者さん」 is none. */
export function withPlainDenials(text: string): string {
  return text
    .replace(/(?<=[てで])(?:へん|はらん|おらん)/gu, 'いない')
    .replace(/(?:せ[えー]|し[いー]?|さ)へん/gu, 'しない')
    .replace(/(?<=[まらわかばたがな])へん/gu, 'ない')
    .replace(/(?<=\p{sc=Han}[まらわか])ん(?=$|[、。?!けしのとがで])/gu, 'ない')
    .replace(/(?<=[渡出消残貸]さ)ん(?=$|[、。?!けしのとがで])/gu, 'ない');
}

/**
 * Where a text names options. The longest name wins: 「市のアドレス以外」 names no 「市」. The same words may stand for options of
 * several facts: a USB stick is what is carried, and the medium on which it is.
 */
export function findPhrases(text: string, phrases: readonly Phrase[]): Found[] {
  const found: Found[] = [];
  for (const phrase of phrases) {
    for (let at = text.indexOf(phrase.text); at >= 0; at = text.indexOf(phrase.text, at + 1)) {
      const end = at + phrase.text.length;
      if (!standsAlone(text, at, end)) continue;
      const inside = found.some(
        (other) => other.start < end && at < other.end && !(other.start === at && other.end === end),
      );
      if (!inside) found.push({ ...phrase, start: at, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Latin words and numbers end where others begin: 「CC」 is not in 「BCC」, 「分類I」 not in 「分類II」, 「1人」 not in 「11人」. */
function standsAlone(text: string, start: number, end: number): boolean {
  const cutsBefore = /^[a-z0-9]/u.test(text.slice(start)) && /[a-z0-9]$/u.test(text.slice(0, start));
  const cutsAfter = /[a-z0-9]$/u.test(text.slice(0, end)) && /^[a-z0-9]/u.test(text.slice(end));
  const isLetter = end - start === 1 && /\p{sc=Han}/u.test(text.slice(start, end));
  const isJoined =
    isLetter && /\p{sc=Han}/u.test(text.slice(Math.max(0, start - 1), start) + text.slice(end, end + 1));
  // The last part of a compound says what it is: a マイナンバーカード is a card.
  const goesOn =
    /[\p{sc=Katakana}ー]$/u.test(text.slice(start, end)) && /^[\p{sc=Katakana}ー]/u.test(text.slice(end));
  return !cutsBefore && !cutsAfter && !isJoined && !goesOn;
}

/** The option that a whole text calls by its name, or by its place in the list where `fact` is what was asked. */
export function optionCalled(fact: Fact, text: string): Option | 'several' | undefined {
  const named = fact.options.filter(
    (option) => namesOf(option).includes(text) || shortNames(option).includes(text),
  );
  const place = placeCalled(text);
  const counted = place === null ? undefined : fact.options.at(place === -1 ? -1 : place - 1);
  // 「1」 may be the first in the list or the one that is called Ⅰ.
  const all = new Set([...named, ...(counted === undefined ? [] : [counted])]);
  return all.size > 1 ? 'several' : [...all][0];
}

/** Degrees are called by their letter or number alone: 「重要性分類Ⅱ」 → ii, 2. */
function shortNames(option: Option): string[] {
  const degree = /(?:^|[^a-z])(i{1,3}|iv|v|[a-z])$/u.exec(tidy(option.label))?.[1];
  if (degree === undefined) return [];
  const number = ['', 'i', 'ii', 'iii', 'iv', 'v'].indexOf(degree);
  return number > 0 ? [degree, String(number)] : [degree];
}

/** 「1」「1番」「1つ目」「一つ目」「最初」「②」 → 1 …, 「最後」 → -1. */
function placeCalled(text: string): number | null {
  const kanji = '一二三四五六七八九';
  const digit = /^\(?([1-9])\)?(?:番目?|つ目|個目|番目の(?:もの|やつ)?)?$/u.exec(text)?.[1];
  if (digit !== undefined) return Number(digit);
  const counted = /^([一二三四五六七八九])(?:番目?|つ目|個目)$/u.exec(text)?.[1];
  if (counted !== undefined) return kanji.indexOf(counted) + 1;
  const spelled = ['ひとつ', 'ふたつ', 'みっつ', 'よっつ', 'いつつ'].findIndex((word) =>
    new RegExp(`^${word}(?:目|め)$`, 'u').test(text),
  );
  if (spelled >= 0) return spelled + 1;
  if (/^(?:最初|はじめ)(?:の(?:もの|やつ)?)?$/u.test(text)) return 1;
  return /^(?:最後)(?:の(?:もの|やつ)?)?$/u.test(text) ? -1 : null;
}
