/** A text in the one form that everything is compared in, with the way back to the places in the original. */
export interface NormalisedText {
  readonly text: string;
  /** `origin[i]` is the offset in the original of the character that became `text[i]`; one more entry marks the end. */
  readonly origin: readonly number[];
}

/** Half-width voiced marks belong to the kana before them: ﾊﾟ is パ. */
const VOICED_MARKS = /[\uFF9E\uFF9F\u3099\u309A]/u;

/**
 * NFKC, lower case, and without control characters: 「ＣＳＩＲＴ」「csirt」 and 「ﾊﾟｽﾜｰﾄﾞ」「パスワード」 become the same.
 * Must come before kuromoji: to its dictionary a full-width Ｓ is a symbol, and 重要性分類Ｓ would lose its letter.
 */
export function normalise(original: string): NormalisedText {
  let text = '';
  const origin: number[] = [];
  let at = 0;
  while (at < original.length) {
    const length = clusterLength(original, at);
    const piece = cleaned(original.slice(at, at + length));
    for (let i = 0; i < piece.length; i += 1) origin.push(at);
    text += piece;
    at += length;
  }
  origin.push(original.length);
  return { text, origin };
}

/** {@link normalise} where only the text is wanted. */
export function normaliseText(original: string): string {
  return normalise(original).text;
}

function clusterLength(text: string, at: number): number {
  const code = text.codePointAt(at) ?? 0;
  const own = code > 0xffff ? 2 : 1;
  const next = text[at + own];
  return next !== undefined && VOICED_MARKS.test(next) ? own + 1 : own;
}

/** Texts are made of a few thousand different letters: each is worked out once. */
const CLEANED = new Map<string, string>();
const MOST_CLEANED = 20_000;

function cleaned(piece: string): string {
  const known = CLEANED.get(piece);
  if (known !== undefined) return known;
  const made = clean(piece);
  if (CLEANED.size < MOST_CLEANED) CLEANED.set(piece, made);
  return made;
}

function clean(piece: string): string {
  // The policy's comma is ，, which NFKC would make a Latin one.
  return piece
    .replace(/，/gu, '、')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (control) => (/\s/u.test(control) ? ' ' : ''))
    .replace(/[〜～]/gu, '~');
}
