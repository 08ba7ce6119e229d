import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Decider } from '../../../knowledge/rules/decider.ts';
import { readFacts } from '../../../knowledge/rules/fact-values.ts';
import type { Facts } from '../../../knowledge/rules/flow.ts';
import { sendaiFlows } from './sendai-flows.ts';

/**
 * What the policy text comes to for given facts, derived from it by a reader who had not seen the rules, and where that
 * reader found the text open. Where rules and reader differ, the difference is settled below, by clause.
 */

const facts = z.record(z.string(), z.unknown());
const caseSchema = z.object({
  id: z.string(),
  flow: z.string(),
  facts,
  expect: z.object({
    verdict: z.string().optional(),
    result: z.string().optional(),
    approvers: z.array(z.string()),
    approversMode: z.string(),
    exception: z
      .object({
        approvers: z.array(z.string()),
        mode: z.string(),
        citations: z.array(z.string()),
        alsoNeeds: z.array(z.string()),
      })
      .nullable(),
    duties: z.array(z.object({ strength: z.string(), citation: z.string() })),
    citations: z.array(z.string()),
  }),
  doubt: z.string(),
});
type Case = z.infer<typeof caseSchema>;
const missingSchema = z.object({ id: z.string(), flow: z.string(), facts, missing: z.array(z.string()) });

const read = <T>(file: string, schema: z.ZodType<T>): T[] =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => schema.parse(JSON.parse(line)));

/** Where the rules read an open place of the text otherwise than the reader, and why. */
const SETTLED: readonly {
  readonly flow: string;
  readonly when: (facts: Case['facts']) => boolean;
  readonly because: string;
}[] = [
  {
    flow: 'return-equipment',
    when: ({ reason, erasable }) => reason !== 'dispose' && erasable === true,
    because:
      '2.7.3.iv lays repair and return on the 情報管理者, who need not ask leave of himself; 2.4.1#5 speaks of staff who take equipment out.',
  },
  {
    flow: 'use-external-service',
    when: ({ service, classification }) => service === 'terms-only' && classification !== 'III',
    because:
      '2.3.4.vi#1 makes the choice of the service the condition for Ｓ, Ⅰ and Ⅱ; only vi#2, for Ⅲ, names a permission.',
  },
  {
    flow: 'post-social-media',
    when: ({ classification }) => classification === 'III',
    because:
      '2.7.10 is the special rule for publishing; 2.3.4.i#10 speaks of giving information to somebody.',
  },
];

const deciders = new Map((await sendaiFlows()).map((flow) => [flow.id, new Decider(flow)]));
const decide = (flow: string, given: Case['facts']) => {
  const decider = deciders.get(flow);
  if (decider === undefined) throw new Error(`no flow ${flow}`);
  return decider.decide(readFacts(decider.flow, given) as Facts);
};
const outcomeOf = (one: Case) => {
  const decision = decide(one.flow, one.facts);
  if (decision.state !== 'decided') throw new Error(`${one.id}: ${JSON.stringify(decision)}`);
  return decision.outcome;
};
const isSettled = (one: Case) => SETTLED.some(({ flow, when }) => flow === one.flow && when(one.facts));

const cases = read('second-reading.jsonl', caseSchema);

describe('the rules and a second reader of the text', () => {
  it('come to the same verdict, permission and exception, but for the places that are settled', () => {
    for (const one of cases.filter((each) => !isSettled(each))) {
      const { verdict, result, approvers, approversMode, exception } = outcomeOf(one);
      const { expect: expected, id } = one;
      expect({ id, verdict, result }).toEqual({
        id,
        verdict: expected.verdict ?? null,
        result: expected.result ?? null,
      });
      expect({ id, approvers }).toEqual({ id, approvers: expected.approvers });
      if (approvers.length > 1)
        expect({ id, approversMode }).toEqual({ id, approversMode: expected.approversMode });
      const essentials = (one: Case['expect']['exception']) => one && [one.approvers, one.alsoNeeds];
      expect({ id, exception: essentials(exception as Case['expect']['exception']) }).toEqual({
        id,
        exception: essentials(expected.exception),
      });
    }
  });

  it('lay down the same duties on the same clauses wherever the reader saw no doubt', () => {
    const certain = cases.filter(({ doubt }) => doubt === '');
    expect(certain.length).toBeGreaterThan(60);
    for (const one of certain) {
      const { duties, citations } = outcomeOf(one);
      const keys = (list: readonly { strength: string; citation: string }[]) =>
        [...new Set(list.map(({ strength, citation }) => `${strength} ${citation}`))].sort();
      expect({ id: one.id, duties: keys(duties) }).toEqual({ id: one.id, duties: keys(one.expect.duties) });
      // A heading is cited by what is printed under it.
      const missing = one.expect.citations.filter(
        (clause) => !citations.some((cited) => cited === clause || cited.startsWith(`${clause}#`)),
      );
      expect({ id: one.id, missing }).toEqual({ id: one.id, missing: [] });
    }
  });

  it('differ in every place that is settled: an entry that settles nothing is taken out', () => {
    for (const { flow, when, because } of SETTLED) {
      const differs = cases.some(
        (one) => one.flow === flow && when(one.facts) && outcomeOf(one).verdict !== one.expect.verdict,
      );
      expect({ because, differs }).toEqual({ because, differs: true });
    }
  });

  it('ask for the same facts', () => {
    for (const one of read('second-reading-missing.jsonl', missingSchema)) {
      const decision = decide(one.flow, one.facts);
      const missing = decision.state === 'missing' ? decision.missing : [];
      expect({ id: one.id, state: decision.state === 'refused', missing }).toEqual({
        id: one.id,
        state: false,
        missing: one.missing,
      });
    }
  });
});
