import { type Analyser, type Analysis, isContent, type Token } from './analyse.ts';

/** The pack's words by how they are read, in hiragana: もちだし → 持ち出し. */
export type Readings = ReadonlyMap<string, string>;

/** From this length on, a reading found in the middle of kana is no accident: 「じどうてんそう」. */
const SURELY_A_WORD = 6;
/** Shorter readings are looked for only where the dictionary could make nothing of the kana, or where they fill the run. */
const SHORT = 4;
/** Three kana are a word only with a long mark or a small letter among them: めーる, きょか; なんか and どうし are not. */
const SHORTEST = 3;
/** One letter may be wrong in readings at least this long: 「ぱすわど」 for ぱすわーど. */
const LONG_ENOUGH_FOR_A_TYPO = 5;

/** No reading in a policy is longer. */
const LONGEST = 20;

const KANA_RUN = /[\p{Script=Hiragana}ー]{3,}/gu;

/** Names of the Latin letters as they are read out: USB is ゆーえすびー. */
const LETTERS: Readonly<Record<string, string>> = {
  a: 'えー',
  b: 'びー',
  c: 'しー',
  d: 'でぃー',
  e: 'いー',
  f: 'えふ',
  g: 'じー',
  h: 'えいち',
  i: 'あい',
  j: 'じぇー',
  k: 'けー',
  l: 'える',
  m: 'えむ',
  n: 'えぬ',
  o: 'おー',
  p: 'ぴー',
  q: 'きゅー',
  r: 'あーる',
  s: 'えす',
  t: 'てぃー',
  u: 'ゆー',
  v: 'ぶい',
  w: 'だぶりゅー',
  x: 'えっくす',
  y: 'わい',
  z: 'ぜっと',
};

/** Collects how the words of many texts are read: single words, compounds and the dictionary forms of verbs. */
export function readingsOf(texts: readonly string[], analyser: Analyser): [reading: string, word: string][] {
  const found = new Map<string, string>();
  const enter = (reading: string, word: string) => {
    const kana = hiragana(reading);
    if ([...kana].length >= SHORTEST && kana !== word && !found.has(kana)) found.set(kana, word);
  };
  const bases = new Set<string>();
  /** Words that the pack itself writes in kana are met as they are: 鍵をかける is not 掛ける. */
  const writtenInKana = new Set<string>();
  for (const text of texts) {
    let run: Token[] = [];
    const closeRun = () => {
      if (run.length > 1 && run.every((token) => token.reading !== '')) {
        enter(run.map((token) => token.reading).join(''), run.map((token) => token.surface).join(''));
      }
      run = [];
    };
    for (const token of analyser.analyse(text).tokens) {
      const noun = isContent(token) && token.pos === '名詞';
      if (noun) run.push(token);
      else closeRun();
      if (!isContent(token)) continue;
      if (/^[a-z]{2,5}$/u.test(token.surface)) enter(spelled(token.surface), token.surface);
      else if (token.reading !== '') enter(token.reading, token.surface);
      if (token.pos === '動詞') bases.add(token.base);
      if (/^[\p{Script=Hiragana}ー]+$/u.test(token.base)) writtenInKana.add(token.base);
    }
    closeRun();
  }
  for (const base of bases) {
    const tokens = analyser.analyse(base).tokens;
    if (tokens.every((token) => token.reading !== ''))
      enter(tokens.map((token) => token.reading).join(''), base);
  }
  return [...found].filter(([kana]) => !writtenInKana.has(kana));
}

/**
 * The normalised text with kana written back as the pack writes the word: 「ぱすわーどをおしえて」 → 「パスワードを教えて」. Only kana that the
 * dictionary cannot read, long matches, and whole verbs and nouns are touched; a short word inside ordinary kana stays.
 */
export function restoreKana(
  { normalised: { text: normalised }, tokens }: Analysis,
  readings: Readings,
): string {
  return normalised.replaceAll(KANA_RUN, (run, start: number) => {
    const inside = tokens.filter((token) => token.start < start + run.length && token.end > start);
    return isBroken(inside) ? restoreRun(run, readings, SHORT) : restoreWords(run, start, inside, readings);
  });
}

/** Signs that the dictionary cut kana where no word ends: unknown stretches, a lone long mark, stray letters. */
function isBroken(tokens: readonly Token[]): boolean {
  const stray = tokens.filter((token) => token.surface === 'ー' || token.pos === 'フィラー');
  const unknown = tokens.filter(
    (token) => token.reading === '' && /^[\p{Script=Hiragana}ー]+$/u.test(token.surface),
  );
  const single = tokens.filter((token) => token.surface.length === 1 && isContent(token));
  return stray.length > 0 || unknown.length > 0 || single.length > 1;
}

/** Longest reading first from each place on; kana that begins none is left. */
function restoreRun(run: string, readings: Readings, shortest: number): string {
  let restored = '';
  let at = 0;
  while (at < run.length) {
    const match = longestFrom(run, at, readings, shortest);
    restored += match?.word ?? run[at];
    at += match?.length ?? 1;
  }
  return restored;
}

function longestFrom(
  run: string,
  at: number,
  readings: Readings,
  shortest: number,
): { readonly word: string; readonly length: number } | null {
  for (let length = Math.min(run.length - at, LONGEST); length >= SHORTEST; length -= 1) {
    const piece = run.slice(at, at + length);
    if (length < shortest && !(shortest === SHORT && /[ーゃゅょっぁぃぅぇぉ]/u.test(piece))) continue;
    const word =
      readings.get(piece) ??
      (length + 1 >= LONG_ENOUGH_FOR_A_TYPO ? oneLetterOff(piece, readings) : undefined);
    if (word !== undefined) return { word, length };
  }
  return null;
}

/** A word whose reading differs by one dropped long mark or small letter, the slips that kana typing makes. */
function oneLetterOff(piece: string, readings: Readings): string | undefined {
  for (let at = 1; at <= piece.length; at += 1) {
    const longer =
      readings.get(`${piece.slice(0, at)}ー${piece.slice(at)}`) ??
      readings.get(`${piece.slice(0, at)}っ${piece.slice(at)}`);
    if (longer !== undefined) return longer;
  }
  return undefined;
}

/** Kana that the dictionary reads: a word that fills the run but for particles, long compounds across its cuts, whole words. */
function restoreWords(run: string, start: number, inside: readonly Token[], readings: Readings): string {
  // 「になって」 begins with a particle: it is not 担って.
  const begins =
    inside[0] !== undefined && inside[0].start === start && isContent(inside[0]) && !isUsualInKana(inside[0]);
  const filling = begins ? longestFrom(run, 0, readings, SHORT) : null;
  if (filling !== null) {
    const after = inside.filter((token) => token.start - start >= filling.length);
    const cut =
      after[0] === undefined ? filling.length === run.length : after[0].start - start === filling.length;
    if (cut && after.every((token) => !isContent(token))) return filling.word + run.slice(filling.length);
  }
  const long = restoreRun(run, readings, SURELY_A_WORD);
  if (long !== run) return long;
  let restored = run;
  for (const token of [...inside].reverse()) {
    const within = token.start >= start && token.end <= start + run.length;
    if (!within || !isContent(token) || !/^\p{Script=Hiragana}{2,}$/u.test(token.surface)) continue;
    const word = isUsualInKana(token) ? undefined : readings.get(token.base);
    if (word === undefined) continue;
    // なくし + た → 無くし + た: the ending stays, the stem is written with the word's letters.
    const stem = commonEnd(token.base, word);
    if (!token.surface.startsWith(token.base.slice(0, token.base.length - stem.length))) continue;
    const head = word.slice(0, word.length - stem.length);
    const tail = token.surface.slice(token.base.length - stem.length);
    restored = restored.slice(0, token.start - start) + head + tail + restored.slice(token.end - start);
  }
  return restored;
}

/** Adverbs and the like are written in kana by habit: きのう is not 機能, ようやく not 要約. */
function isUsualInKana(token: Token): boolean {
  return token.pos !== '動詞' && (token.pos !== '名詞' || token.detail === '副詞可能');
}

function commonEnd(a: string, b: string): string {
  let length = 0;
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  return a.slice(a.length - length);
}

function spelled(latin: string): string {
  return [...latin].map((letter) => LETTERS[letter] ?? '').join('');
}

/** Katakana into hiragana: U+30A1–U+30F6 lie 0x60 above their hiragana. */
export function hiragana(text: string): string {
  return text.replaceAll(/[\u30A1-\u30F6]/gu, (letter) =>
    String.fromCodePoint((letter.codePointAt(0) ?? 0) - 0x60),
  );
}
