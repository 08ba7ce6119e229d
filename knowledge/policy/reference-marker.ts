import { matchTitle } from './citation-title.ts';
import type { Clause } from './clause.ts';
import type { ClauseTree } from './clause-tree.ts';
import { normalise } from './normalised-text.ts';
import { CIRCLED } from './rules/numeral.ts';

// 「（８）」, 「（ⅰ）」, 「（ⅰ）-２」, 「(a)」, 「（注）」, 「⑫」, in normalised text
const MARKER = new RegExp(
  `(?:\\( ?(?:[0-9]{1,2}|[ivx]+|[a-z]|注 ?[0-9]{0,2}) ?\\)(?:-[0-9]+)?|[${CIRCLED}])`,
  'uy',
);

// 「(a)及び(b)」, 「（ⅰ）から（ⅲ）」, 「（６），（７）」
const CONJUNCTION = / ?(及び|又は|並びに|若しくは|から|[、,・]) ?/uy;

/** The marker that stands at `at`, without blanks, and where it ends. */
export function markerAt(text: string, at: number): { readonly marker: string; readonly end: number } | null {
  MARKER.lastIndex = at;
  const match = MARKER.exec(text);
  return match === null ? null : { marker: match[0].replaceAll(' ', ''), end: MARKER.lastIndex };
}

/**
 * The clause that a lone marker means where it stands: the nearest of that number on the way up. （ⅰ） in 2.8.4.ii is
 * 2.8.4.i, （８） in 1.9 is 1.8.
 */
export function resolveMarker(marker: string, from: Clause, policy: ClauseTree): Clause | null {
  for (const host of [from, ...policy.ancestors(from.id).toReversed()]) {
    const found = policy.children(host.id).find((child) => printedMarker(child) === marker);
    if (found !== undefined) return found;
  }
  return null;
}

/** The clauses of a series that begins with `first`: what 及び, 又は, から and a further marker add to it. */
export function clausesInSeries(
  text: string,
  first: Clause,
  firstEnd: number,
  from: Clause,
  policy: ClauseTree,
): { readonly clauses: readonly Clause[]; readonly end: number } {
  const clauses = [first];
  let last = first;
  let end = pastTitle(text, first, firstEnd);
  for (;;) {
    CONJUNCTION.lastIndex = end;
    const conjunction = CONJUNCTION.exec(text)?.[1];
    const marker = conjunction === undefined ? null : markerAt(text, CONJUNCTION.lastIndex);
    if (marker === null) return { clauses, end };
    const siblings = last.parent === null ? [] : policy.children(last.parent);
    const sibling = siblings.find((child) => printedMarker(child) === marker.marker);
    const next = sibling ?? resolveMarker(marker.marker, from, policy);
    if (next === null) return { clauses, end };
    if (conjunction === 'から' && sibling !== undefined) {
      clauses.push(...siblings.slice(siblings.indexOf(last) + 1, siblings.indexOf(sibling)));
    }
    clauses.push(next);
    last = next;
    end = pastTitle(text, next, marker.end);
  }
}

/** 「（６）物理的セキュリティ及び（７）…」: the title after the number is part of the reference. */
function pastTitle(text: string, clause: Clause, end: number): number {
  return matchTitle(text, end, clause) ?? end;
}

function printedMarker(clause: Clause): string {
  return normalise(clause.marker).text.replaceAll(' ', '');
}
