import type { Pack } from '../../knowledge/pack.ts';
import type { ClauseId } from '../../knowledge/policy/clause.ts';
import { WORDING } from '../messages/wording.ts';
import type { Understander } from './understand/understand.ts';

const MOST_RELATED = 3;
/** Only the leading quotes are explained further: the rest are there to choose from. */
const EXPLAINED = 3;

/** What the quoted clauses refer to, and what defines the terms of the first of them; nothing that is quoted already. */
export function relatedClauses(
  quoted: readonly ClauseId[],
  policy: Pack['policy'],
  understander: Understander,
): { readonly clause: ClauseId; readonly why: string }[] {
  const related = new Map<ClauseId, string>();
  const add = (clause: ClauseId, why: string) => {
    const known = quoted.includes(clause) || policy.ancestors(clause).some(({ id }) => quoted.includes(id));
    if (!known && !related.has(clause)) related.set(clause, why);
  };
  for (const id of quoted.slice(0, EXPLAINED))
    for (const link of policy.links(id)) add(link, WORDING.whyReference);
  const first = policy.get(quoted[0] ?? '');
  if (first !== undefined) {
    for (const { term, clause } of understander.definitionsIn(first.body))
      add(clause, WORDING.whyDefinition(term));
  }
  return [...related].slice(0, MOST_RELATED).map(([clause, why]) => ({ clause, why }));
}
