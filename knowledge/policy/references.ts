import { readingsFrom } from './citation-path.ts';
import type { Clause, ClauseId } from './clause.ts';
import type { ClauseTree } from './clause-tree.ts';
import { normalise } from './normalised-text.ts';
import { chapterAt } from './read-citation.ts';
import { clausesInSeries, markerAt, resolveMarker } from './reference-marker.ts';

/** A phrase in a clause's body that refers to something; `start` and `end` are offsets in the body. */
export type Reference =
  /** To clauses of this policy: 「第 1 章（２）⑫（ⅱ）(a)及び(b)」 is two, 「（ⅰ）から（ⅲ）」 three. */
  | {
      readonly kind: 'clauses';
      readonly start: number;
      readonly end: number;
      readonly ids: readonly ClauseId[];
    }
  /** To a law, an ordinance or a notice: 「第 7 条第 1 号」, 「法律第 128 号」. The policy itself has no 条, 項, 号. */
  | { readonly kind: 'outside-law'; readonly start: number; readonly end: number }
  /** Looks like a reference and leads nowhere: a slip in the text, or a notation that is not known here. */
  | { readonly kind: 'unresolved'; readonly start: number; readonly end: number };

// 「昭和 34 年仙台市条例第 20 号」 by its 「第 20 号」; 「第 7 条第 1 号から第 4 号」 piece by piece
const OUTSIDE_LAW = /第 ?(?:[0-9]+|[〇一二三四五六七八九十百]+) ?[条項号編款]/uy;

/** 「上記の（ⅰ）」, 「上記（８）」: the word belongs to the reference. */
const ABOVE = /(?:上記|前記) ?の? ?$/u;

/** Every reference in a clause's body, in order, none overlapping. */
export function referencesIn(clause: Clause, policy: ClauseTree): readonly Reference[] {
  const { text, origin } = normalise(clause.body);
  const references: Reference[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const found = referenceAt(text, at, clause, policy);
    if (found === null) continue;
    const above = found.kind === 'outside-law' ? 0 : (ABOVE.exec(text.slice(0, at))?.[0].length ?? 0);
    const start = origin[at - above] ?? 0;
    references.push({ ...found, start, end: origin[found.end] ?? clause.body.length });
    at = found.end - 1;
  }
  return references;
}

/** The clauses that a clause refers to, each once, in order of appearance; itself never. */
export function linksIn(clause: Clause, policy: ClauseTree): readonly ClauseId[] {
  const ids = referencesIn(clause, policy).flatMap((found) => (found.kind === 'clauses' ? found.ids : []));
  return [...new Set(ids)].filter((id) => id !== clause.id);
}

function referenceAt(text: string, at: number, from: Clause, policy: ClauseTree): Reference | null {
  OUTSIDE_LAW.lastIndex = at;
  if (OUTSIDE_LAW.test(text)) return { kind: 'outside-law', start: at, end: OUTSIDE_LAW.lastIndex };
  const first = firstClauseAt(text, at, from, policy);
  if (first === null) return null;
  if (first.clause === null) return { kind: 'unresolved', start: at, end: first.end };
  const { clauses, end } = clausesInSeries(text, first.clause, first.end, from, policy);
  return { kind: 'clauses', start: at, end, ids: clauses.map(({ id }) => id) };
}

/** The first clause that a reference names; `clause` is null where it names one that does not exist. */
function firstClauseAt(
  text: string,
  at: number,
  from: Clause,
  policy: ClauseTree,
): { readonly clause: Clause | null; readonly end: number } | null {
  // 「本章（６）」, 「第 1 章（２）⑫」, and with its brackets lost 「第 1 章 ２ ⑫ （ⅱ）(b)」
  const anchor = /^(?:本章|第 ?[0-9一二三四五六七八九十]+ ?章)/u.exec(text.slice(at))?.[0];
  if (anchor === undefined) {
    const marker = markerAt(text, at);
    return marker === null ? null : { clause: resolveMarker(marker.marker, from, policy), end: marker.end };
  }
  const own = policy.ancestors(from.id)[0] ?? from;
  const chapter = anchor === '本章' ? own : chapterAt(text, at, policy);
  const end = at + anchor.length;
  if (chapter === null) return { clause: null, end };
  const start = { clause: chapter, end, steps: 0, framed: true };
  return readingsFrom(text, start, policy, { byTitle: false }).reduce((a, b) => (b.end > a.end ? b : a));
}
