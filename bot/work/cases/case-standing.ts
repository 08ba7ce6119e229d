import type { ClauseId } from '../../../knowledge/policy/clause.ts';
import type { Facts } from '../../../knowledge/rules/flow.ts';
import type { Procedure, Reminder, ReportedFact, Step } from '../../../knowledge/rules/procedure.ts';
import { type DueStep, type Standing, StepsDue } from '../../../knowledge/rules/steps-due.ts';
import type { Case, DoneStep } from './case.ts';

/** Whoever reports: a bearer that is no post. */
export const STAFF = 'staff';

/**
 * A step of a case.
 * - `open`: due, and what has to be done before is done;
 * - `waiting`: due after another;
 * - `done`;
 * - `skipped`: of posts that do not take part in the exercise (対象外).
 */
export interface StandingStep {
  readonly step: Step;
  readonly state: 'open' | 'waiting' | 'done' | 'skipped';
  readonly bearers: readonly string[];
  readonly tells: readonly string[];
  /** The deciding clause first. */
  readonly citations: readonly ClauseId[];
  readonly reminders: readonly Reminder[];
  /** Since when it is open; null for any other. */
  readonly since: Date | null;
  readonly done: DoneStep | null;
  /** Done while its condition held, which it does no more: 「条件が変わる前に実施」. */
  readonly overtaken: boolean;
  /** Of a law: by when. */
  readonly deadlines: readonly { readonly name: string; readonly at: Date }[];
}

/** How a case stands in its procedure. */
export interface CaseStanding {
  /** Those that are due and those that are done, in the procedure's order. */
  readonly steps: readonly StandingStep[];
  /** What is not known, and can still change what has to be done; in asking order. */
  readonly open: readonly ReportedFact[];
  /** All that the procedure asks for, in asking order. */
  readonly facts: readonly ReportedFact[];
}

/** The procedures that cases follow: what is due for what is known. */
export class CaseProcedures {
  readonly #procedures: ReadonlyMap<string, KnownProcedure>;

  constructor(procedures: readonly Procedure[]) {
    this.#procedures = new Map(procedures.map((one) => [one.id, new KnownProcedure(one)]));
  }

  get(flow: string): Procedure | undefined {
    return this.#procedures.get(flow)?.procedure;
  }

  /** Without steps where the pack no longer has the procedure. */
  standing(one: Case): CaseStanding {
    return this.#procedures.get(one.flow)?.standing(one) ?? { steps: [], open: [], facts: [] };
  }
}

/** So many sets of facts are kept worked out. */
const MOST_KEPT = 500;
const DAY_MS = 24 * 60 * 60_000;

class KnownProcedure {
  readonly procedure: Procedure;
  readonly #due: StepsDue;
  readonly #kept = new Map<string, Standing>();

  constructor(procedure: Procedure) {
    this.procedure = procedure;
    this.#due = new StepsDue(procedure, procedure.steps);
  }

  standing(one: Case): CaseStanding {
    const { steps: due, open } = this.#standing(one.facts);
    const dueBy = new Map(due.map((one) => [one.step.id, one]));
    const done = new Map(one.done.map((one) => [one.step, one]));
    const isSkipped = ({ bearers }: Pick<DueStep, 'bearers'>) =>
      one.drill !== null && !bearers.some((role) => role === STAFF || one.drill?.roles.includes(role));
    const isSettled = (id: string) => {
      const before = dueBy.get(id);
      return done.has(id) || before === undefined || isSkipped(before);
    };
    const steps = this.procedure.steps.flatMap((step): StandingStep[] => {
      const asDue = dueBy.get(step.id);
      const asDone = done.get(step.id) ?? null;
      if (asDue === undefined && asDone === null) return [];
      const { bearers, tells, citations, reminders } = asDue ?? this.#asDone(step, one, asDone);
      const after = step.due.after;
      const state =
        asDone !== null
          ? 'done'
          : isSkipped({ bearers })
            ? 'skipped'
            : after === null || isSettled(after)
              ? 'open'
              : 'waiting';
      return [
        {
          step,
          state,
          bearers,
          tells,
          citations,
          reminders,
          since: state === 'open' ? this.#since(step, one, done) : null,
          done: asDone,
          overtaken: asDone !== null && asDue === undefined,
          deadlines: (step.law?.deadlines ?? []).map(({ name, days }) => ({
            name,
            at: new Date(one.at.getTime() + days * DAY_MS),
          })),
        },
      ];
    });
    const { facts } = this.procedure;
    return { steps, open: facts.filter(({ id }) => open.includes(id)), facts };
  }

  /** What held of a step when it was done. */
  #asDone(step: Step, one: Case, done: DoneStep | null): DueStep {
    const then = one.learnt.findLast(({ at }) => done !== null && at <= done.at) ?? one.learnt[0];
    const due = this.#standing(then?.facts ?? {}).steps.find((due) => due.step.id === step.id);
    return due ?? { step, bearers: [], tells: [], citations: [], reminders: [] };
  }

  /** From when on all that it waits for was there: the facts, and the step before. */
  #since(step: Step, one: Case, done: ReadonlyMap<string, DoneStep>): Date {
    let since = one.at;
    for (const { at, facts } of one.learnt.toReversed()) {
      if (!this.#standing(facts).steps.some((due) => due.step.id === step.id)) break;
      since = at;
    }
    const before = done.get(step.due.after ?? '')?.at;
    return before !== undefined && before > since ? before : since;
  }

  #standing(facts: Facts): Standing {
    const key = JSON.stringify(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    const standing = this.#due.standing(facts);
    this.#kept.set(key, standing);
    return standing;
  }
}
