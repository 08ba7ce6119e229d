import { goesOnToNothing, mayBeginWithChapter, mayBeginWithNumber } from './citation-frame.ts';
import { notationOf } from './citation-notation.ts';
import { type Reading, readingsFrom } from './citation-path.ts';
import type { Clause, ClauseId } from './clause.ts';
import type { ClauseTree } from './clause-tree.ts';
import { normalise } from './normalised-text.ts';

/** A citation found in what a person wrote; `start` and `end` are offsets in the text as typed. */
export interface FoundCitation {
  readonly id: ClauseId;
  readonly start: number;
  readonly end: number;
}

/**
 * The clause that a text as a whole cites, in any mix of widths and notations: 「第2章（7）①（ⅶ）の6番目」,
 * 「第二章(7)1(7)６項目め」, 「2章8の例外措置」, 「２．７．１．ⅶ」, 「2-7-1」, `2.7.1.vii#6`. Null where anything else
 * stands beside the citation, where no such clause exists, or where two clauses could be meant.
 */
export function parseCitation(text: string, policy: ClauseTree): ClauseId | null {
  const trimmed = text.trim().replace(/^「(.*)」$/u, '$1');
  const exact = policy.get(trimmed);
  if (exact !== undefined) return exact.id;
  const { text: plain } = normalise(trimmed);
  const whole = [...startsAt(plain, 0, policy), ...numbersAt(plain, 0, policy)]
    .flatMap((start) => readingsFrom(plain, start, policy, { byTitle: true }))
    .filter(({ end }) => end === plain.length);
  return onlyClause(whole)?.clause.id ?? null;
}

/**
 * Every citation in a text, in order, none overlapping. Stricter than {@link parseCitation}: a citation needs its
 * frame (第…章, …章, or at least three numbers, or two and a bracket, letter, count or title), so that 「2.5インチ」, 「第7条」 and
 * 「1.2倍」 are none; and one that goes on to a clause that does not exist (「第２章（７）⑮」) is none either.
 */
export function findCitations(text: string, policy: ClauseTree): readonly FoundCitation[] {
  const { text: plain, origin } = normalise(text);
  const found: FoundCitation[] = [];
  for (let at = 0; at < plain.length; at += 1) {
    const reading = citationAt(plain, at, policy);
    if (reading === null) continue;
    found.push({ id: reading.clause.id, start: origin[at] ?? 0, end: origin[reading.end] ?? text.length });
    at = reading.end - 1;
  }
  return found;
}

function citationAt(text: string, at: number, policy: ClauseTree): Reading | null {
  // What stands before can rule a citation out; nothing that does is longer than twenty characters.
  const before = text.slice(Math.max(0, at - 20), at);
  const after = text.slice(at);
  const readings: Reading[] = [];
  for (const start of mayBeginWithChapter(before, after) ? startsAt(text, at, policy) : []) {
    readings.push(...readingsFrom(text, start, policy, { byTitle: true }));
  }
  for (const start of mayBeginWithNumber(before, after) ? numbersAt(text, at, policy) : []) {
    const paths = readingsFrom(text, start, policy, { byTitle: true });
    readings.push(...paths.filter(({ steps, framed }) => steps >= 2 || (steps === 1 && framed)));
  }
  const furthest = Math.max(...readings.map(({ end }) => end));
  const best = onlyClause(readings.filter(({ end }) => end === furthest));
  return best === null || goesOnToNothing(text.slice(best.end)) ? null : best;
}

/** 「第２章」, 「2章」, 「序」 */
function startsAt(text: string, at: number, policy: ClauseTree): Reading[] {
  return chapters(policy).flatMap((clause) => {
    const { marked } = notationOf(clause);
    marked.lastIndex = at;
    return marked.test(text) ? [{ clause, end: marked.lastIndex, steps: 0, framed: true }] : [];
  });
}

/** The chapter named at `at` in a normalised text (「第 1 章」), or null where the policy has none of that number. */
export function chapterAt(text: string, at: number, policy: ClauseTree): Clause | null {
  return onlyClause(startsAt(text, at, policy))?.clause ?? null;
}

/** 「2」 of 「2.7.1」 and 「2-7-1」 */
function numbersAt(text: string, at: number, policy: ClauseTree): Reading[] {
  return chapters(policy).flatMap((clause) => {
    const rest = text.slice(at + clause.id.length);
    const begins = text.startsWith(clause.id, at) && /^(?:$| ?[.-] ?[0-9])/u.test(rest);
    return begins ? [{ clause, end: at + clause.id.length, steps: 0, framed: false }] : [];
  });
}

function chapters(policy: ClauseTree): readonly Clause[] {
  return policy.all.filter(({ parent }) => parent === null);
}

/** The reading that all the others agree with, or null. */
function onlyClause(readings: readonly Reading[]): Reading | null {
  const [first] = readings;
  return first !== undefined && readings.every(({ clause }) => clause.id === first.clause.id) ? first : null;
}
