import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Combinations } from '../../../knowledge/rules/combinations.ts';
import { applies } from '../../../knowledge/rules/condition.ts';
import { Decider } from '../../../knowledge/rules/decider.ts';
import type { Facts, Flow } from '../../../knowledge/rules/flow.ts';
import { combine, essence, type Outcome } from '../../../knowledge/rules/outcome.ts';
import { fact, flow, number, row, subset, table, when } from './flows.ts';
import { sendaiFlows } from './sendai-flows.ts';

/** Slow and obvious: what all the facts together come to. */
function outcomeOf(one: Flow, facts: Facts): Outcome {
  return combine(
    one,
    one.tables.flatMap(({ rows }) => rows.filter((each) => applies(each, facts))),
  );
}

/** Slow and obvious: a fact is missing where two combinations that agree with what is known differ by it alone. */
function slowMissing(one: Flow, known: Facts): string[] {
  const combinations = new Combinations(one);
  const all = Array.from({ length: combinations.count }, (_, i) => combinations.facts(i)).filter((facts) =>
    Object.entries(known).every(([id, value]) => same(facts[id], value)),
  );
  return one.facts
    .filter(({ id }) => known[id] === undefined)
    .filter(({ id }) => {
      const seen = new Map<string, string>();
      return all.some((facts) => {
        const rest = JSON.stringify({ ...facts, [id]: null });
        const now = essence(outcomeOf(one, facts));
        const before = seen.get(rest) ?? now;
        seen.set(rest, before);
        return before !== now;
      });
    })
    .map(({ id }) => id);
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** A few facts of a flow, at random. */
function someFacts(one: Flow): fc.Arbitrary<Facts> {
  const combinations = new Combinations(one);
  return fc
    .tuple(
      fc.nat(combinations.count - 1),
      fc.array(fc.boolean(), { minLength: one.facts.length, maxLength: one.facts.length }),
    )
    .map(([index, kept]) => {
      const facts = combinations.facts(index);
      return Object.fromEntries(Object.entries(facts).filter((_, i) => kept[i]));
    });
}

describe.each((await sendaiFlows()).map((one) => [one.id, one] as const))('%s', (_, one) => {
  const decider = new Decider(one);
  it('asks for exactly the facts that can still change the outcome, as the slow way does', () => {
    fc.assert(
      fc.property(someFacts(one), (known) => {
        const decision = decider.decide(known);
        const missing = slowMissing(one, known);
        expect(decision.state === 'missing' ? decision.missing : []).toEqual(missing);
      }),
      { numRuns: one.id === 'classify-information' ? 8 : 25 },
    );
  });

  it('comes to the same as all rules together once every fact is known', () => {
    const combinations = new Combinations(one);
    for (let i = 0; i < combinations.count; i += 1) {
      const facts = combinations.facts(i);
      expect(decider.decide(facts)).toEqual({ state: 'decided', outcome: outcomeOf(one, facts) });
    }
  });

  it('ends cited on every path, whatever is answered', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(1000)), (choices) => {
        let known: Facts = {};
        for (let step = 0; ; step += 1) {
          expect(step).toBeLessThanOrEqual(one.facts.length);
          const decision = decider.decide(known);
          if (decision.state === 'decided') {
            expect(decision.outcome.citations.length).toBeGreaterThan(0);
            expect(decision.outcome.reasons.length).toBeGreaterThan(0);
            return;
          }
          expect(decision.state).toBe('missing');
          const next = decision.state === 'missing' ? (decision.missing[0] ?? '') : '';
          const domain = new Combinations(one).domains[one.facts.findIndex(({ id }) => id === next)] ?? [];
          const value = domain[(choices.next().value ?? 0) % domain.length];
          if (value === undefined) throw new Error(`no value for ${next}`);
          known = { ...known, [next]: value };
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('facts', () => {
  const one = flow(
    [fact('a'), number('length', 1, 100), subset('items', ['1', '2', '3'])],
    [
      table(
        row(when({ a: 'true', length: { atLeast: 10 } }), { verdict: 'allowed', says: '可' }),
        row([when({ a: 'false' }), when({ length: { below: 10 } })], { verdict: 'prohibited', says: '不可' }),
      ),
      table(
        row(when({ items: { any: ['2'] } }), { verdict: 'approval', says: '許可', approvers: ['im'] }),
        row(when({ items: { none: ['2'] } })),
      ),
    ],
  );
  const decider = new Decider(one);

  it('that the flow does not have, or that have a value they cannot have, are named with what is allowed', () => {
    expect(decider.decide({ b: true, length: 0, items: ['9'] })).toEqual({
      state: 'refused',
      faults: [
        { code: 'FACT_UNKNOWN', fact: 'b', allowed: ['a', 'length', 'items'] },
        { code: 'FACT_VALUE_UNKNOWN', fact: 'length', allowed: ['1〜100 の整数'] },
        { code: 'FACT_VALUE_UNKNOWN', fact: 'items', allowed: ['[1, 2, 3] のうちのいくつか'] },
      ],
    });
    for (const value of [Number.NaN, 1.5, '10', null, [], {}, true]) {
      expect(decider.decide({ length: value as never }).state).toBe('refused');
    }
  });

  it('are compared as numbers and as sets, whatever their order', () => {
    expect(decider.decide({ a: true, length: 99, items: ['3', '2'] })).toMatchObject({
      outcome: { verdict: 'approval' },
    });
    expect(decider.decide({ a: true, length: 10, items: [] })).toMatchObject({
      outcome: { verdict: 'allowed' },
    });
    expect(decider.decide({ a: true, length: 9, items: [] })).toMatchObject({
      outcome: { verdict: 'prohibited' },
    });
  });

  it('that cannot change the outcome any more are not asked for', () => {
    expect(decider.decide({ a: false })).toMatchObject({
      state: 'decided',
      outcome: { verdict: 'prohibited' },
    });
    expect(decider.decide({ a: true })).toEqual({ state: 'missing', missing: ['length', 'items'] });
  });
});
