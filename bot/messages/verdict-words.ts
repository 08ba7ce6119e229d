import type { ClauseId } from '../../knowledge/policy/clause.ts';
import { holds } from '../../knowledge/rules/condition.ts';
import type { Fact, Facts, FactValue, Flow } from '../../knowledge/rules/flow.ts';
import type { Outcome, Reason } from '../../knowledge/rules/outcome.ts';
import { GUIDED } from './wording.ts';

/** How an outcome is called and explained: the same in a conversation and on a page. */

/** Whether anything but 「可」 can come out of a flow. */
export function refuses(flow: Flow): boolean {
  return flow.tables.some(({ rows }) =>
    rows.some(({ verdict }) => verdict !== null && verdict !== 'allowed'),
  );
}

/**
 * 「許可が必要」, or for a flow that classifies the label of its result. To a flow that never refuses (「バックアップは必要？」) 「可」
 * would be no answer: there it is whether something has to be done.
 */
export function verdictLabel(
  flow: Flow,
  { verdict, result, duties }: Pick<Outcome, 'verdict' | 'result' | 'duties'>,
): string {
  if (verdict !== null && !refuses(flow)) return GUIDED.dutyLabels[strongest(duties)];
  if (verdict !== null) return GUIDED.verdicts[verdict];
  return flow.results.find(({ value }) => value === result)?.label ?? String(result);
}

/** What to do now, in one sentence. */
export function verdictSentence(flow: Flow, { verdict, duties }: Outcome): string {
  if (verdict !== null && !refuses(flow)) return GUIDED.dutySentences[strongest(duties)];
  const more = verdict === 'allowed' && duties.length > 0 ? GUIDED.withDuties : '';
  return GUIDED.verdictSentences[verdict ?? 'result'] + more;
}

export function mustFirst(duties: Outcome['duties']): Outcome['duties'] {
  return [
    ...duties.filter(({ strength }) => strength === 'must'),
    ...duties.filter(({ strength }) => strength === 'should'),
  ];
}

/** The facts that a rule looks at, as they are: those of the alternatives that hold. */
export function factsBehind(
  flow: Flow,
  { when }: Reason,
  known: Facts,
): { readonly fact: Fact; readonly value: FactValue }[] {
  const holding = when.filter((conditions) => holds(conditions, known));
  const named = new Set(
    (holding.length > 0 ? holding : when).flatMap((conditions) => Object.keys(conditions)),
  );
  return flow.facts.flatMap((fact) => {
    const value = known[fact.id];
    return named.has(fact.id) && value !== undefined ? [{ fact, value }] : [];
  });
}

/** The clauses that apply for one reason or another, whatever was not asked: a sentence about them, or none. */
export function settledBesides({
  citations,
  reasons,
  duties,
  exception,
}: Outcome): { readonly says: string; readonly citations: readonly ClauseId[] } | null {
  const named = new Set([
    ...reasons.flatMap((reason) => reason.citations),
    ...duties.map(({ citation }) => citation),
    ...(exception?.citations ?? []),
  ]);
  const others = citations.filter((clause) => !named.has(clause));
  if (reasons.length > 0) return others.length === 0 ? null : { says: GUIDED.alsoSettled, citations: others };
  // A verdict without any reason of its own says at least by which clauses.
  return { says: GUIDED.settled, citations: others.length === 0 ? citations : others };
}

function strongest(duties: Outcome['duties']): 'must' | 'should' | 'none' {
  if (duties.some(({ strength }) => strength === 'must')) return 'must';
  return duties.length > 0 ? 'should' : 'none';
}
