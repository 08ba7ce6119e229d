import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../../../knowledge/rules/condition.ts';
import type { Conditions, Facts, FactValue } from '../../../knowledge/rules/flow.ts';
import type { Part, Procedure, Step } from '../../../knowledge/rules/procedure.ts';
import { type Standing, StepsDue } from '../../../knowledge/rules/steps-due.ts';
import { any, cited, part, procedure, reported, step } from './procedures.ts';
import { inWords, sendaiProcedures } from './sendai-procedures.ts';

const standing = (one: Procedure, facts: Facts) => new StepsDue(one, one.steps).standing(facts);
const ids = ({ steps }: Standing) => steps.map(({ step: { id } }) => id);

describe('a step', () => {
  const one = procedure(
    [reported('a'), reported('b'), reported('c')],
    [
      step('first'),
      step('both', { when: any({ a: 'true', b: 'true' }) }),
      step('either', { when: any({ a: 'true' }, { b: 'true' }) }),
      step('told', { tells: [part('ciso', { c: 'true' })] }),
    ],
  );

  it('is due without condition from the beginning, and every fact that can add one is open', () => {
    const known = standing(one, {});
    expect(ids(known)).toEqual(['first', 'told']);
    expect(known.open).toEqual(['a', 'b', 'c']);
  });

  it('is due once its condition is certain: of "both" the last fact, of "either" the first', () => {
    expect(ids(standing(one, { a: true }))).toEqual(['first', 'either', 'told']);
    expect(ids(standing(one, { a: true, b: true }))).toEqual(['first', 'both', 'either', 'told']);
    expect(ids(standing(one, { a: false }))).toEqual(['first', 'told']);
  });

  it('is due where its condition holds whatever the fact is: then the fact is not open', () => {
    const always = procedure([reported('a')], [step('s', { when: any({ a: 'true' }, { a: 'false' }) })]);
    expect(ids(standing(always, {}))).toEqual(['s']);
    expect(standing(always, {}).open).toEqual([]);
  });

  it('opens a fact for whom it tells or who bears it, not for what it cites', () => {
    const cites = procedure(
      [reported('a')],
      [step('s', { citations: [cited('2.8.3'), cited('1.1', { a: 'true' })] })],
    );
    expect(standing(cites, {}).open).toEqual([]);
    expect(standing(cites, { a: true }).steps[0]?.citations).toEqual(['2.8.3', '1.1']);
    const bears = procedure(
      [reported('a')],
      [step('s', { bearers: [part('staff'), part('ciso', { a: 'true' })] })],
    );
    expect(standing(bears, {})).toMatchObject({ open: ['a'], steps: [{ bearers: ['staff'] }] });
  });
});

/** Facts in an order in which they may become known: all of a procedure's, in some order, with some value each. */
function learning({ facts }: Procedure): fc.Arbitrary<readonly (readonly [string, FactValue])[]> {
  return fc
    .tuple(
      ...facts.map(({ id, type, options }) =>
        fc
          .constantFrom(...(type === 'boolean' ? [true, false] : options.map(({ value }) => value)))
          .map((value): readonly [string, FactValue] => [id, value]),
      ),
    )
    .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
}

/** The slow and obvious version: every way in which what is not known may turn out, tried one by one. */
function completions({ facts }: Procedure, known: Facts): Facts[] {
  return facts.reduce<Facts[]>(
    (all, { id, type, options }) => {
      if (known[id] !== undefined) return all;
      const values = type === 'boolean' ? [true, false] : options.map(({ value }) => value);
      return all.flatMap((one) => values.map((value) => ({ ...one, [id]: value })));
    },
    [known],
  );
}
const meets = (conditions: readonly Conditions[] | null, facts: Facts) =>
  conditions === null || conditions.some((one) => holds(one, facts));
const those = (parts: readonly Part<string>[], facts: Facts) =>
  parts.filter((one) => meets(one.when, facts)).map(({ value }) => value);
const essence = (steps: readonly Step[], facts: Facts) =>
  JSON.stringify(
    steps
      .filter((one) => meets(one.when, facts))
      .map((one) => [one.id, those(one.bearers, facts), those(one.tells, facts)]),
  );

describe("Sendai's procedures, facts coming in any order", async () => {
  for (const one of await sendaiProcedures()) {
    const due = new StepsDue(one, one.steps);
    const path = learning(one);

    it(`${one.id}: a fact that is learnt takes no step, bearer or person told away, and keeps the order`, () => {
      fc.assert(
        fc.property(path, (all) => {
          let known: Facts = {};
          let before = due.standing(known);
          for (const [fact, value] of all) {
            known = { ...known, [fact]: value };
            const after = due.standing(known);
            expect(ids(after).filter((id) => ids(before).includes(id))).toEqual(ids(before));
            for (const earlier of before.steps) {
              const later = after.steps.find(({ step: { id } }) => id === earlier.step.id);
              expect(later?.bearers).toEqual(expect.arrayContaining([...earlier.bearers]));
              expect(later?.tells).toEqual(expect.arrayContaining([...earlier.tells]));
            }
            before = after;
          }
        }),
        { numRuns: 60 },
      );
    });

    it(`${one.id}: a step goes only where a changed fact has made its condition false`, () => {
      fc.assert(
        fc.property(path, path, (all, others) => {
          const known = Object.fromEntries(all);
          for (const [fact, value] of others) {
            const changed = { ...known, [fact]: value };
            const left = due.standing(changed);
            for (const { step: gone } of due.standing(known).steps)
              expect(ids(left).includes(gone.id)).toBe(meets(gone.when, changed));
          }
        }),
        { numRuns: 30 },
      );
    });

    it(`${one.id}: open facts are those known, never asked again, and none once all are known`, () => {
      fc.assert(
        fc.property(path, (all) => {
          let known: Facts = {};
          for (const [fact, value] of all) {
            known = { ...known, [fact]: value };
            const { open } = due.standing(known);
            expect(open.filter((id) => known[id] !== undefined)).toEqual([]);
            expect(one.facts.map(({ id }) => id).filter((id) => open.includes(id))).toEqual(open);
          }
          expect(due.standing(known).open).toEqual([]);
        }),
        { numRuns: 60 },
      );
    });

    it(`${one.id}: says the same in whatever order the facts were written, and time after time`, () => {
      fc.assert(
        fc.property(path, (all) => {
          const forwards = due.standing(Object.fromEntries(all));
          const backwards = due.standing(Object.fromEntries([...all].reverse()));
          expect(forwards.steps.map(inWords)).toEqual(backwards.steps.map(inWords));
        }),
        { numRuns: 30 },
      );
    });

    it(`${one.id}: comes to what trying every way the unknown may turn out comes to`, () => {
      fc.assert(
        fc.property(path, fc.nat({ max: 8 }), (all, count) => {
          const known = Object.fromEntries(all.slice(0, count));
          const { steps, open } = due.standing(known);
          const ways = completions(one, known);
          const certain = one.steps.filter((each) => ways.every((facts) => meets(each.when, facts)));
          expect(steps.map(({ step: { id } }) => id)).toEqual(certain.map(({ id }) => id));
          for (const { step: each, bearers, tells } of steps) {
            const inAll = (parts: readonly Part<string>[]) =>
              parts
                .filter((each) => ways.every((facts) => meets(each.when, facts)))
                .map(({ value }) => value);
            expect([bearers, tells]).toEqual([inAll(each.bearers), inAll(each.tells)]);
          }
          const deciding = one.facts.filter(({ id, type, options }) => {
            if (known[id] !== undefined) return false;
            const values = type === 'boolean' ? [true, false] : options.map(({ value }) => value);
            return ways.some(
              (facts) =>
                new Set(values.map((value) => essence(one.steps, { ...facts, [id]: value }))).size > 1,
            );
          });
          expect(open).toEqual(deciding.map(({ id }) => id));
        }),
        { numRuns: 25 },
      );
    });
  }
});
