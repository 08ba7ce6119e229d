import type { Clause } from './clause.ts';
import type { ClauseTree } from './clause-tree.ts';
import { normalise } from './normalised-text.ts';

const titles = new WeakMap<Clause, string>();

/** A clause's title as {@link matchTitle} compares it; normalised once, because every citation asks for hundreds. */
function plainTitleOf(clause: Clause): string {
  const known = titles.get(clause);
  if (known !== undefined) return known;
  const plain = normalise(clause.title).text.replaceAll(' ', '');
  titles.set(clause, plain);
  return plain;
}

/** Where a clause's title that stands at `at` in a normalised text ends, blanks aside; null where it
 * does not stand there or the clause has none. */
export function matchTitle(text: string, at: number, clause: Clause): number | null {
  const title = plainTitleOf(clause);
  if (title === '') return null;
  let end = at;
  for (const character of title) {
    while (text[end] === ' ') end += 1;
    if (!text.startsWith(character, end)) return null;
    end += character.length;
  }
  return end;
}

/**
 * The clause below `from` whose title stands at `at`: 「例外措置」 after 「2章8の」. The longest title wins, then the
 * one nearest to `from`; two clauses of one title at one depth are no answer. 「例外措置時」 is another word.
 */
export function titledDescendant(
  text: string,
  at: number,
  from: Clause,
  tree: ClauseTree,
): { readonly clause: Clause; readonly end: number } | null {
  const open = text[at] === '「' ? at + 1 : at;
  const found = tree.descendants(from.id).flatMap((clause) => {
    const end = matchTitle(text, open, clause);
    if (end === null || !isWordEnd(text, end)) return [];
    return [{ clause, end, depth: tree.ancestors(clause.id).length }];
  });
  found.sort((a, b) => b.end - a.end || a.depth - b.depth);
  const [best, second] = found;
  if (best === undefined) return null;
  if (second !== undefined && second.end === best.end && second.depth === best.depth) return null;
  return { clause: best.clause, end: open > at && text[best.end] === '」' ? best.end + 1 : best.end };
}

/** Japanese has no blanks: a word ends where the script changes or a conjunction follows. */
function isWordEnd(text: string, end: number): boolean {
  const rest = text.slice(end);
  return (
    rest === '' ||
    !/^[\p{Script=Han}\p{Script=Katakana}ー0-9a-z]/u.test(rest) ||
    /^(?:及び|又は|並びに)/u.test(rest)
  );
}
