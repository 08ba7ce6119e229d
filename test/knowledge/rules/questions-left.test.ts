import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decider } from '../../../knowledge/rules/decider.ts';
import type { Facts } from '../../../knowledge/rules/flow.ts';
import { questionsLeft } from '../../../knowledge/rules/questions-left.ts';
import { fact, flow, number, row, subset, table, when } from './flows.ts';
import { sendaiFlows } from './sendai-flows.ts';

/** Slow and obvious: walks every path of answers, nothing kept. */
function slowQuestionsLeft(decider: Decider, known: Facts): number {
  const decision = decider.decide(known);
  if (decision.state !== 'missing') return 0;
  const next = decision.missing[0] as string;
  const counts = decider
    .valuesOf(next)
    .map((value) => slowQuestionsLeft(decider, { ...known, [next]: value }));
  return 1 + counts.reduce((sum, count) => sum + count, 0) / counts.length;
}

const allowed = { verdict: 'allowed' } as const;
const prohibited = { verdict: 'prohibited' } as const;

/** b matters only where a is true. */
const two = flow(
  [fact('a'), fact('b')],
  [
    table(
      row(when({ a: 'false' }), allowed),
      row(when({ a: 'true', b: 'true' }), prohibited),
      row(when({ a: 'true', b: 'false' }), allowed),
    ),
  ],
);

describe('how many questions are left', () => {
  it('is one and the average of what follows', () => {
    const decider = new Decider(two);
    expect(questionsLeft(decider, {})).toBe(1.5);
    expect(questionsLeft(decider, { a: true })).toBe(1);
    expect(questionsLeft(decider, { a: false })).toBe(0);
    // The first question is asked although the second is known.
    expect(questionsLeft(decider, { b: true })).toBe(1);
    expect(questionsLeft(decider, { b: false })).toBe(0);
  });

  it('counts subsets one by one, and numbers by the stretches that rules tell apart', () => {
    const decider = new Decider(
      flow(
        [subset('s', ['1', '2']), number('n', 1, 100)],
        [
          table(
            row(when({ s: { any: ['1', '2'] } }), prohibited),
            row(when({ s: { none: ['1', '2'] }, n: { atLeast: 10 } }), allowed),
            row(when({ s: { none: ['1', '2'] }, n: { below: 10 } }), prohibited),
          ),
        ],
      ),
    );
    expect(questionsLeft(decider, {})).toBe(1.25);
    expect(questionsLeft(decider, { s: [] })).toBe(1);
    expect(questionsLeft(decider, { s: [], n: 12 })).toBe(0);
    expect(questionsLeft(decider, { s: [], n: 13 })).toBe(0);
  });
});

describe.each((await sendaiFlows()).map((one) => [one.id, new Decider(one)] as const))('%s', (_, decider) => {
  const { facts } = decider.flow;
  const some = fc.record(
    Object.fromEntries(facts.map(({ id }) => [id, fc.constantFrom(...decider.valuesOf(id))])),
    { requiredKeys: [] },
  ) as fc.Arbitrary<Facts>;

  it('is what the slow way counts, is never negative, and never more than the facts not known', () => {
    const small = facts.every(({ type }) => type !== 'subset');
    fc.assert(
      fc.property(some, (known) => {
        const count = questionsLeft(decider, known);
        const open = facts.filter(({ id }) => known[id] === undefined).length;
        expect(count).toBeGreaterThanOrEqual(0);
        expect(count).toBeLessThanOrEqual(open);
        if (small || open < 3) expect(count).toBeCloseTo(slowQuestionsLeft(decider, known), 9);
      }),
      { numRuns: 12 },
    );
  });
});
