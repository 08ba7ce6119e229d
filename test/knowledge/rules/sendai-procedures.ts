import { loadPack } from '../../../knowledge/pack.ts';
import { type Procedure, policySteps } from '../../../knowledge/rules/procedure.ts';
import { type DueStep, StepsDue } from '../../../knowledge/rules/steps-due.ts';
import { SENDAI } from '../pack/small-pack.ts';

let loading: Promise<readonly Procedure[]> | null = null;

/** The procedures of Sendai. */
export function sendaiProcedures(): Promise<readonly Procedure[]> {
  loading ??= loadPack(SENDAI).then((pack) => pack.procedures);
  return loading;
}

/** Each procedure's policy steps, ready to be asked. */
export async function sendaiStepsDue(): Promise<ReadonlyMap<string, StepsDue>> {
  const procedures = await sendaiProcedures();
  return new Map(
    procedures.map((procedure) => [procedure.id, new StepsDue(procedure, policySteps(procedure))]),
  );
}

/** `tell-ciso! bureau-information-manager → ciso (2.8.3.ii#6)`; `!` is a duty, `?` what ought to be done. */
export function inWords({ step, bearers, tells, citations }: DueStep): string {
  const mark = step.strength === 'must' ? '!' : '?';
  return `${step.id}${mark} ${bearers.join('+')} → ${tells.join('+')} (${citations.join(' ')})`;
}
