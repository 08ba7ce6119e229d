import { isValue } from '../../../knowledge/rules/fact-values.ts';
import type { Fact, Facts, FactValue } from '../../../knowledge/rules/flow.ts';
import {
  type Asked,
  type Found,
  findPhrases,
  isGeneric,
  namesOf,
  optionCalled,
  phrasesOf,
  tidy,
  withPlainDenials,
} from './phrases.ts';
import { numbersIn, wholeNumber } from './read-number.ts';
import {
  asks,
  bare,
  besideBefore,
  besideBehind,
  DOUBLE_DENIAL,
  deniesItself,
  holdsDenial,
  isHedged,
  isLeftOpen,
  isOnlyHedge,
  isShortStatement,
  isStatement,
  isUnknown,
  keepsTo,
  leadingYesOrNo,
  type Named,
  type Stance,
  saysNoTwice,
  stanceOn,
  supposed,
  yesOrNo,
} from './sentence-form.ts';

/** What typed words say of a flow's facts. */
export type ReadAnswer =
  /** `whole`: the words are an answer by their very form (「はい」「2番」「Ⅱ」); `clear`: they say little else. */
  | { readonly kind: 'facts'; readonly facts: Facts; readonly whole: boolean; readonly clear: boolean }
  /** The person does not know. */
  | { readonly kind: 'unknown'; readonly whole: boolean }
  /** About the question, and nothing that a person could be held to: hedged, or two things at once. */
  | { readonly kind: 'unsure'; readonly whole: boolean }
  /** A value that the fact cannot have: a number too large. */
  | { readonly kind: 'impossible'; readonly whole: boolean }
  | { readonly kind: 'nothing' };

/** Longer messages tell something; they are no answer to one question. */
const LONGEST = 200;
/** So short a message is about the question, whatever it says. */
const SHORT = 20;
/** From this share of its letters on, a sentence is the answer and nothing else. */
const CLEAR = 0.4;

/** From this share on, nothing but answers stands in it. */
const NOTHING_ELSE = 0.8;

/** Reads what was typed while `asked` is the question. */
export function readAnswer(flow: Asked, asked: Fact, typed: string): ReadAnswer {
  const text = tidy(typed);
  if (text === '' || text.length > LONGEST) return { kind: 'nothing' };
  const whole = bare(text.replace(/[?]+$/u, ''));
  const named = wholeAnswer(asked, whole);
  if (named !== undefined) {
    if (named === 'several' || /[?]$/u.test(text)) return { kind: 'unsure', whole: true };
    return isValue(asked, named)
      ? { kind: 'facts', facts: { [asked.id]: named }, whole: true, clear: true }
      : { kind: 'impossible', whole: true };
  }
  if (asks(text) && !/かな[?]?$/u.test(text)) return { kind: 'nothing' };
  if (isUnknown(whole)) return { kind: 'unknown', whole: true };
  if (isHedged(text) || DOUBLE_DENIAL.test(text)) {
    // A remark on something else is no hedged answer.
    const isAbout = text.length <= SHORT || mentions(flow, asked, text);
    return isAbout ? { kind: 'unsure', whole: isOnlyHedge(text) } : { kind: 'nothing' };
  }
  const { yes, rest } = leadingYesOrNo(text);
  const read = readFacts(flow, rest);
  const facts: Record<string, FactValue> = { ...read.facts };
  if (yes !== null && asked.type === 'boolean' && facts[asked.id] === undefined) facts[asked.id] = yes;
  if (read.torn.includes(asked.id) || (yes !== null && asked.type === 'boolean' && facts[asked.id] !== yes))
    return { kind: 'unsure', whole: false };
  if (read.impossible.includes(asked.id)) return { kind: 'impossible', whole: false };
  if (Object.keys(facts).length === 0) {
    // 「業者以外」 leaves several, and is an answer all the same; so is 「クラウドじゃない」 where the class is asked.
    const isAbout =
      read.torn.length > 0 ||
      (asked.type === 'choice' && mentions(flow, asked, rest)) ||
      (isShortStatement(rest) && findPhrases(rest, phrasesOf(flow)).length > 0);
    return isAbout ? { kind: 'unsure', whole: false } : { kind: 'nothing' };
  }
  const clear = yes !== null || read.share >= CLEAR;
  // 「USBには入れません」 sounds like a fault, and is a plain no.
  const isPlainNo = clear && facts[asked.id] === false && Object.keys(facts).length === 1;
  // 「添付なし」「紙じゃなくてUSB」: nothing is left that could tell of anything else.
  return { kind: 'facts', facts, whole: isPlainNo || read.share >= NOTHING_ELSE, clear };
}

/** Whether typed words are about the question and nothing else, whatever they say of it. */
export function isAboutQuestion(asked: Fact, typed: string): boolean {
  const { name, question, options } = asked;
  return keepsTo(tidy(typed), tidy([name, question, ...options.flatMap(namesOf)].join('。')));
}

/** What a sentence says of a flow's facts by itself, with no question before it. */
export interface ReadFacts {
  readonly facts: Facts;
  /** Facts of which two different things are said. */
  readonly torn: readonly string[];
  /** Facts with a value that they cannot have. */
  readonly impossible: readonly string[];
  /** How much of the sentence names facts: 0 to 1. */
  readonly share: number;
}

/** Every fact that a sentence names: 「個人情報入りのExcelを外部の複数人に添付で」 → four. */
export function readFacts(flow: Asked, typed: string): ReadFacts {
  const text = withPlainDenials(tidy(typed));
  const found = findPhrases(text, phrasesOf(flow));
  const facts: Record<string, FactValue> = {};
  const torn: string[] = [];
  const impossible: string[] = [];
  for (const fact of flow.facts) {
    const value = valueSaid(flow, fact, text, found);
    if (value === 'torn') torn.push(fact.id);
    else if (value !== undefined) facts[fact.id] = value;
  }
  const counted = numbersIn(flow, text);
  for (const fact of flow.facts) {
    const said = new Set(counted.flatMap((one) => (one.fact === fact.id ? [one.said] : [])));
    const [only] = said;
    if (only === undefined) continue;
    if (said.size > 1 || only === 'torn') torn.push(fact.id);
    else if (isValue(fact, only)) facts[fact.id] = only;
    else impossible.push(fact.id);
  }
  const covered = new Set([
    ...found.flatMap((one) => range(one.start, stanceOf(flow, text, one, found).end)),
    ...counted.flatMap(({ start, end }) => range(start, end)),
  ]);
  return { facts, torn, impossible, share: text === '' ? 0 : covered.size / text.length };
}

/** Between a name that is denied and the thing that is so described. */
const SAYS_WHICH =
  /^(?:(?:では|じゃ)(?:ない|なく)|なしの|抜きの|(?:が|は|の)?(?:入って|含まれて)い?ない|を含まない|以外の)$/u;

/** Which of two is asked: neither is said. */
const COMPARES = /どちら|どっち/u;

function valueSaid(
  flow: Asked,
  fact: Fact,
  text: string,
  found: readonly Found[],
): FactValue | 'torn' | undefined {
  const all = found.filter((one) => one.fact === fact.id);
  // 「個人情報じゃない名簿」: it is said which list, and the list says nothing of its own.
  const about = all.filter(
    ({ start }) =>
      fact.type !== 'boolean' ||
      !all.some(({ end }) => end < start && SAYS_WHICH.test(text.slice(end, start))),
  );
  if (about.length === 0) return undefined;
  if (fact.type === 'choice' && !fact.ordered && COMPARES.test(text)) return 'torn';
  const meant = new Set<string>();
  for (const one of about) {
    // 「個人情報は入っていない」: what is said of the same fact belongs to it.
    const others = found.filter((other) => other.fact !== fact.id);
    const named = chained(flow, one, others);
    if (isLeftOpen(text, named)) return 'torn';
    if (deniesItself(text, named) || standsBesideAnother(fact, text, one)) return 'torn';
    const { kind } = stanceOf(flow, text, one, found);
    const denied = kind === 'denied';
    // A broken disk that cannot be erased is broken: a denial behind it is not of the word that says no.
    if (kind === 'unsure' && !(fact.type === 'boolean' && one.value === 'false')) return 'torn';
    if (fact.type !== 'boolean') {
      if (!denied) meant.add(one.value);
    } else if (one.value === 'true') {
      meant.add(String(!denied));
    } else if (/^(?:では|じゃ)(?:ない|ありません)/u.test(text.slice(one.end))) {
      // 「添付なしではない」 is not held against anybody.
      return 'torn';
    } else {
      meant.add('false');
    }
  }
  if (fact.type === 'subset') return meant.size === 0 ? undefined : inOrder(fact, meant);
  if (meant.size > 1) return 'torn';
  const [only] = meant;
  if (only === undefined) return undefined;
  return fact.type === 'boolean' ? only === 'true' : only;
}

/** Whether a choice is named in one breath with a word of another: 「パスワードやIDカードを」. */
function standsBesideAnother(fact: Fact, text: string, { start, end, value }: Found): boolean {
  if (fact.type !== 'choice') return false;
  const beside = [besideBefore(text.slice(0, start)), besideBehind(text.slice(end))];
  const others = fact.options.filter((option) => option.value !== value).flatMap(namesOf);
  const own = fact.options.filter((option) => option.value === value).flatMap(namesOf);
  return beside.some(
    (word) =>
      word !== null && others.some((name) => name.includes(word)) && !own.some((name) => name.includes(word)),
  );
}

/** What is said of one place. A denial within another name is that name's: 「添付なしで個人情報なし」. */
function stanceOf(flow: Asked, text: string, one: Found, found: readonly Found[]): Stance {
  const others = found.filter(({ fact }) => fact !== one.fact);
  const behind = found.filter(
    ({ start, fact, value, text: name }) =>
      start >= one.end && (fact !== one.fact || value === one.value) && holdsDenial(name),
  );
  const masked = behind.reduce(
    (sofar, { start, end }) => sofar.slice(0, start) + '。'.repeat(end - start) + sofar.slice(end),
    text,
  );
  const fact = flow.facts.find(({ id }) => id === one.fact);
  const own = fact?.options.flatMap(namesOf).join('') ?? '';
  return stanceOn(masked, chained(flow, one, others), own);
}

/** A place with those that follow it. */
function chained(flow: Asked, { start, end, text, fact }: Found, others: readonly Found[]): Named {
  const next = others.find((other) => other.start >= end);
  const states = isStatement(text) || flow.facts.find(({ id }) => id === fact)?.type === 'choice';
  return { start, end, states, next: next === undefined ? null : chained(flow, next, others) };
}

/** An answer that is nothing but an answer: はい, 2番, Ⅱ, 12文字, 1と3. */
function wholeAnswer(asked: Fact, text: string): FactValue | 'several' | undefined {
  if (asked.type === 'number') {
    const said = wholeNumber(asked, text) ?? (yesOrNo(text) === null ? undefined : 'torn');
    return said === 'torn' ? 'several' : said;
  }
  if (asked.type === 'subset') return wholeSubset(asked, text);
  const called = optionCalled(asked, text);
  if (called === 'several') return called;
  if (called !== undefined) return asked.type === 'boolean' ? called.value === 'true' : called.value;
  if (asked.type !== 'boolean') return yesOrNo(text) === null ? undefined : 'several';
  return yesOrNo(text) ?? (saysNoTwice(text) ? false : undefined);
}

const NONE_OF_THEM =
  /^(?:なし|ない|無し|ありません|該当なし|いいえ|(?:どれ|いずれ|どの号)に?も(?:当たらない|当たりません|当てはまらない|当てはまりません|該当しない|該当しません|違う|ない)|選ばない)$/u;

function wholeSubset(asked: Fact, text: string): FactValue | 'several' | undefined {
  if (NONE_OF_THEM.test(text)) return [];
  const pieces = text.split(/[、,・]|と(?=[0-9第])|及び|および/u).filter((piece) => piece !== '');
  const called = pieces.map((piece) => optionCalled(asked, bare(piece)));
  if (called.includes('several')) return 'several';
  const values = called.flatMap((option) =>
    option === undefined || option === 'several' ? [] : [option.value],
  );
  return pieces.length > 0 && values.length === pieces.length ? inOrder(asked, new Set(values)) : undefined;
}

function inOrder(fact: Fact, values: ReadonlySet<string>): string[] {
  return fact.options.flatMap(({ value }) => (values.has(value) ? [value] : []));
}

/**
 * What is supposed otherwise after a verdict: 「Ⅱなら？」「やっぱり添付なしで」. Only facts that were answered, and only where the
 * message is about nothing else.
 */
export function readChange(flow: Asked, known: Facts, typed: string): Facts {
  const text = tidy(typed);
  const wish = supposed(text);
  if (text.length > LONGEST_CHANGE || (wish === null && (asks(text) || isHedged(text)))) return {};
  const words = bare(wish ?? text);
  const called = flow.facts.flatMap((fact) => {
    const option =
      known[fact.id] === undefined || fact.type === 'subset' ? undefined : optionCalled(fact, words);
    const isName = option !== undefined && option !== 'several' && !isGeneric(words);
    return isName
      ? [[fact.id, fact.type === 'boolean' ? option.value === 'true' : option.value] as const]
      : [];
  });
  if (called.length === 1) return Object.fromEntries(called);
  const { facts, torn, share } = readFacts(flow, wish ?? text);
  return torn.length === 0 && share >= CLEAR ? facts : {};
}

/** Longer messages are questions of their own. */
const LONGEST_CHANGE = 30;

/** Whether a text speaks of what a flow asks about: a fact by its name, or one of its answers. */
export function namesFacts(flow: Asked, typed: string): boolean {
  const text = tidy(typed);
  return (
    flow.facts.some(({ name }) => text.includes(tidy(name))) || findPhrases(text, phrasesOf(flow)).length > 0
  );
}

function mentions(flow: Asked, asked: Fact, text: string): boolean {
  if (findPhrases(text, phrasesOf(flow)).some(({ fact }) => fact === asked.id)) return true;
  const words = text.match(/\p{sc=Katakana}[\p{sc=Katakana}ー]{2,}|\p{sc=Han}{2,}/gu) ?? [];
  return words.some((word) => tidy(asked.question).includes(word));
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, i) => start + i);
}
