import type { Pack } from '../../knowledge/pack.ts';
import type { ClauseId } from '../../knowledge/policy/clause.ts';
import { gramsOf } from '../../knowledge/search/analyse.ts';
import { normaliseText } from '../../knowledge/search/normalise.ts';

/**
 * From this share of common letter pairs on, two clauses say nearly the same (the duty of training, laid on three
 * posts in turn, shares .8; unrelated clauses of one item share at most .5).
 */
const NEARLY_THE_SAME = 0.7;

export interface Group {
  readonly clause: ClauseId;
  readonly similar: readonly ClauseId[];
}

/** Groups near-duplicates under the first of them; the order is kept. */
export function groupSimilar(clauses: readonly ClauseId[], policy: Pack['policy']): Group[] {
  const groups: { clause: ClauseId; similar: ClauseId[]; pairs: ReadonlySet<string>; figures: string }[] = [];
  for (const clause of new Set(clauses)) {
    const body = normaliseText(policy.get(clause)?.body ?? '');
    const figures = (body.match(/[a-z0-9]+/gu) ?? []).join(' ');
    const pairs = new Set(gramsOf(body).filter((gram) => gram.length > 1));
    const same = groups.find(
      // 重要性分類Ⅰ and Ⅱ in the same words are two rules, not one.
      (group) => group.figures === figures && overlap(group.pairs, pairs) >= NEARLY_THE_SAME,
    );
    if (same === undefined) groups.push({ clause, similar: [], pairs, figures });
    else same.similar.push(clause);
  }
  return groups.map(({ clause, similar }) => ({ clause, similar }));
}

/** Jaccard's share: common pairs of all pairs. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let common = 0;
  for (const pair of a) if (b.has(pair)) common += 1;
  return common / (a.size + b.size - common);
}
