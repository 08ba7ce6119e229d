import type { ClauseId } from '../policy/clause.ts';
import type { Conditions, Fact, Facts, Reading } from './flow.ts';
import type { Intake } from './intake.ts';

/** Something that holds always (`when` is null) or only where one of these alternatives does. */
export interface Part<T> {
  readonly value: T;
  readonly when: readonly Conditions[] | null;
}

/** When a step falls due. */
export interface Due {
  /** The step that has to be done before, or null: from the moment the matter is noticed. */
  readonly after: string | null;
  /** As the clause has it: 「直ちに」「速やかに」, or no word. */
  readonly pace: 'at-once' | 'promptly' | 'open';
}

/** What a law beside the policy asks for, as the pack reads it; marked until the city has confirmed it. */
export interface Law {
  readonly name: string;
  /** 「市の確認前」. */
  readonly status: string;
  /** In days from the moment the matter became known. */
  readonly deadlines: readonly { readonly name: string; readonly days: number }[];
}

/** What a bearer is told along with the step where a rule leaves it to their judgement, or no fact decides it. */
export interface Reminder {
  readonly to: readonly string[];
  readonly text: string;
  readonly citation: ClauseId;
  readonly when: readonly Conditions[] | null;
}

/** The report that a step consists in: done by filing it. */
export interface Opens {
  readonly procedure: string;
  /** What is known of it from this one. */
  readonly facts: readonly Part<Facts>[];
  /** Where it is filed in the same breath, whoever reports; elsewhere once it is asked for. Null: always. */
  readonly atOnce: readonly Conditions[] | null;
}

/** One act of a procedure: who has to do what, and whom to tell. */
export interface Step {
  readonly id: string;
  /** A few words for a list: 「三項目の調査と報告」. */
  readonly title: string;
  /** What is asked of the bearers, in one sentence. */
  readonly does: string;
  /** Where the step is due: any of these alternatives; null: always. */
  readonly when: readonly Conditions[] | null;
  readonly bearers: readonly Part<string>[];
  readonly tells: readonly Part<string>[];
  /** The deciding clause first. */
  readonly citations: readonly Part<ClauseId>[];
  readonly strength: 'must' | 'should';
  readonly due: Due;
  /** With this step done the procedure can be at its end. */
  readonly end: boolean;
  /** Ids of what is written down with it. */
  readonly collects: readonly string[];
  readonly reminders: readonly Reminder[];
  /** Null where nothing further is filed with it. Whom it tells, that report tells. */
  readonly opens: Opens | null;
  /** Null for the policy's own steps. */
  readonly law: Law | null;
  /** Where it stands: `procedures/report-incident.yaml:41`. */
  readonly place: string;
}

/** What is written down when a card comes to light, is issued anew or is destroyed; and, last, where that was said by mistake. */
export const CARD_FIELDS = ['card-when', 'card-how', 'card-undone'] as const;

/** All that is written down in a case of one of these procedures: with each step, and of a card that one of them asks for. */
export function collectedBy(procedures: readonly Procedure[]): ReadonlySet<string> {
  const asked = procedures.flatMap(({ steps }) => steps.flatMap(({ collects }) => collects));
  return new Set([...asked, ...(asked.includes('card') ? CARD_FIELDS : [])]);
}

/** A fact of a report. `recordedBecause` is empty, or says why it is asked for though no step depends on it. */
export interface ReportedFact extends Fact {
  readonly recordedBecause: string;
}

/** What has to be done when something has happened. */
export interface Procedure {
  readonly id: string;
  readonly title: string;
  /** The file it was read from, relative to the pack's folder. */
  readonly file: string;
  readonly intake: Intake;
  /** In asking order; those that the intake leaves open are asked after the first alert. */
  readonly facts: readonly ReportedFact[];
  /** In the order in which they fall due. */
  readonly steps: readonly Step[];
  /** Clauses from which no step follows, and why. */
  readonly withoutStep: readonly WithoutStep[];
  readonly readings: readonly Reading[];
}

export interface WithoutStep {
  readonly clause: ClauseId;
  readonly because: string;
  readonly place: string;
}

/** The steps that the policy itself lays down, without those of laws beside it. */
export function policySteps({ steps }: Procedure): readonly Step[] {
  return steps.filter(({ law }) => law === null);
}

/** The clauses on which a procedure's steps rest, and what is told along with them. */
export function citedBySteps({ steps }: Procedure): ReadonlySet<ClauseId> {
  return new Set(
    steps.flatMap(({ citations, reminders }) => [
      ...citations.map(({ value }) => value),
      ...reminders.map(({ citation }) => citation),
    ]),
  );
}

/** Every clause that a procedure rests on: its steps, its questions, and those that it says give no step. */
export function citedByProcedure(procedure: Procedure): ReadonlySet<ClauseId> {
  return new Set([
    ...citedBySteps(procedure),
    ...procedure.facts.map(({ clause }) => clause),
    ...procedure.intake.questions.map(({ clause }) => clause),
    ...procedure.withoutStep.map(({ clause }) => clause),
  ]);
}
