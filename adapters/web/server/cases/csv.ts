/**
 * A table as spreadsheets read it (RFC 4180, UTF-8 with BOM). What a spreadsheet would take for a formula, in any width
 * and whatever blanks stand before it, gets an apostrophe: it is then shown as the text that it is.
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

/** What begins a formula, or a command to another program (DDE), after whatever is not seen: = + - @, also as wide letters. */
const FORMULA = /^[\p{Z}\p{C}]*[=+\-@＝＋－＠]/u;
/** A tab or a line's end splits a cell for some programs, and what follows would be looked at anew. */
const SPLITS = /^[\t\r\n]/u;

function cell(text: string): string {
  const safe = FORMULA.test(text) || SPLITS.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
