import type { FlowReport } from '../../knowledge/rules/check.ts';
import { type Flow, STRICTNESS } from '../../knowledge/rules/flow.ts';
import type { ClausesAndPosts } from './clauses-and-posts.ts';
import { verdictWords } from './outcome-words.ts';
import type { CheckView } from './view.ts';

/** What the checker counted, in words. */
export function checkView(flow: Flow, report: FlowReport, around: ClausesAndPosts): CheckView {
  const ends = [
    ...STRICTNESS.map((verdict) => ({ verdict, result: null })),
    ...flow.results.map(({ value }) => ({ verdict: null, result: value })),
  ];
  return {
    id: flow.id,
    title: flow.title,
    questions: flow.facts.length,
    combinations: report.combinations,
    tried: report.tried,
    rows: report.rows,
    outcomes: report.outcomes,
    counts: ends.flatMap((end) => {
      const count = report.counts[end.verdict ?? end.result ?? ''];
      const words = verdictWords(flow, end);
      return count === undefined || words === null ? [] : [{ ...words, count }];
    }),
    citations: around.names(report.citations),
    faults: report.faults.length,
  };
}
