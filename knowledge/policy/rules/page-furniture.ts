import { columnsOf } from './printed-width.ts';

/** A line of the source with the page's furniture taken off. */
export interface SourceLine {
  /** Without blanks at either end; never empty. */
  readonly text: string;
  /** 1-based line of the source. */
  readonly line: number;
  /** Indented by the text itself, and not by the page break before it. */
  readonly indented: boolean;
  /** Printed columns from the first character to the last; a full-width character takes two. */
  readonly columns: number;
}

// 「17」, 「- 17 -」, 「－ １７ －」 alone on a line
const PAGE_NUMBER = /^[-－–—]?\s*[0-9０-９]{1,3}\s*[-－–—]?$/u;

/**
 * The lines that carry words. Blank lines, form feeds, a byte order mark and lone page numbers are the page's.
 * So is the blank before the first line of a page, which text taken from a PDF keeps: in double-spaced text that
 * line stands directly under the last line of the page before (「…外部記録」/「 媒体という。」).
 */
export function readLines(source: string): readonly SourceLine[] {
  const raw = source.replace(/^\uFEFF/u, '').split(/\r\n|\r|\n/u);
  const isWords = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';
  const printed = raw.flatMap((text, index) => (isWords(text) ? [{ text, index }] : []));
  const crowded = printed.filter(({ index }) => isWords(raw[index - 1])).length;
  const doubleSpaced = crowded * 2 < printed.length;
  return printed.flatMap(({ text, index }) => {
    const trimmed = text.trim();
    if (PAGE_NUMBER.test(trimmed)) return [];
    const firstOfPage = text.includes('\f') || (doubleSpaced && isWords(raw[index - 1]));
    const indented = /^[ \u3000\t]/u.test(text) && !firstOfPage;
    return [{ text: trimmed, line: index + 1, indented, columns: columnsOf(trimmed) }];
  });
}
