import { notationOf } from './citation-notation.ts';
import { matchTitle, titledDescendant } from './citation-title.ts';
import type { Clause } from './clause.ts';
import type { ClauseTree } from './clause-tree.ts';

/** One way to read the steps of a citation: the clause they lead to and where they end in the normalised text. */
export interface Reading {
  readonly clause: Clause;
  readonly end: number;
  /** Steps taken below the chapter. */
  readonly steps: number;
  /** Something was written that ordinary numbers are not written with: a bracket, ①, a count, a title, a letter. */
  readonly framed: boolean;
}

/** Whether a title may stand for a number (「2章8の例外措置」) or is only read past (「（７）技術的セキュリティ ①…」). */
export interface PathOptions {
  readonly byTitle: boolean;
}

/**
 * Every way to go on reading a citation that has reached `reading.clause`, stopping there included. Only steps to
 * clauses that exist are taken, so `11項目め` after 第２章（４） can only be ① and its first bullet.
 */
export function readingsFrom(
  text: string,
  reading: Reading,
  tree: ClauseTree,
  options: PathOptions,
): readonly Reading[] {
  const { clause, end } = reading;
  const titleEnd = matchTitle(text, end, clause);
  if (titleEnd === null) return [reading, ...stepsFrom(text, reading, tree, options)];
  const past = { ...reading, end: titleEnd, framed: true };
  return [reading, past, ...stepsFrom(text, past, tree, options)];
}

function stepsFrom(text: string, reading: Reading, tree: ClauseTree, options: PathOptions): Reading[] {
  const { clause, end, steps } = reading;
  const start = afterSeparator(text, end);
  const readings: Reading[] = [];
  for (const child of tree.children(clause.id)) {
    const { marked, bare } = notationOf(child);
    const markedEnd = endOf(marked, text, start);
    if (markedEnd !== null) {
      const next = { clause: child, end: markedEnd, steps: steps + 1, framed: true };
      readings.push(...readingsFrom(text, next, tree, options));
    }
    const bareEnd = bare === null ? null : endOf(bare, text, start);
    if (bareEnd === null || runsOnFromDigits(text, end, start)) continue;
    const framed = reading.framed || !/[0-9]/u.test(text[start] ?? '');
    const next = readingsFrom(text, { clause: child, end: bareEnd, steps: steps + 1, framed }, tree, options);
    // 「2章8」 stands; 「2章8月」 does not, unless what follows is a step itself: 「2章8ア」.
    readings.push(...(isBareEnd(text, bareEnd) ? next : next.filter((later) => later.end > bareEnd)));
  }
  const titled = options.byTitle ? titledDescendant(text, start, clause, tree) : null;
  if (titled !== null) {
    const next = { ...titled, steps: steps + 1, framed: true };
    readings.push(next, ...stepsFrom(text, next, tree, options));
  }
  return readings;
}

function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

// 「第２章 （７）」, 「（７）の①」, 「2.7.1」, 「2-7-1」
function afterSeparator(text: string, at: number): number {
  const separator = / *(?:[.-]|の)? */uy;
  return endOf(separator, text, at) ?? at;
}

/** 「2.71」 is not 2.7.1. */
function runsOnFromDigits(text: string, end: number, start: number): boolean {
  return start === end && /[0-9]/u.test(text[end - 1] ?? '') && /[0-9]/u.test(text[start] ?? '');
}

/** After a bare number or letter neither a counter (階, 月, インチ, つ) nor more of the same may follow. */
function isBareEnd(text: string, end: number): boolean {
  return !/^(?:[\p{Script=Han}\p{Script=Katakana}ー0-9a-zつ%]|[.][0-9])/u.test(text.slice(end));
}
