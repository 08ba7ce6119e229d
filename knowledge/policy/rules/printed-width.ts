/**
 * A line that stops well before the right margin ends a paragraph or is a heading: the page says so where the
 * words do not. The margin is measured from the text, because every city prints its own width.
 */

/** A4 at the usual 10.5 point holds some 40 full-width characters; a text of short lines is not a narrow page. */
const NARROWEST_PAGE = 60;

/** In Sendai's text lines that wrap take at least 77 of 90 columns and headings over body text at most 47. */
const SHORT = 0.8;

/** Columns that a text takes in print: two for a full-width character, one for a half-width one. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += /[\p{ASCII}\uFF61-\uFF9F]/u.test(character) ? 1 : 2;
  return columns;
}

/** The printed width of a text: that of the line which only one in twenty exceeds (tables and hanging marks do). */
export function printedWidth(lines: readonly { readonly columns: number }[]): number {
  const sorted = lines.map(({ columns }) => columns).sort((a, b) => a - b);
  return Math.max(NARROWEST_PAGE, sorted[Math.floor(sorted.length * 0.95)] ?? 0);
}

/** Whether `line` stops short although the first word of the `next` line would have fitted on it. */
export function stopsShort(line: { readonly columns: number }, next: string, width: number): boolean {
  // 「https://…」 or 「CSIRT」 cannot be broken; a Japanese character can stand alone.
  const firstWord = /^[!-~]+|^./u.exec(next)?.[0] ?? '';
  return line.columns + columnsOf(firstWord) < width * SHORT;
}
