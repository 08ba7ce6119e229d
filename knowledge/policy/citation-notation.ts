import type { Clause } from './clause.ts';
import { idPartOf } from './clause-tree.ts';
import { readRoman } from './rules/numeral.ts';

/**
 * How one step of a citation may be written, for a clause that exists. All patterns are for {@link normalise}d text.
 * `marked` ways stand out by themselves (`(7)`, `①`, `6項目め`); `bare` ones are a number or a letter that could be part
 * of anything, so what stands after them has to be looked at.
 */
export interface Notation {
  readonly marked: RegExp;
  readonly bare: RegExp | null;
}

const notations = new WeakMap<Clause, Notation>();

/** The ways to write the last step of a clause's citation. */
export function notationOf(clause: Clause): Notation {
  const known = notations.get(clause);
  if (known !== undefined) return known;
  const { marked, bare } = patternsOf(clause, idPartOf(clause));
  const notation = {
    marked: new RegExp(marked, 'uy'),
    bare: bare === null ? null : new RegExp(bare, 'uy'),
  };
  notations.set(clause, notation);
  return notation;
}

function patternsOf(clause: Clause, part: string): { marked: string; bare: string | null } {
  switch (clause.level) {
    case 'chapter': // 第２章, 第二章, 2章, 序
      return part === '0'
        ? { marked: '序章?', bare: null }
        : { marked: `第? ?${numberPattern(part)} ?章`, bare: null };
    case 'section': // （７）, 第7節; 7
      return { marked: `\\( ?${part} ?\\)|第? ?${numberPattern(part)} ?節`, bare: part };
    case 'article': // ⑫, (12), ⑫ read as 12 by a channel; 12
      return { marked: `${circled(part)}|\\( ?${part} ?\\)`, bare: part };
    case 'item':
      return itemPatterns(part);
    case 'sub-item': // (a), （ア）; a, ア
      return { marked: `\\( ?${part} ?\\)`, bare: part };
    case 'note': // （注）; 注, note
      return {
        marked: `\\( ?${part.replace('note', '注 ?')} ?\\)`,
        bare: `${part}|${part.replace('note', '注')}`,
      };
    case 'bullet': // 6項目め, 6番目, 六つ目, ・6項目め, #6
      return { marked: `(?:・ ?)?${countPattern(part)}|# ?${part}(?![0-9])`, bare: null };
    case 'starred-bullet': // ●1項目め, ●の1番目, *1
      return { marked: `● ?(?:の ?)?${countPattern(part)}|\\* ?${part}(?![0-9])`, bare: null };
  }
}

// 「（ⅰ）の2番目」 is a count; 「（ⅰ）-21項目め」 the first bullet of （ⅰ）-２.
const COUNTER_AHEAD = ' ?(?:項目|番目|つ)';

/** （ⅶ）, (vii), (7); vii. With a branch （ⅰ）-２: the same and -2. */
function itemPatterns(part: string): { marked: string; bare: string } {
  const [roman = '', branch] = part.split('-');
  const number = readRoman(roman) ?? 0;
  const tail =
    branch === undefined ? '' : ` ?[-の] ?${branch}(?!${COUNTER_AHEAD}|[0-9]+(?!${COUNTER_AHEAD}|[0-9]))`;
  return { marked: `\\( ?(?:${roman}|${number}) ?\\)${tail}`, bare: roman + tail };
}

const COUNTER = '(?:項目[め目]|番[め目](?:の項目)?|つ[め目](?:の項目)?|個[め目]|点目)';

function countPattern(part: string): string {
  return `${numberPattern(part)} ?${COUNTER}`;
}

/** 「…の99番目」, 「#99」: a count after a citation that no clause answers to. */
export const COUNT_OF_NOTHING = new RegExp(
  `^ ?の? ?[・●]? ?(?:(?:[0-9]+|[一二三四五六七八九十]+) ?${COUNTER}|[#*] ?[0-9])`,
  'u',
);

const KANJI = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** `12` → `(?:12|十二)` */
function numberPattern(part: string): string {
  const value = Number(part);
  const ten = Math.floor(value / 10);
  const tens = ten === 0 ? '' : `${ten === 1 ? '' : (KANJI[ten] ?? '')}十`;
  return `(?:${part}|${tens}${KANJI[value % 10] ?? ''})`;
}

/** `12` → `⑫`; the character itself for a number that has no circled form. */
function circled(part: string): string {
  const value = Number(part);
  if (value <= 20) return String.fromCodePoint(0x2460 + value - 1);
  if (value <= 35) return String.fromCodePoint(0x3251 + value - 21);
  return value <= 50 ? String.fromCodePoint(0x32b1 + value - 36) : part;
}
