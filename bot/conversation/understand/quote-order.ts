import type { Intent } from '../../../knowledge/pack/schemas.ts';
import type { Pack } from '../../../knowledge/pack.ts';
import type { ClauseId } from '../../../knowledge/policy/clause.ts';
import { normaliseText } from '../../../knowledge/search/normalise.ts';
import type { Evidence } from '../../../knowledge/search/policy-search.ts';

/** How many clauses an answer quotes at most. */
export const MOST_QUOTES = 5;

/** A clause far behind the best one is no answer. */
const SHARE_OF_BEST = 0.25;

/** What a clause gains by standing in the intent's list, less for each place further down. */
const LISTED = { flow: 0.5, report: 2 } as const;
const PER_PLACE = { flow: 0.03, report: 0.1 } as const;
/** What it gains where the intent says that it leads when certain words are there. */
const LEADS = 0.5;

/** The clauses of a plain answer, best first. */
export function answerOrder(evidence: Evidence): ClauseId[] {
  const best = evidence.ranking[0]?.score ?? 0;
  return evidence.ranking
    .slice(0, MOST_QUOTES)
    .filter(({ score }) => score >= best * SHARE_OF_BEST)
    .map(({ id }) => id);
}

/** The clauses that a flow or report rests on, those nearest to the question's own words first. */
export function intentOrder(intent: Intent, evidence: Evidence, policy: Pack['policy']): ClauseId[] {
  const scores = new Map<string, number>(evidence.ranking.map(({ id, score }) => [id, score]));
  const gain = (clause: string, by: number) => {
    scores.set(clause, (scores.get(clause) ?? 0) + by);
  };
  for (const [place, clause] of intent.clauses.entries()) {
    gain(clause, LISTED[intent.kind] - place * PER_PLACE[intent.kind]);
  }
  const { text } = evidence.analysis.normalised;
  for (const { when, first } of intent.cases) {
    if (when.some((words) => text.includes(normaliseText(words)))) {
      for (const clause of first) gain(clause, LEADS);
    }
  }
  return (
    [...scores]
      .sort(([, a], [, b]) => b - a)
      // A bare heading stands in the list for what is under it; it has no words to quote.
      .flatMap(([id]) => {
        const clause = policy.get(id);
        return clause === undefined || clause.body === '' ? [] : [clause.id];
      })
      .slice(0, MOST_QUOTES)
  );
}
