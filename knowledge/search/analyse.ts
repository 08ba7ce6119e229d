import { type NormalisedText, normalise } from './normalise.ts';
import type { Tokenizer } from './tokenizer.ts';

/** One morpheme with its place in the normalised text. */
export interface Token {
  readonly surface: string;
  /** Dictionary form: 持っ → 持つ; the surface where the dictionary does not know the word. */
  readonly base: string;
  /** In katakana, or '' for a word that the dictionary does not know. */
  readonly reading: string;
  readonly pos: string;
  readonly detail: string;
  readonly start: number;
  readonly end: number;
}

export interface Analysis {
  readonly normalised: NormalisedText;
  readonly tokens: readonly Token[];
}

/** Parts of speech that carry no topic of their own: 助詞, 助動詞, 記号 and the like. */
const EMPTY_POS = new Set(['助詞', '助動詞', '記号', '接続詞', '感動詞', 'フィラー', '連体詞', 'その他']);

/** Nouns and verbs that only hold a sentence together: の, こと, (し)ている, 何. */
const EMPTY_DETAIL = new Set(['非自立', '代名詞', '特殊']);

/** Japanese text into morphemes. The same analysis serves clauses, vocabulary and questions, so that they meet. */
export class Analyser {
  readonly #tokenizer: Tokenizer;

  constructor(tokenizer: Tokenizer) {
    this.#tokenizer = tokenizer;
  }

  analyse(text: string): Analysis {
    const normalised = normalise(text);
    const tokens: Token[] = [];
    let at = 0;
    // kuromoji loses words after two letters beyond U+FFFF in a row (emoji): it gets two blanks' worth of 〓 for each.
    const plain = normalised.text.replaceAll(/[\u{10000}-\u{10FFFF}]/gu, '〓〓');
    for (const word of this.#tokenizer.tokenize(plain)) {
      const end = at + word.surface_form.length;
      const surface = normalised.text.slice(at, end);
      tokens.push({
        surface,
        base: word.basic_form === '*' ? surface : word.basic_form,
        reading: word.reading === undefined || word.reading === '*' ? '' : word.reading,
        pos: word.pos,
        detail: word.pos_detail_1,
        start: at,
        end,
      });
      at = end;
    }
    return { normalised, tokens };
  }

  /** The terms of a text, repeated as often as they occur: content morphemes in dictionary form, and compounds. */
  terms(text: string): string[] {
    return termsOf(this.analyse(text).tokens);
  }
}

/** Whether a morpheme says what a text is about. */
export function isContent(token: Token): boolean {
  if (EMPTY_POS.has(token.pos) || EMPTY_DETAIL.has(token.detail)) return false;
  return /[\p{L}\p{N}]/u.test(token.surface) && !STOP_WORDS.has(token.base);
}

/** Verbs that any sentence has, whatever it is about. */
const STOP_WORDS = new Set([
  'する',
  'ある',
  'いる',
  'なる',
  'できる',
  '出来る',
  'れる',
  'られる',
  '思う',
  '言う',
  'いう',
  '行う',
]);

/**
 * Content morphemes and, since kuromoji has no search mode, also the compounds that they form:
 * 情報 + 管理 + 者 gives 情報, 管理, 者 and 情報管理者.
 */
export function termsOf(tokens: readonly Token[]): string[] {
  const terms: string[] = [];
  let run: Token[] = [];
  const closeRun = () => {
    if (run.length > 1) terms.push(run.map((token) => token.surface).join(''));
    run = [];
  };
  for (const token of tokens) {
    const content = isContent(token);
    if (content) terms.push(token.base);
    if (content && (token.pos === '名詞' || token.pos === '接頭詞')) run.push(token);
    else closeRun();
  }
  closeRun();
  return terms;
}

/** Texts are made of a few thousand different characters: each is looked at once. */
const LETTERS = new Map<string, boolean>();

function isLetter(character: string): boolean {
  let known = LETTERS.get(character);
  if (known === undefined) {
    known = /[\p{L}\p{N}ー]/u.test(character);
    if (LETTERS.size < 20_000) LETTERS.set(character, known);
  }
  return known;
}

/** Single characters and pairs of neighbouring characters of a normalised text, punctuation and blanks aside. */
export function gramsOf(normalisedText: string): string[] {
  const grams: string[] = [];
  let previous = '';
  for (const character of normalisedText) {
    if (!isLetter(character)) {
      previous = '';
      continue;
    }
    grams.push(character);
    if (previous !== '') grams.push(previous + character);
    previous = character;
  }
  return grams;
}
