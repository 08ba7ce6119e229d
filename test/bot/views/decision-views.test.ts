import { beforeAll, describe, expect, test } from 'vitest';
import { GUIDED } from '../../../bot/messages/wording.ts';
import { createDecisionViews } from '../../../bot/views/decision-views.ts';
import type { DecisionViews, DiagramBox } from '../../../bot/views/view.ts';
import { loadPack, type Pack } from '../../../knowledge/pack.ts';
import { Combinations } from '../../../knowledge/rules/combinations.ts';
import { Decider } from '../../../knowledge/rules/decider.ts';
import { askedOnTheWay, decisionGraph } from '../../../knowledge/rules/decision-graph.ts';
import { essence } from '../../../knowledge/rules/outcome.ts';
import { outcomeKinds } from '../../../knowledge/rules/outcome-kinds.ts';
import { SENDAI } from '../../knowledge/pack/small-pack.ts';

let pack: Pack;
let views: DecisionViews;
beforeAll(async () => {
  pack = await loadPack(SENDAI);
  views = createDecisionViews(pack);
});

const flowOf = (id: string) => {
  const flow = views.flow(id);
  if (flow === null) throw new Error(id);
  return flow;
};

describe('the graph behind a diagram', () => {
  test('leads every combination to its outcome, asking only what is on the way', () => {
    for (const flow of pack.flows) {
      const kinds = outcomeKinds(flow);
      const graph = decisionGraph(flow, kinds, String);
      const decider = new Decider(flow);
      const combinations = new Combinations(flow);
      for (let number = 0; number < combinations.count; number += 1) {
        const asked = askedOnTheWay(graph, combinations.facts(number));
        const decision = decider.decide(asked);
        const decided = decision.state === 'decided' ? essence(decision.outcome) : decision.state;
        const kind = kinds.kinds[kinds.kindOf(number)];
        expect(decided).toBe(kind && essence(kind.outcome));
      }
    }
  });

  test('asks no question whose answers all lead to the same place', () => {
    for (const { id } of pack.flows) {
      for (const box of flowOf(id).diagram.boxes) {
        if (box.type === 'question')
          expect(new Set(box.branches.map(({ to }) => to)).size).toBeGreaterThan(1);
      }
    }
  });
});

describe('a flow', () => {
  test('counts each combination in exactly one outcome', () => {
    for (const { id } of pack.flows) {
      const { outcomes, check } = flowOf(id);
      const sum = outcomes.reduce((total, { combinations }) => total + combinations, 0);
      expect([id, sum, outcomes.length]).toEqual([id, check.combinations, check.outcomes]);
      expect(check.counts.reduce((total, { count }) => total + count, 0)).toBe(check.combinations);
    }
  });

  test('shows for every outcome a case that comes to it', () => {
    for (const { id } of pack.flows) {
      for (const { outcome, example } of flowOf(id).outcomes) {
        const verdict = views.verdict(id, example.facts);
        if ('code' in verdict) throw new Error(`${id}: ${verdict.code}`);
        expect(verdict.answers).toEqual(example.answers);
        const { label, permission, exception, duties } = verdict.outcome;
        expect([id, { label, permission, exception, duties }]).toEqual([
          id,
          {
            label: outcome.label,
            permission: outcome.permission,
            exception: outcome.exception,
            duties: outcome.duties,
          },
        ]);
      }
    }
  });

  test('that never refuses is shown as what has to be done', () => {
    const ends = flowOf('backup').diagram.boxes.filter(
      (box): box is Extract<DiagramBox, { type: 'end' }> => box.type === 'end',
    );
    expect(new Set(ends.map(({ tone }) => tone))).toEqual(new Set(['duty']));
    expect(new Set(ends.map(({ label }) => label))).toEqual(new Set(Object.values(GUIDED.dutyLabels)));
  });
});

describe('a verdict', () => {
  test('gives for each rule the facts because of which it applies', () => {
    const verdict = views.verdict('send-email', { businessNeed: false });
    if ('code' in verdict) throw new Error(verdict.code);
    expect(verdict.outcome.reasons[0]?.facts).toEqual([{ name: '業務上の必要', answer: 'いいえ' }]);
    expect(verdict.outcome.reasons.every(({ citations }) => citations.length > 0)).toBe(true);
  });

  test('of what nothing lifts shows whom to ask, and the exception to go on with', () => {
    const verdict = views.verdict('send-email', { businessNeed: false });
    if ('code' in verdict) throw new Error(verdict.code);
    expect(verdict.wayOn?.ask.id).toBe(pack.askWhom);
    expect(verdict.wayOn?.exception?.id).toBe('exception');
  });
});

describe('the coverage of clauses', () => {
  test('has numbers that agree with its lists', () => {
    const { clauses, used, open, answeredOnly } = views.coverage();
    expect(clauses).toBeGreaterThan(200);
    expect(used.answer + open.length).toBeLessThanOrEqual(clauses);
    expect(answeredOnly.length).toBeLessThanOrEqual(used.answer);
    for (const { citation, modality } of [...open, ...answeredOnly]) {
      expect(citation).not.toBe('');
      expect(modality).toMatch(/^(義務|禁止|許可|努力)$/u);
    }
  });
});
