import type { Pack } from '../../knowledge/pack.ts';
import { holds } from '../../knowledge/rules/condition.ts';
import type { Decider } from '../../knowledge/rules/decider.ts';
import { faultsOf, readFacts } from '../../knowledge/rules/fact-values.ts';
import type { Fact, Facts, Flow } from '../../knowledge/rules/flow.ts';
import { VERDICT_LIMITS } from '../messages/wording.ts';
import type { ClausesAndPosts } from './clauses-and-posts.ts';
import { factsWords } from './fact-words.ts';
import { outcomeView } from './outcome-view.ts';
import type { FlowName, VerdictRefusal, VerdictView } from './view.ts';

/** The decision for what cannot be kept as it is written (the policy's own exceptions). */
const EXCEPTION = 'exception';

/** One decided case in words, or why the facts decide none. */
export function verdictView(
  decider: Decider,
  given: Readonly<Record<string, unknown>>,
  pack: Pack,
  around: ClausesAndPosts,
): VerdictView | VerdictRefusal {
  const { flow } = decider;
  const name = flowName(flow);
  const facts = readFacts(flow, given);
  const faults = faultsOf(flow, facts);
  if (faults.length > 0) {
    return {
      code: 'FACTS_WRONG',
      flow: name,
      faults: faults.map(({ code, fact: id }) => {
        const fact = flow.facts.find((one) => one.id === id);
        return {
          code,
          fact: id,
          name: fact?.name ?? '',
          allowed:
            fact === undefined
              ? flow.facts.map((one) => ({ value: one.id, label: one.name }))
              : allowedOf(fact),
        };
      }),
    };
  }
  // Every value is one that its fact can have: they were looked through above.
  const known = facts as Facts;
  const decision = decider.decide(known);
  if (decision.state !== 'decided') {
    const missing = decision.state === 'missing' ? decision.missing : [];
    return {
      code: 'FACTS_MISSING',
      flow: name,
      missing: flow.facts
        .filter(({ id }) => missing.includes(id))
        .map((fact) => ({
          fact: fact.id,
          name: fact.name,
          question: fact.question,
          allowed: allowedOf(fact),
        })),
    };
  }
  const { outcome } = decision;
  const stuck =
    outcome.verdict === 'consult' || (outcome.verdict === 'prohibited' && outcome.exception === null);
  const exception = pack.flows.find(({ id }) => id === EXCEPTION && id !== flow.id);
  return {
    flow: name,
    answers: factsWords(flow, known),
    outcome: outcomeView(flow, outcome, around, known),
    limits: { text: VERDICT_LIMITS, first: flow.prominentLimits.some((when) => holds(when, known)) },
    wayOn: stuck
      ? {
          ask: around.quote(pack.askWhom),
          exception: exception !== undefined && outcome.verdict === 'prohibited' ? flowName(exception) : null,
        }
      : null,
  };
}

export function flowName({ id, title }: Flow): FlowName {
  return { id, title };
}

function allowedOf(fact: Fact): { readonly value: string; readonly label: string }[] {
  switch (fact.type) {
    case 'number':
      return [{ value: `${fact.least}〜${fact.greatest}`, label: 'の整数' }];
    case 'subset':
      return fact.options.map(({ value, label }) => ({ value: `"${value}"`, label }));
    case 'choice':
      return fact.options.map(({ value, label }) => ({ value: `"${value}"`, label }));
    case 'boolean':
      return fact.options.map(({ value, label }) => ({ value, label }));
  }
}
