/**
 * How wide text is drawn, in ems: a full-width character takes one, others about half. Rounded up, for the browser's
 * font may be another than ours.
 */
export function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + widthOfCharacter(character), 0);
}

function widthOfCharacter(character: string): number {
  if (!/[\u0020-\u02ff\uff61-\uff9f]/u.test(character)) return 1;
  return /[A-Z@%&mMwW]/u.test(character) ? 0.9 : 0.62;
}

/** May not begin a line (JIS X 4051, the common ones). */
const NOT_FIRST = /^[、。，．・：；？！）」』】〕〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.)\]%]/u;
/** May not end a line. */
const NOT_LAST = /[（「『【〔〈《(]$/u;

/** Breaks text into lines of at most so many ems, nowhere that Japanese typesetting forbids. */
export function wrapped(text: string, ems: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    if (line !== '' && widthOf(line + piece) > ems) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else {
      line += piece;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** Breaks text into as few lines as {@link wrapped} does, of lengths as equal as can be: no last character alone. */
export function balanced(text: string, ems: number): string[] {
  const lines = wrapped(text, ems);
  for (let narrower = widthOf(text) / lines.length; narrower < ems; narrower += 0.5) {
    const better = wrapped(text, narrower);
    if (better.length <= lines.length) return better;
  }
  return lines;
}

/** A list of entries that short (「第5号・第6号」) reads better as running text. */
const SHORT_ENTRY = 4.5;

/** Breaks a list (「市のサーバ・市の外部記録媒体（USBなど）」) between its entries, and inside them only where one is too long. */
export function listed(text: string, ems: number): string[] {
  if (widthOf(text) <= ems) return [text];
  // Not between the dots inside brackets.
  const entries = text.match(/(?:（[^）]*）|[^・（])+・?/gu) ?? [text];
  if (entries.some((entry) => widthOf(entry) < SHORT_ENTRY)) return balanced(text, ems);
  const lines: string[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last + entry) <= ems) lines[lines.length - 1] = last + entry;
    else lines.push(...balanced(entry, ems));
  }
  return lines;
}

/** The least parts that stay together: Latin words, numbers and katakana words, and characters with the marks that cling to them. */
function pieces(text: string): string[] {
  const parts = text.match(/[A-Za-z0-9.@_-]+|[ァ-ヺー]{1,8}|./gsu) ?? [];
  const joined: string[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    if (before !== undefined && (NOT_FIRST.test(part) || NOT_LAST.test(before))) {
      joined[joined.length - 1] = before + part;
    } else {
      joined.push(part);
    }
  }
  return joined;
}
