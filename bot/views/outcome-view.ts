import type { Duty, Facts, Flow, Lifting, Mode } from '../../knowledge/rules/flow.ts';
import type { Outcome } from '../../knowledge/rules/outcome.ts';
import { factsBehind, mustFirst, settledBesides, verdictSentence } from '../messages/verdict-words.ts';
import type { ClausesAndPosts } from './clauses-and-posts.ts';
import { valueWords } from './fact-words.ts';
import { verdictWords } from './outcome-words.ts';
import type { DutyView, LiftingView, OutcomeView, Permission } from './view.ts';

/**
 * One outcome in words.
 * @param known the facts of the case; none where an outcome is shown that several cases come to.
 */
export function outcomeView(
  flow: Flow,
  outcome: Outcome,
  around: ClausesAndPosts,
  known: Facts = {},
): OutcomeView {
  const words = verdictWords(flow, outcome);
  if (words === null) throw new Error(`${flow.id}: an outcome without verdict or result passed the checker`);
  const { exception } = outcome;
  const besides = settledBesides(outcome);
  return {
    ...words,
    sentence: verdictSentence(flow, outcome),
    permission: permissionView(outcome.approvers, outcome.approversMode, around),
    exception: exception && liftingView(exception, exception.alsoNeeds, around),
    duties: mustFirst(outcome.duties).map((duty) => dutyView(duty, around)),
    citations: around.quotes(outcome.citations),
    notes: outcome.notes,
    reasons: [
      ...outcome.reasons.map((reason) => ({
        facts: factsBehind(flow, reason, known).map(({ fact, value }) => ({
          name: fact.name,
          answer: valueWords(fact, value),
        })),
        says: reason.says,
        citations: around.names(reason.citations),
      })),
      ...(besides === null
        ? []
        : [{ facts: [], says: besides.says, citations: around.names(besides.citations) }]),
    ],
  };
}

/** Null where no post is named. */
export function permissionView(
  roles: readonly string[],
  mode: Mode,
  around: ClausesAndPosts,
): Permission | null {
  return roles.length === 0 ? null : { posts: around.posts(roles), mode };
}

export function liftingView(
  { approvers, mode, citations }: Lifting,
  alsoNeeds: readonly string[],
  around: ClausesAndPosts,
): LiftingView {
  return {
    posts: around.posts(approvers),
    mode,
    citations: around.names(citations),
    alsoNeeds: around.posts(alsoNeeds),
  };
}

export function dutyView({ strength, text, citation }: Duty, around: ClausesAndPosts): DutyView {
  return { strength, text, citation: around.name(citation) };
}
