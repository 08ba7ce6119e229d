import type { Duty, Flow, Lifting, Mode } from '../../knowledge/rules/flow.ts';
import type { Outcome } from '../../knowledge/rules/outcome.ts';
import type { ClausesAndPosts } from './clauses-and-posts.ts';
import { verdictWords } from './outcome-words.ts';
import type { DutyView, LiftingView, OutcomeView, Permission } from './view.ts';

/** One outcome in words. */
export function outcomeView(flow: Flow, outcome: Outcome, around: ClausesAndPosts): OutcomeView {
  const words = verdictWords(flow, outcome);
  if (words === null) throw new Error(`${flow.id}: an outcome without verdict or result passed the checker`);
  const { exception } = outcome;
  return {
    ...words,
    permission: permissionView(outcome.approvers, outcome.approversMode, around),
    exception: exception && liftingView(exception, exception.alsoNeeds, around),
    duties: outcome.duties.map((duty) => dutyView(duty, around)),
    citations: around.quotes(outcome.citations),
    notes: outcome.notes,
    reasons: outcome.reasons.map(({ says, citations }) => ({ says, citations: around.names(citations) })),
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
