import type { Clause, ClauseId } from './clause.ts';

/** A term that the policy defines, and the clause that does. */
export interface Definition {
  readonly term: string;
  readonly clause: ClauseId;
}

/** 「…を端末といい」「…を外部記録媒体という。」「…をモバイル端末という。」: the words between を and the verb. */
const NAMED = /を([^，、。を「」（）]{2,30}?)とい(?:う|い)/gu;
/** 「（以下「RPA」という。）」「（CISO：Chief …，以下「CISO」という。）」 */
const SHORT_NAME = /以下[「｢]([^」｣]{2,30})[」｣]という/gu;
/** 「…をいう。」「…のことをいう。」, and for posts 「…を置き，…」「…をもってこれに充てる。」: what the clause's title stands for. */
const TITLE_DEFINED = /(?:を|ことを)いう。|をもってこれに充てる。|を置き[，、]/u;

/** Every term that the text itself defines, by 「という」 and 「をいう」, in printed order. The first definition of a term counts. */
export function definitionsIn(clauses: readonly Clause[]): Definition[] {
  const byId = new Map<string, Clause>(clauses.map((clause) => [clause.id, clause]));
  const found = new Map<string, Definition>();
  const define = (term: string, clause: Clause) => {
    const trimmed = term.trim();
    if (trimmed !== '' && !found.has(trimmed)) found.set(trimmed, { term: trimmed, clause: clause.id });
  };
  for (const clause of clauses) {
    if (TITLE_DEFINED.test(clause.body)) {
      // A bullet under a title defines that title: 「(a) 約款への同意のみに…」「・…サービスのことをいう。」
      const named = clause.title !== '' ? clause : byId.get(clause.parent ?? '');
      if (named !== undefined && named.title !== '') define(named.title, clause);
    }
    for (const pattern of [SHORT_NAME, NAMED]) {
      for (const match of clause.body.matchAll(pattern)) define(match[1] ?? '', clause);
    }
  }
  return [...found.values()];
}
