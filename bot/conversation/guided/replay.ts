import { isValue } from '../../../knowledge/rules/fact-values.ts';
import type { Fact, Facts, FactValue } from '../../../knowledge/rules/flow.ts';
import type { Outcome } from '../../../knowledge/rules/outcome.ts';
import type { DecisionFlow, GuidedFlow } from './guided-flow.ts';
import type { Stage } from './report.ts';
import type { Frame } from './state.ts';

/** Where a walk stands, worked out from its answers. */
export interface Standing {
  /** The answers that bear on the outcome. The others are kept aside, and count again when they matter again. */
  readonly known: Facts;
  /** The fact to be asked, or null where the flow is decided. */
  readonly next: Fact | null;
  /** What a decision comes to; null while it is open, and of a report. */
  readonly outcome: Outcome | null;
  /** How far a report has come; null of a decision. */
  readonly stage: Stage | null;
}

/** Where a walk stands: a decision by its rules, a report by what is still to be said. */
export function standingOf(guided: GuidedFlow, frame: Frame): Standing {
  if (guided.kind === 'decision') return decisionStanding(guided, frame.answers);
  const { report } = guided;
  return { known: report.known(frame), next: report.next(frame), outcome: null, stage: report.stage(frame) };
}

/**
 * Takes up the given answers one by one, in asking order, as long as the next one can still change the outcome. What
 * stays open then is asked. So an answer is never asked for twice, and one that an earlier answer made idle bears on
 * nothing.
 */
function decisionStanding({ flow, decider }: DecisionFlow, answers: Frame['answers']): Standing {
  const known: Record<string, FactValue> = {};
  for (;;) {
    const decision = decider.decide(known);
    if (decision.state === 'decided') return { known, next: null, outcome: decision.outcome, stage: null };
    if (decision.state === 'refused') throw new Error(`answers of ${flow.id} were checked when they came`);
    const given = decision.missing.find((id) => answers[id] !== undefined);
    if (given === undefined) {
      const next = flow.facts.find(({ id }) => id === decision.missing[0]) ?? null;
      return { known, next, outcome: null, stage: null };
    }
    known[given] = answers[given]?.value as FactValue;
  }
}

/** The answers that bear on the outcome, in the order in which they were given. */
export function givenInOrder(frame: Frame, known: Facts): string[] {
  return frame.order.filter((id) => known[id] !== undefined);
}

/** Whether every answer is one that the flow knows. */
export function areAnswers(guided: GuidedFlow, answers: Frame['answers']): boolean {
  return Object.entries(answers).every(([id, { value }]) => takes(guided, id, value));
}

/** Whether a fact can have this value. */
export function takes(guided: GuidedFlow, id: string, value: FactValue): boolean {
  if (guided.kind === 'report') return guided.report.takes(id, value);
  const fact = guided.flow.facts.find((one) => one.id === id);
  return fact !== undefined && isValue(fact, value);
}
