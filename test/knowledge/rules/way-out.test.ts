import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Combinations } from '../../../knowledge/rules/combinations.ts';
import { Decider } from '../../../knowledge/rules/decider.ts';
import type { Facts } from '../../../knowledge/rules/flow.ts';
import { rankOfOutcome } from '../../../knowledge/rules/outcome.ts';
import { wayOut } from '../../../knowledge/rules/way-out.ts';
import { fact, flow, row, table, when } from './flows.ts';
import { sendaiFlows } from './sendai-flows.ts';

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Slow and obvious, for facts that are all known: of all combinations the milder one that differs least. */
function slowWayOut(decider: Decider, known: Facts) {
  const { flow: one } = decider;
  const rankOf = (facts: Facts) => {
    const decision = decider.decide(facts);
    if (decision.state !== 'decided') throw new Error('all facts are known');
    return rankOfOutcome(one, decision.outcome);
  };
  const combinations = new Combinations(one);
  let best: { readonly size: number; readonly rank: number } | null = null;
  for (let i = 0; i < combinations.count; i += 1) {
    const facts = combinations.facts(i);
    const changed = one.facts.filter(({ id }) => !same(facts[id], known[id]));
    if (changed.length === 0 || changed.some(({ canChange }) => !canChange)) continue;
    const rank = rankOf(facts);
    if (rank >= rankOf(known)) continue;
    const isBetter =
      best === null || changed.length < best.size || (changed.length === best.size && rank < best.rank);
    if (isBetter) best = { size: changed.length, rank };
  }
  return best;
}

describe('the way out of a refusal', () => {
  const changeable = { canChange: true };
  const one = flow(
    [fact('fixed'), fact('a', ['x', 'y', 'z'], changeable), fact('b', ['true', 'false'], changeable)],
    [
      table(
        row(when({ fixed: 'true' }), { verdict: 'prohibited' }),
        row(when({ fixed: 'false', a: 'x', b: 'true' }), { verdict: 'prohibited' }),
        row(when({ fixed: 'false', a: 'x', b: 'false' }), { verdict: 'consult' }),
        row(when({ fixed: 'false', a: 'y' }), { verdict: 'approval', approvers: ['r'] }),
        row(when({ fixed: 'false', a: 'z' }), { verdict: 'allowed' }),
      ),
    ],
  );
  const decider = new Decider(one);

  it('is the smallest change, and of equals the mildest', () => {
    expect(wayOut(decider, { fixed: false, a: 'x', b: true })).toMatchObject({
      change: { a: 'z' },
      outcome: { verdict: 'allowed' },
    });
    expect(wayOut(decider, { fixed: false, a: 'y' })).toMatchObject({ change: { a: 'z' } });
  });

  it('is none where only what cannot be changed stands in the way, or nothing does', () => {
    expect(wayOut(decider, { fixed: true, a: 'x', b: true })).toBeNull();
    expect(wayOut(decider, { fixed: false, a: 'z' })).toBeNull();
  });

  it('is open where a change leads to further questions, of which some lead to something milder', () => {
    const open = new Decider(
      flow(
        [fact('a', ['true', 'false'], changeable), fact('b')],
        [
          table(
            row(when({ a: 'true' }), { verdict: 'prohibited' }),
            row(when({ a: 'false', b: 'true' }), { verdict: 'prohibited' }),
            row(when({ a: 'false', b: 'false' }), { verdict: 'allowed' }),
          ),
        ],
      ),
    );
    expect(wayOut(open, { a: true })).toEqual({ change: { a: false }, outcome: null });
    expect(wayOut(open, { a: true, b: true })).toBeNull();
  });

  it('is none for a flow that classifies', () => {
    const results = [
      { value: 'low', label: '低' },
      { value: 'high', label: '高' },
    ];
    const classifying = flow(
      [fact('a', ['true', 'false'], changeable)],
      [table(row(when({ a: 'true' }), { result: 'high' }), row(when({ a: 'false' }), { result: 'low' }))],
      { results },
    );
    expect(wayOut(new Decider(classifying), { a: true })).toBeNull();
  });
});

describe.each(
  (await sendaiFlows())
    .filter(({ results }) => results.length === 0)
    .map((one) => [one.id, new Decider(one)] as const),
)('%s', (_, decider) => {
  it('finds what the slow way finds', () => {
    const combinations = new Combinations(decider.flow);
    fc.assert(
      fc.property(fc.nat(combinations.count - 1), (index) => {
        const known = combinations.facts(index);
        const slow = slowWayOut(decider, known);
        const way = wayOut(decider, known);
        expect(way === null).toBe(slow === null);
        if (way === null || slow === null) return;
        expect(Object.keys(way.change)).toHaveLength(slow.size);
        const then = decider.decide({ ...known, ...way.change });
        expect(then).toEqual({ state: 'decided', outcome: way.outcome });
        expect(way.outcome !== null && rankOfOutcome(decider.flow, way.outcome)).toBe(slow.rank);
      }),
      { numRuns: 25 },
    );
  });
});
