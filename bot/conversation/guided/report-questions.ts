import { createHash } from 'node:crypto';
import type { ClauseId } from '../../../knowledge/policy/clause.ts';
import type { Fact, Option } from '../../../knowledge/rules/flow.ts';
import type { IntakeQuestion } from '../../../knowledge/rules/intake.ts';
import type { Procedure } from '../../../knowledge/rules/procedure.ts';
import { StepsDue } from '../../../knowledge/rules/steps-due.ts';
import { REPORTS } from '../../messages/report-wording.ts';
import type { Asker, NamedPerson } from './asker.ts';

/** The answer stands in the person's own words, in the frame's `texts`. */
export const IN_WORDS = 'in-words';
/** The asker's own telephone; which number that is, is looked up when it is filed. */
export const OWN_PHONE = 'own-phone';
/** 「まだ分からない」 to a question after the alert. */
export const NOT_KNOWN = 'not-known';

/** To whom a report is about: a superior of whom it is not said yet who that is. */
export const SOME_SUPERIOR = 'some-superior';
/** To the same: it is about no superior, though the words named one. */
export const NO_SUPERIOR = 'no-superior';

/** What a report may be asked beside its intake, none of which costs a tap where it is not wanted. */
export const SIDE = {
  /** Whose matter it is, where not the reporter's own. */
  concerning: 'concerning',
  /** Whom it is about: it goes past them. */
  about: 'about',
  /** Which posts an exercise tells. */
  drill: 'drill',
  /** Recorded though the policy asks for no report. */
  record: 'record',
} as const;

/** A procedure with what is worked out of it once. */
export interface ReadyReport {
  readonly procedure: Procedure;
  readonly rules: string;
  readonly stepsDue: () => StepsDue;
}

export function readyReports(procedures: readonly Procedure[]): ReadonlyMap<string, ReadyReport> {
  return new Map(
    procedures.map((procedure) => {
      let stepsDue: StepsDue | null = null;
      const ready: ReadyReport = {
        procedure,
        rules: fingerprint(procedure),
        stepsDue() {
          stepsDue ??= new StepsDue(procedure, procedure.steps);
          return stepsDue;
        },
      };
      return [procedure.id, ready];
    }),
  );
}

/** A question of the intake as the engine asks it. */
export function asFact(
  { field, name, question, help, clause, ownPhone, choices }: IntakeQuestion,
  { phone }: Asker,
): Fact {
  const own: Option[] =
    ownPhone && phone !== null
      ? [{ value: OWN_PHONE, label: REPORTS.ownPhone(phone), help: '', words: [REPORTS.ownPhoneWord] }]
      : [];
  return asked({ id: field, name, question, help, clause, options: [...own, ...choices] });
}

/** What may be asked beside the intake: whose matter it is, whom it is about, whom an exercise tells. */
export function sideQuestions({ steps, intake }: Procedure, asker: Asker): Fact[] {
  const clause = steps[0]?.citations[0]?.value ?? intake.questions[0]?.clause;
  if (clause === undefined) return [];
  const { colleagues, drillPosts } = asker;
  const persons = (list: readonly NamedPerson[]) => list.slice(0, MOST_PERSONS).map(asOption);
  return [
    asked({ id: SIDE.concerning, ...REPORTS.concerning, clause, options: persons(colleagues) }),
    asked({
      id: SIDE.about,
      ...REPORTS.about,
      clause,
      options: [
        ...persons(asker.superiors),
        { value: NO_SUPERIOR, label: REPORTS.noSuperior, help: '', words: REPORTS.noSuperiorWords },
      ],
    }),
    {
      ...asked({ id: SIDE.drill, ...REPORTS.drill, clause, options: drillPosts.map(asOption) }),
      type: 'subset',
    },
  ];
}

/** So many names fit under a question beside what else stands there; another name is typed. */
const MOST_PERSONS = 20;

function asked(
  fact: Pick<Fact, 'id' | 'name' | 'question' | 'help' | 'options'> & { readonly clause: ClauseId },
): Fact {
  return {
    ...fact,
    type: 'choice',
    least: 0,
    greatest: 0,
    ordered: false,
    foundBy: null,
    canChange: true,
    counts: [],
  };
}

function asOption({ id, name }: NamedPerson): Option {
  return { value: id, label: name, help: '', words: [] };
}

/** Over what a report is asked and what its answers mean, not over its wordings. */
function fingerprint({ intake, facts, readings }: Procedure): string {
  const questions = intake.questions.map(({ field, ownPhone, choices }) => [
    field,
    ownPhone,
    choices.map(({ value, facts: known, unsure, enough, becomes }) => [
      value,
      known,
      unsure,
      enough,
      becomes,
    ]),
  ]);
  const values = facts.map(({ id, type, options }) => [id, type, options.map(({ value }) => value)]);
  return createHash('sha256')
    .update(JSON.stringify([questions, values, readings]))
    .digest('hex')
    .slice(0, 8);
}
