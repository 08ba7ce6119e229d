import { joinLines } from './line-joining.ts';
import type { SourceLine } from './page-furniture.ts';
import { stopsShort } from './printed-width.ts';
import { breaksOff, isClosed, opensWithConjunction } from './sentence-state.ts';

/**
 * Whether a new paragraph begins at `line`: the line before stops short of the margin (「④ 運用」, 「…をいう。」),
 * or it is closed and this one has an indentation of its own or opens with a conjunction (「…市長決裁）」/「また，…」).
 */
export function startsParagraph(before: SourceLine, line: SourceLine, width: number): boolean {
  if (stopsShort(before, line.text, width)) return !breaksOff(before.text);
  return isClosed(before.text) && (line.indented || opensWithConjunction(line.text));
}

/** The lines of one clause, cut into its printed paragraphs, each joined to one string. */
export function paragraphsOf(lines: readonly SourceLine[], width: number): string[] {
  const paragraphs: string[] = [];
  let before: SourceLine | null = null;
  for (const line of lines) {
    const last = paragraphs.at(-1);
    if (before === null || last === undefined || startsParagraph(before, line, width)) {
      paragraphs.push(line.text);
    } else {
      paragraphs[paragraphs.length - 1] = joinLines(last, line.text);
    }
    before = line;
  }
  return paragraphs;
}
