import { z } from 'zod';
import { Decider } from '../../knowledge/rules/decider.ts';
import { readFacts } from '../../knowledge/rules/fact-values.ts';
import type { Facts, Flow } from '../../knowledge/rules/flow.ts';
import type { Outcome } from '../../knowledge/rules/outcome.ts';
import { factRefusal } from './fact-refusal.ts';
import { factsSchema } from './facts-schema.ts';

export const decideSchema = z.object({
  id: z.unknown(),
  flow: z.string(),
  facts: factsSchema,
});
type Case = z.infer<typeof decideSchema>;

/** `cli decide`: what a guided decision comes to for given facts, or which facts could still change it. */
export function decider(flows: readonly Flow[]): (one: Case) => object {
  const deciders = new Map(flows.map((flow) => [flow.id, new Decider(flow)]));
  return ({ id, flow, facts }) => {
    const known = deciders.get(flow);
    if (known === undefined) {
      return {
        id,
        error: `「${flow}」という判定はありません。次のどれかを書いてください：${[...deciders.keys()].join('、')} [FLOW_UNKNOWN]`,
      };
    }
    // Facts from outside: the decider refuses every value that is none before it is used.
    const decision = known.decide(readFacts(known.flow, facts) as Facts);
    switch (decision.state) {
      case 'refused':
        return { id, error: decision.faults.map((fault) => factRefusal(`判定「${flow}」`, fault)).join(' ') };
      case 'missing':
        return { id, missing: decision.missing };
      case 'decided':
        return { id, ...shape(decision.outcome) };
    }
  };
}

/** The outcome as `decide` promises it: a classification has a result and nothing to be permitted. */
function shape(outcome: Outcome): object {
  const { verdict, result, approvers, approversMode, exception, duties, citations, notes } = outcome;
  return {
    ...(verdict === null ? { result } : { verdict }),
    approvers,
    approversMode,
    exception,
    duties,
    citations,
    ...(notes.length > 0 ? { note: notes.join(' ') } : {}),
  };
}
