import type { FlowReport } from '../../knowledge/rules/check.ts';
import type { Flow } from '../../knowledge/rules/flow.ts';
import type { OutcomeKinds } from '../../knowledge/rules/outcome-kinds.ts';
import type { ClausesAndPosts } from './clauses-and-posts.ts';
import { verdictWords } from './outcome-words.ts';
import type { CheckView } from './view.ts';

/** What the checker counted, in words. */
export function checkView(
  flow: Flow,
  report: FlowReport,
  { kinds }: OutcomeKinds,
  around: ClausesAndPosts,
): CheckView {
  const counts = new Map<string, CheckView['counts'][number]>();
  for (const { outcome, count } of kinds) {
    const words = verdictWords(flow, outcome);
    if (words === null) continue;
    const before = counts.get(words.label)?.count ?? 0;
    counts.set(words.label, { ...words, count: before + count });
  }
  return {
    id: flow.id,
    title: flow.title,
    questions: flow.facts.length,
    combinations: report.combinations,
    tried: report.tried,
    rows: report.rows,
    outcomes: report.outcomes,
    counts: [...counts.values()],
    citations: around.names(report.citations),
    faults: report.faults.length,
  };
}
