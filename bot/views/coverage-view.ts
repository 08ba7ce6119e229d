import { clauseCoverage, type Use } from '../../knowledge/pack/coverage.ts';
import type { Pack } from '../../knowledge/pack.ts';
import type { Modality } from '../../knowledge/policy/norms/norm.ts';
import type { ClausesAndPosts } from './clauses-and-posts.ts';
import type { CoverageView, DutyClause } from './view.ts';

const MODALITIES: Readonly<Partial<Record<Modality, string>>> = {
  obligation: '義務',
  prohibition: '禁止',
  'permission-required': '許可',
  recommendation: '努力',
};

/** Which clauses of duty a pack makes use of, and which of them nothing does yet. */
export function coverageView(pack: Pack, around: ClausesAndPosts): CoverageView {
  const clauses = clauseCoverage(pack);
  const used = (use: Use) => clauses.filter(({ uses }) => uses.has(use)).length;
  const those = (which: (uses: ReadonlySet<Use>) => boolean) =>
    clauses
      .filter(({ uses }) => which(uses))
      .map(
        ({ clause, modality, bearers }): DutyClause => ({
          ...around.name(clause),
          modality: MODALITIES[modality] ?? modality,
          bearers: bearers.map((bearer) => around.post(bearer).name),
        }),
      );
  return {
    clauses: clauses.length,
    used: { flow: used('flow'), report: used('report'), answer: used('answer') },
    open: those((uses) => uses.size === 0),
    answeredOnly: those((uses) => uses.size === 1 && uses.has('answer')),
  };
}
