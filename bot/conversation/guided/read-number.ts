import type { Fact } from '../../../knowledge/rules/flow.ts';
import { type Asked, tidy } from './phrases.ts';

/** What a text says of a number: the number, or that it says more than one, or none that can be counted on. */
export type NumberSaid = number | 'torn';

/** A place in a text that speaks of a number. */
export interface Counted {
  readonly fact: string;
  readonly said: NumberSaid;
  readonly start: number;
  readonly end: number;
}

const NUMERAL = String.raw`-?[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十百]+`;
/** A number with what is counted: 「12文字」「3種類」「十文字」. What is counted are the letters up to the next particle. */
const COUNTED = new RegExp(`(${NUMERAL})([\\p{sc=Han}]{1,3})`, 'gu');
/** No number, but about where it lies: 「約12」「最低10文字」. */
const ABOUT =
  '約|およそ|おおよそ|だいたい|大体|たしか|確か|最低|最大|少なくとも|多くても|[0-9]+(?:か|から|~|-)';
const BEFORE = new RegExp(`(?:${ABOUT})で?$`, 'u');
/** 「12文字以上」「10文字くらい」「10文字か12文字」「12文字でも」 */
const BEHIND =
  /^(?:以上|以下|以内|未満|超|を超え|より|くらい|ぐらい|位|程度|前後|ほど|台|弱|強|から|まで|か|でも|も?あれば|~)/u;
const WHOLE = new RegExp(
  `^(?<before>(?:${ABOUT})で?)?(?<digits>${NUMERAL})(?<unit>[\\p{sc=Han}つ]{0,2}?)(?<behind>(?:以上|以下|以内|未満|くらい|ぐらい|位|程度|前後|ほど|台|弱|強|から|まで|か).{0,8})?$`,
  'u',
);

/**
 * The numbers in a text, each with the fact that it is about: the one whose name the counted thing makes up most of.
 * 「12文字で3種類」 with 「文字数」 and 「文字の種類」 → 12 and 3; 「12文字で大文字小文字数字」 → 12 and 3 as well.
 */
export function numbersIn(flow: Asked, text: string): Counted[] {
  const counted = [...text.matchAll(COUNTED)].flatMap((match): Counted[] => {
    const [, digits = '', unit = ''] = match;
    const about = countedBy(flow, unit);
    if (about === undefined) return [];
    const end = match.index + digits.length + about.length;
    const isAbout = BEFORE.test(text.slice(0, match.index)) || BEHIND.test(text.slice(end));
    return [{ fact: about.fact.id, said: isAbout ? 'torn' : numberOf(digits), start: match.index, end }];
  });
  const rest = counted.reduce(
    (sofar, { start, end }) => sofar.slice(0, start) + '。'.repeat(end - start) + sofar.slice(end),
    text,
  );
  const named = flow.facts.flatMap((fact) => kindsIn(fact, rest) ?? []);
  return [...counted, ...named.filter(({ fact }) => !counted.some((other) => other.fact === fact))];
}

/** A text that is a number and nothing else, whatever is counted. Undefined where it is none. */
export function wholeNumber(asked: Fact, text: string): NumberSaid | undefined {
  if (asked.counts.length > 0 && ALL.test(text)) return asked.counts.length;
  if (asked.counts.length > 0 && NOT_ALL.test(text)) return 'torn';
  const groups = WHOLE.exec(text)?.groups;
  if (groups === undefined) return undefined;
  return groups.before === undefined && groups.behind === undefined ? numberOf(groups.digits ?? '') : 'torn';
}

/** 「全部」「ぜんぶ使ってる」「4種類とも」 */
const ALL =
  /^(?:全部|ぜんぶ|すべて|全て|どれも|いずれも|全種類|[4四]種類?(?:とも|すべて|全て|全部))(?:の?種類)?(?:を|が|とも)?(?:使って(?:い)?(?:る|ます)|使用して(?:い)?(?:る|ます)|入って(?:い)?(?:る|ます)|使い(?:ます|ました)|あり(?:ます)?|含(?:む|みます|んで(?:い)?(?:る|ます)))?$/u;
const NOT_ALL = /^(?:全部|ぜんぶ|すべて|全て|全種類)(?:の?種類)?(?:で)?は.{0,8}(?:ない|ません)$/u;
const JOINED = /^(?:[とや、,・+&/も]|及び|および|それと|それから|あと)*$/u;
const DENIED =
  /^(?:は|が|も|を)?(?:使(?:って|用して|わ)|入(?:って|れて)|含(?:んで|ま|めて))?(?:は)?(?:い|お)?(?:な[いし]|ません|無し|無い|抜き|以外|を?除)/u;
/** Where others stand beside those that are named: 「記号も」「数字とか」「数字か記号」. */
const OPEN = /^(?:とか|など|等|か(?!ら)|や?ら)/u;
/** A word joined to the list that names no kind: 「アルファベットと数字」. */
const BESIDE = /[\p{sc=Han}\p{sc=Katakana}ーa-z](?:[とや、,・も]|及び|および)?$/u;
const BESIDE_BEHIND = /^(?:[とや、,・]|及び|および)[\p{sc=Han}\p{sc=Katakana}a-z]/u;

/** How many of the kinds that a fact counts a text names, where it names all that there are. */
function kindsIn({ id, counts }: Fact, text: string): Counted | undefined {
  const names = counts
    .flatMap((own, kind) => own.map((name) => ({ kind, name: tidy(name) })))
    .sort((a, b) => b.name.length - a.name.length);
  const found: { readonly kind: number; readonly start: number; readonly end: number }[] = [];
  for (const { kind, name } of names) {
    for (let start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + 1)) {
      const end = start + name.length;
      if (!found.some((other) => other.start < end && start < other.end)) found.push({ kind, start, end });
    }
  }
  found.sort((a, b) => a.start - b.start);
  const [first] = found;
  const last = found.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const is = (said: NumberSaid): Counted => ({ fact: id, said, start: first.start, end: last.end });
  const denied = new Set(found.flatMap(({ kind, end }) => (DENIED.test(text.slice(end)) ? [kind] : [])));
  const used = new Set(found.flatMap(({ kind, end }) => (DENIED.test(text.slice(end)) ? [] : [kind])));
  if ([...used].some((kind) => denied.has(kind))) return is('torn');
  // 「記号以外は全部」
  const others = /^(?:以外|を?除(?:いて|く|いた))(?:は|の)?(.+)$/u.exec(text.slice(last.end))?.[1];
  if (others !== undefined && used.size === 0 && ALL.test(others.replace(/(?:です|だ|。)+$/u, '')))
    return is(counts.length - denied.size);
  if (used.size === 0 || BESIDE.test(text.slice(0, first.start))) return is('torn');
  const listed = found.filter(({ kind }) => used.has(kind));
  const isOpen = listed.some(({ end }, at) => {
    const next = listed[at + 1];
    const behind = text.slice(end);
    if (OPEN.test(behind)) return true;
    return next === undefined
      ? BESIDE_BEHIND.test(behind) && !found.some(({ start }) => start > end)
      : !JOINED.test(text.slice(end, next.start));
  });
  // One with 「も」 stands beside others that are not named.
  const isAdded = used.size === 1 && denied.size === 0 && text.slice(last.end).startsWith('も');
  return is(isOpen || isAdded ? 'torn' : used.size);
}

function countedBy(flow: Asked, unit: string): { readonly fact: Fact; readonly length: number } | undefined {
  for (let length = unit.length; length >= 1; length -= 1) {
    const word = unit.slice(0, length);
    const named = flow.facts
      .filter((fact) => fact.type === 'number' && tidy(fact.name).includes(word))
      .sort((a, b) => tidy(a.name).length - tidy(b.name).length);
    const asked = flow.facts.filter((fact) => fact.type === 'number' && tidy(fact.question).includes(word));
    const fact = named[0] ?? asked[0];
    if (fact !== undefined) return { fact, length };
  }
  return undefined;
}

const KANJI = '〇一二三四五六七八九';

/** 「12」「十二」「二十」「百」 → 12, 12, 20, 100 */
function numberOf(digits: string): number {
  if (!/[一二三四五六七八九十百]/u.test(digits)) return Number(digits);
  let sum = 0;
  let ones = 0;
  for (const letter of digits) {
    const place = letter === '百' ? 100 : letter === '十' ? 10 : 0;
    if (place === 0) ones = KANJI.indexOf(letter);
    else {
      sum += (ones === 0 ? 1 : ones) * place;
      ones = 0;
    }
  }
  return sum + ones;
}
