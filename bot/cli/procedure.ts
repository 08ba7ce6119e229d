import { z } from 'zod';
import { faultsOf, readFacts } from '../../knowledge/rules/fact-values.ts';
import type { Facts } from '../../knowledge/rules/flow.ts';
import { type Procedure, policySteps } from '../../knowledge/rules/procedure.ts';
import { type DueStep, StepsDue } from '../../knowledge/rules/steps-due.ts';
import { factRefusal } from './fact-refusal.ts';
import { factsSchema } from './facts-schema.ts';

export const procedureCaseSchema = z.object({
  id: z.unknown(),
  flow: z.string(),
  facts: factsSchema,
});
type Case = z.infer<typeof procedureCaseSchema>;

/**
 * `cli procedure`: which steps are due after a report for what is known, and which facts are still to be asked.
 * @param withLaws also the steps of laws beside the policy, each with its `law`.
 */
export function proceeder(procedures: readonly Procedure[], withLaws: boolean): (one: Case) => object {
  const known = new Map(
    procedures.map((procedure) => {
      const steps = withLaws ? procedure.steps : policySteps(procedure);
      return [procedure.id, { procedure, stepsDue: new StepsDue(procedure, steps) }] as const;
    }),
  );
  return ({ id, flow, facts }) => {
    const found = known.get(flow);
    if (found === undefined) {
      return {
        id,
        error: `「${flow}」という報告はありません。次のどれかを書いてください：${[...known.keys()].join('、')} [FLOW_UNKNOWN]`,
      };
    }
    const { procedure, stepsDue } = found;
    const given = readFacts(procedure, facts);
    const faults = faultsOf(procedure, given);
    if (faults.length > 0)
      return { id, error: faults.map((fault) => factRefusal(`報告「${flow}」`, fault)).join(' ') };
    // Facts from outside: every value was seen to be one above.
    const { steps, open } = stepsDue.standing(given as Facts);
    return { id, steps: steps.map(shape), open };
  };
}

function shape({ step, bearers, tells, citations }: DueStep): object {
  const { id, strength, law } = step;
  return { step: id, bearers, tells, citations, strength, ...(law === null ? {} : { law }) };
}
