import type { ClauseId } from '../policy/clause.ts';
import type { PolicyText } from '../policy/policy-text.ts';
import { Combinations } from './combinations.ts';
import type { Facts } from './flow.ts';
import { citedByProcedure, citedBySteps, type Procedure, policySteps, type Step } from './procedure.ts';
import { readingFaults } from './reading-faults.ts';
import { type DueStep, type Standing, StepsDue } from './steps-due.ts';

export type ProcedureFaultCode =
  /** A step that is due for no combination of facts. */
  | 'PROCEDURE_STEP_DEAD'
  /** A bearer, somebody told, a citation or a reminder of a step that counts for no combination. */
  | 'PROCEDURE_PART_DEAD'
  /** A step that nobody bears, or that no clause lays down. */
  | 'PROCEDURE_STEP_UNBORNE'
  | 'PROCEDURE_STEP_UNCITED'
  /** A step that waits for another which is not due then, or stands after it. */
  | 'PROCEDURE_STEP_STRANDED'
  /** A combination with no step at which the procedure can end. */
  | 'PROCEDURE_ENDLESS'
  /** A fact on which no step depends, without a reason why it is recorded; or a reason where steps do. */
  | 'PROCEDURE_FACT_IDLE'
  | 'PROCEDURE_FACT_DECIDES'
  | 'PROCEDURE_CLAUSE_CHANGED'
  | 'PROCEDURE_READING_MISSING'
  | 'PROCEDURE_READING_IDLE'
  /** A clause in the pack's scope from which no step follows, and no reason why. */
  | 'PROCEDURE_CLAUSE_OPEN'
  /** A reason for a clause that has a step, or is not in the scope. */
  | 'PROCEDURE_REASON_IDLE';

/** What is wrong with a procedure, where, and for which combination of facts. */
export interface ProcedureFault {
  readonly code: ProcedureFaultCode;
  /** `procedures/report-incident.yaml:41`, or the file alone. */
  readonly place: string;
  /** The combination that shows it, or null where none does. */
  readonly facts: Facts | null;
  /** The step, fact or clause that is meant. */
  readonly about: string;
}

/** What the checker counted in one procedure. */
export interface ProcedureReport {
  readonly procedure: string;
  readonly combinations: number;
  /** The policy's steps, and those of laws beside it. */
  readonly steps: number;
  readonly lawSteps: number;
  /** For how many combinations each step is due. */
  readonly counts: Readonly<Record<string, number>>;
  readonly citations: readonly ClauseId[];
  readonly faults: readonly ProcedureFault[];
}

type Once = (code: ProcedureFaultCode, place: string, about: string, facts: Facts | null) => void;

/** Tries all combinations of a procedure's facts, and everything that must hold for each of them. */
export function checkProcedure(procedure: Procedure, policy: PolicyText): ProcedureReport {
  const faults = new Map<string, ProcedureFault>();
  const fault: Once = (code, place, about, facts) => {
    const key = `${code} ${place} ${about}`;
    if (!faults.has(key)) faults.set(key, { code, place, facts, about });
  };
  const { file, steps } = procedure;
  const combinations = new Combinations({ facts: procedure.facts, tables: [] });
  const stepsDue = new StepsDue(procedure, steps);
  const counts: Record<string, number> = Object.fromEntries(steps.map(({ id }) => [id, 0]));
  const used = new Set<unknown>();
  for (let number = 0; number < combinations.count; number += 1) {
    const facts = combinations.facts(number);
    const { steps: due } = stepsDue.standing(facts);
    for (const one of due) {
      counts[one.step.id] = (counts[one.step.id] ?? 0) + 1;
      for (const part of partsOf(one)) used.add(part);
      if (one.bearers.length === 0) fault('PROCEDURE_STEP_UNBORNE', one.step.place, one.step.id, facts);
      if (one.citations.length === 0) fault('PROCEDURE_STEP_UNCITED', one.step.place, one.step.id, facts);
    }
    followable(due, facts, fault);
    // A law's step is no end: the policy's own course has to reach one.
    if (!due.some(({ step }) => step.end && step.law === null)) fault('PROCEDURE_ENDLESS', file, '', facts);
  }
  for (const step of steps) {
    if (counts[step.id] === 0) fault('PROCEDURE_STEP_DEAD', step.place, step.id, null);
    else deadParts(step, used, fault);
  }
  idleFacts(procedure, stepsDue.standing({}), fault);
  const cited = citedByProcedure(procedure);
  for (const { code, about } of readingFaults(cited, procedure.readings, policy))
    fault(`PROCEDURE_${code}`, file, about, null);
  return {
    procedure: procedure.id,
    combinations: combinations.count,
    steps: policySteps(procedure).length,
    lawSteps: steps.length - policySteps(procedure).length,
    counts,
    citations: policy.all.flatMap(({ id }) => (cited.has(id) ? [id] : [])),
    faults: [...faults.values()],
  };
}

/** Whether the due steps can be done in their order: each waits only for one that is due as well, and before it. */
function followable(due: readonly DueStep[], facts: Facts, fault: Once): void {
  const before = new Map<string, Step>();
  for (const { step } of due) {
    const { after } = step.due;
    const earlier = after === null ? undefined : before.get(after);
    // The policy's step must not wait for a law's: it would hang on what the city has not confirmed.
    const waits = earlier === undefined || (step.law === null && earlier.law !== null);
    if (after !== null && waits) fault('PROCEDURE_STEP_STRANDED', step.place, `${step.id} ${after}`, facts);
    before.set(step.id, step);
  }
}

function partsOf({ step, bearers, tells, citations, reminders }: DueStep): unknown[] {
  return [
    ...step.bearers.filter(({ value }) => bearers.includes(value)),
    ...step.tells.filter(({ value }) => tells.includes(value)),
    ...step.citations.filter(({ value }) => citations.includes(value)),
    ...reminders,
  ];
}

function deadParts(step: Step, used: ReadonlySet<unknown>, fault: Once): void {
  for (const part of [...step.bearers, ...step.tells, ...step.citations])
    if (!used.has(part)) fault('PROCEDURE_PART_DEAD', step.place, part.value, null);
  for (const reminder of step.reminders)
    if (!used.has(reminder)) fault('PROCEDURE_PART_DEAD', step.place, reminder.citation, null);
}

function idleFacts({ facts, file }: Procedure, { open }: Standing, fault: Once): void {
  for (const { id, recordedBecause } of facts) {
    const decides = open.includes(id);
    if (!decides && recordedBecause === '') fault('PROCEDURE_FACT_IDLE', file, id, null);
    if (decides && recordedBecause !== '') fault('PROCEDURE_FACT_DECIDES', file, id, null);
  }
}

/**
 * Whether every clause under `scope` that says something (a bare heading does not) has a step in one of the procedures,
 * or a reason why it has none. `place` is where the scope is written.
 */
export function checkScope(
  procedures: readonly Procedure[],
  scope: readonly ClauseId[],
  policy: PolicyText,
  place: string,
): ProcedureFault[] {
  const withStep = new Set(procedures.flatMap((procedure) => [...citedBySteps(procedure)]));
  const reasons = procedures.flatMap(({ withoutStep }) => withoutStep);
  const inScope = new Set(
    policy.all.flatMap(({ id }) =>
      [id, ...policy.ancestors(id).map((ancestor) => ancestor.id)].some((one) => scope.includes(one))
        ? [id]
        : [],
    ),
  );
  const open = [...inScope].filter(
    (id) => policy.get(id)?.body !== '' && !withStep.has(id) && !reasons.some(({ clause }) => clause === id),
  );
  const idle = reasons.filter(({ clause }) => withStep.has(clause) || !inScope.has(clause));
  return [
    ...open.map((about) => ({ code: 'PROCEDURE_CLAUSE_OPEN' as const, place, facts: null, about })),
    ...idle.map((reason) => ({
      code: 'PROCEDURE_REASON_IDLE' as const,
      place: reason.place,
      facts: null,
      about: reason.clause,
    })),
  ];
}
