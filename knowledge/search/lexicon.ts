import type { Act, Concept } from '../pack/schemas.ts';
import { type Analyser, type Analysis, isContent, type Token } from './analyse.ts';

/** One everyday expression found in a question, and what it means in the policy. */
export interface Reading {
  /** Concept or act id. */
  readonly id: string;
  readonly kind: 'thing' | 'act';
  /** How the policy names it. */
  readonly name: string;
  readonly clause: string;
  /** As the person wrote it (normalised). */
  readonly said: string;
  /** A product's name: the answer says openly what it was taken for. */
  readonly product: boolean;
  /** The policy's words that it adds to the question, analysed. */
  readonly adds: readonly string[];
  /** Place in the normalised question: [start, end). */
  readonly start: number;
  readonly end: number;
}

interface Expression {
  readonly adds: readonly string[];
  readonly keys: readonly string[];
  readonly text: string;
  readonly product: boolean;
  readonly thing: Concept | null;
  readonly act: Act | null;
}

/**
 * Finds staff's words in a question and says what the policy calls them. Expressions are compared as sequences of
 * dictionary forms, so that 「持って帰りたい」 meets 「持って帰る」, and names also letter by letter, since kuromoji cuts
 * unknown names differently from sentence to sentence.
 */
export class Lexicon {
  readonly #byFirstKey = new Map<string, Expression[]>();
  readonly #names: Expression[] = [];

  /** @param data what {@link lexiconData} gave for the same words. */
  constructor(concepts: readonly Concept[], acts: readonly Act[], data: LexiconData) {
    const added = (meaning: Concept | Act) => [
      ...new Set(meaning.adds.flatMap((term) => data.added[term] ?? [])),
    ];
    for (const thing of concepts) {
      const meaning = { thing, act: null, adds: added(thing) };
      for (const text of thing.products ?? []) this.#enter({ ...meaning, product: true }, text, data);
      for (const text of thing.words ?? []) this.#enter({ ...meaning, product: false }, text, data);
    }
    for (const act of acts) {
      const meaning = { thing: null, act, adds: added(act) };
      for (const text of act.verbs) this.#enter({ ...meaning, product: false }, text, data);
    }
  }

  #enter(meaning: Omit<Expression, 'text' | 'keys'>, written: string, data: LexiconData): void {
    const { text, keys } = data.written[written] ?? { text: written, keys: [] };
    const expression: Expression = { ...meaning, text, keys };
    const first = expression.keys[0];
    if (first !== undefined) {
      const same = this.#byFirstKey.get(first);
      if (same === undefined) this.#byFirstKey.set(first, [expression]);
      else same.push(expression);
    }
    if (isName(text)) this.#names.push(expression);
  }

  /** What the question's words mean, in the order in which they stand; a longer expression hides those inside it. */
  read(analysis: Analysis): Reading[] {
    const found = [...this.#sequences(analysis), ...this.#spelledOut(analysis)];
    const things = longest(found.filter(({ expression }) => expression.thing !== null));
    const present = new Set(things.map(({ expression }) => expression.thing?.concept));
    const acts = found.filter(({ expression }) => {
      const objects = expression.act?.objects;
      return (
        expression.act !== null && (objects === undefined || objects.some((object) => present.has(object)))
      );
    });
    return [...things, ...longest(acts)]
      .sort((a, b) => a.start - b.start)
      .map(({ expression, start, end }) =>
        reading(expression, analysis.normalised.text.slice(start, end), start, end),
      );
  }

  #sequences(analysis: Analysis): Found[] {
    const keys = keysOf(analysis.tokens);
    const found: Found[] = [];
    keys.forEach((first, at) => {
      for (const expression of this.#byFirstKey.get(first.key) ?? []) {
        const last = lastOfMatch(expression.keys, keys, at);
        if (last === null) continue;
        const { start } = first.token;
        const { end } = last.token;
        if (standsAlone(analysis.normalised.text, start, end)) found.push({ expression, start, end });
      }
    });
    return found;
  }

  #spelledOut(analysis: Analysis): Found[] {
    const { text } = analysis.normalised;
    const found: Found[] = [];
    for (const expression of this.#names) {
      for (let at = text.indexOf(expression.text); at >= 0; at = text.indexOf(expression.text, at + 1)) {
        const end = at + expression.text.length;
        if (standsAlone(text, at, end)) found.push({ expression, start: at, end });
      }
    }
    return found;
  }
}

/** What of a lexicon costs time to work out: its words as they are compared. */
export interface LexiconData {
  readonly written: Readonly<Record<string, { readonly text: string; readonly keys: readonly string[] }>>;
  readonly added: Readonly<Record<string, readonly string[]>>;
}

/** Analyses the words of a lexicon. */
export function lexiconData(
  concepts: readonly Concept[],
  acts: readonly Act[],
  analyser: Analyser,
): LexiconData {
  const words = [
    ...concepts.flatMap(({ products = [], words = [] }) => [...products, ...words]),
    ...acts.flatMap(({ verbs }) => verbs),
  ];
  return {
    written: Object.fromEntries(
      words.map((word) => {
        const { tokens, normalised } = analyser.analyse(word);
        return [word, { text: normalised.text, keys: keysOf(tokens).map(({ key }) => key) }];
      }),
    ),
    added: Object.fromEntries(
      [...concepts, ...acts].flatMap(({ adds }) => adds.map((term) => [term, analyser.terms(term)])),
    ),
  };
}

interface Found {
  readonly expression: Expression;
  readonly start: number;
  readonly end: number;
}

function reading(
  { thing, act, product, adds }: Expression,
  said: string,
  start: number,
  end: number,
): Reading {
  const meaning = thing ?? act;
  if (meaning === null) throw new Error('an expression without a meaning was entered');
  return {
    id: thing?.concept ?? act?.act ?? '',
    kind: thing === null ? 'act' : 'thing',
    name: meaning.name,
    clause: meaning.clause,
    said,
    product,
    adds,
    start,
    end,
  };
}

/** Drops what lies inside a longer find: 「Googleドライブ」 hides 「ドライブ」. One expression may mean several things. */
function longest(found: readonly Found[]): Found[] {
  return found.filter(
    (one) =>
      !found.some(
        (other) =>
          other.start <= one.start && one.end <= other.end && other.end - other.start > one.end - one.start,
      ) &&
      found.findIndex(
        (other) => sameMeaning(other, one) && other.start === one.start && other.end === one.end,
      ) === found.indexOf(one),
  );
}

function sameMeaning(a: Found, b: Found): boolean {
  return a.expression.thing === b.expression.thing && a.expression.act === b.expression.act;
}

/** Names of three and more letters without okurigana can be looked for letter by letter. */
function isName(text: string): boolean {
  return (
    [...text].length >= 3 && !/^[\p{Script=Hiragana}]+$/u.test(text) && !/[\p{Script=Hiragana}]$/u.test(text)
  );
}

/**
 * A Latin name must not be a part of a longer one: LINE is not in ONLINE; nor katakana: ライン is not in オンライン; nor a
 * single letter of a compound: X is not in X線.
 */
function standsAlone(text: string, start: number, end: number): boolean {
  for (const script of [/[a-z]/, /[\p{Script=Katakana}ー]/u]) {
    const inside = (at: number) => script.test(text[at] ?? '');
    if ((inside(start) && inside(start - 1)) || (inside(end - 1) && inside(end))) return false;
  }
  return end - start > 1 || !/[\p{Script=Han}\p{Script=Katakana}\d]/u.test(text[end] ?? '');
}

/** One morpheme as it is compared. `held` morphemes must be met; the others may stand between. */
interface Key {
  readonly key: string;
  readonly held: boolean;
  readonly token: Token;
}

/** The last key of a match of the expression that begins at a place of the question, or null. */
function lastOfMatch(expression: readonly string[], question: readonly Key[], at: number): Key | null {
  let place = at;
  let last: Key | null = null;
  for (const wanted of expression) {
    let key = question[place];
    while (key !== undefined && key.key !== wanted && !key.held) {
      place += 1;
      key = question[place];
    }
    if (key?.key !== wanted) return null;
    last = key;
    place += 1;
  }
  return last;
}

/**
 * What words are compared by: dictionary forms, with the negation (動かない is not 動く), the passive (見られる is not
 * 見る) and helping verbs (忘れてくる is not 忘れる). Particles and する say nothing; neither do they hold words apart.
 */
function keysOf(tokens: readonly Token[]): Key[] {
  return tokens.flatMap((token): Key[] => {
    if (NEGATIONS.has(token.base) && token.pos === '助動詞') return [{ key: 'ない', held: false, token }];
    if (IGNORED_POS.has(token.pos) || token.base === 'する') return [];
    if (isContent(token)) return [{ key: token.base, held: true, token }];
    const base = HELPING_VERBS.get(token.base) ?? token.base;
    return [{ key: `${base}/${token.detail}`, held: false, token }];
  });
}

const NEGATIONS = new Set(['ない', 'ん', 'ぬ']);
const IGNORED_POS = new Set(['助詞', '助動詞', '記号', 'フィラー', '感動詞', '接続詞', 'その他']);
/** Spoken and written forms of one helping verb. */
const HELPING_VERBS: ReadonlyMap<string, string> = new Map([
  ['ちゃう', 'しまう'],
  ['じゃう', 'しまう'],
  ['られる', 'れる'],
]);
