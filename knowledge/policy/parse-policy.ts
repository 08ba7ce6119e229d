import type { Clause } from './clause.ts';
import { brandClauseId } from './clause-id.ts';
import type { Draft } from './draft.ts';
import { outlineOf } from './outline.ts';
import { returnParagraphsAfterLists } from './paragraph-after-list.ts';
import { type PolicyError, policyError } from './policy-error.ts';
import { joinLines } from './rules/line-joining.ts';
import { LEVEL_OF } from './rules/marker.ts';
import { readLines } from './rules/page-furniture.ts';
import { paragraphsOf } from './rules/paragraph.ts';
import { printedWidth } from './rules/printed-width.ts';
import { wordingOf } from './rules/title.ts';

export type { PolicyError, PolicyErrorCode } from './policy-error.ts';

/** Either every clause, or every fault that keeps the text from being cited safely. */
export type ParsedPolicy =
  | { readonly ok: true; readonly clauses: readonly Clause[] }
  | { readonly ok: false; readonly errors: readonly PolicyError[] };

/**
 * Reads a printed policy into its clauses, in printed order. Every word of the text is in exactly one clause, page
 * numbers aside. Faults come back in the order of their lines, each with its place and a remedy; nothing throws.
 */
export function parsePolicy(text: string): ParsedPolicy {
  const lines = readLines(text);
  if (lines.length === 0) return { ok: false, errors: [policyError('empty-text', 1)] };
  const width = printedWidth(lines);
  const { drafts, errors } = outlineOf(lines, width);
  if (errors.length > 0) return { ok: false, errors: [...errors].sort((a, b) => a.line - b.line) };

  const paragraphs = new Map<Draft, readonly string[]>();
  for (const draft of drafts) paragraphs.set(draft, paragraphsOf(draft.lines, width));
  returnParagraphsAfterLists(drafts, paragraphs);
  return { ok: true, clauses: drafts.map((draft) => clauseOf(draft, paragraphs.get(draft) ?? [])) };
}

function clauseOf(draft: Draft, paragraphs: readonly string[]): Clause {
  const { title, body } = wordingOf(draft.marker.style, paragraphs, draft.children.length > 0);
  const breaks: number[] = [];
  let joined = '';
  for (const paragraph of body) {
    const longer = joinLines(joined, paragraph);
    if (joined !== '') breaks.push(longer.length - paragraph.length);
    joined = longer;
  }
  return {
    id: brandClauseId(draft.id),
    parent: draft.parent === null ? null : brandClauseId(draft.parent.id),
    level: LEVEL_OF[draft.marker.style],
    marker: draft.marker.printed,
    title,
    body: joined,
    ...(breaks.length > 0 ? { breaks } : {}),
    line: draft.line,
  };
}
