import type { Case } from '../work/cases/case.ts';
import { REPORT_KINDS } from '../work/cases/case-events.ts';
import type { StandingStep } from '../work/cases/case-standing.ts';
import type { TimelineEntry } from '../work/cases/stored-cases.ts';
import { alertViews, type CaseAround, caseLine } from './case-line-view.ts';
import { caseTimeline } from './case-timeline.ts';
import type { CasePageView, ReportSlotView, StepView } from './case-view.ts';
import { momentView, REPORT_TITLES } from './case-words.ts';
import { factAnswers } from './fact-words.ts';

/** A case as the page of it: how it stands in its procedure, who was told, and all that happened. */
export function casePage(one: Case, entries: readonly TimelineEntry[], around: CaseAround): CasePageView {
  const { names, procedures } = around;
  const standing = procedures.standing(one);
  const facts = procedures.get(one.flow)?.facts ?? [];
  return {
    line: caseLine(one, around),
    subject: names.subject(one),
    system: names.system(one.system),
    drillRoles: one.drill?.roles.map((role) => names.role(role)) ?? [],
    intake: names.written(one.written),
    facts: factAnswers(facts, one.facts),
    open:
      one.status === 'closed'
        ? []
        : standing.open.map(({ name, question, clause }) => ({
            name,
            question,
            clause: names.clause(clause),
          })),
    steps: standing.steps.map((step) => stepView(step, around, one)),
    alerts: alertViews(one, around),
    timeline: caseTimeline(one, entries, around),
    related: [
      ...(one.with === null ? [] : [{ number: one.with, how: 'この事案とともに報告された、元の事案' }]),
      ...one.done.flatMap(({ opened }) =>
        opened === null ? [] : [{ number: opened, how: '続けて報告した事案' }],
      ),
      ...one.joined.map((number) => ({ number, how: '同じ件としてつないだ事案' })),
    ],
    reports: reportSlots(one, around),
    closing:
      one.closed === null
        ? null
        : {
            by: names.person(one.closed.by),
            at: momentView(one.closed.at),
            minor: one.closed.minor,
            written: names.written(one.closed.written),
          },
  };
}

/** The three reports, stored or not. */
export function reportSlots(one: Case, { names }: Pick<CaseAround, 'names'>): ReportSlotView[] {
  return REPORT_KINDS.map((report) => {
    const stored = one.reports.filter((each) => each.report === report);
    const last = stored.at(-1);
    return {
      report,
      title: REPORT_TITLES[report],
      versions: stored.length,
      last: last === undefined ? null : { by: names.person(last.by), at: momentView(last.at) },
    };
  });
}

const STEP_STATES: Readonly<Record<StandingStep['state'], string>> = {
  open: '未実施',
  waiting: '前の手順の後',
  done: '実施済み',
  skipped: '対象外',
};

const PACES = { 'at-once': '直ちに', promptly: '速やかに', open: '定めなし' } as const;

/** When a step is due, in words: 「直ちに」, 「「復旧し、報告する」の後、直ちに」. */
export function dueWords({ step }: Pick<StandingStep, 'step'>, title: (step: string) => string): string {
  const { after, pace } = step.due;
  if (after === null) return PACES[pace];
  return `「${title(after)}」の後${pace === 'open' ? '' : `、${PACES[pace]}`}`;
}

function stepView(standing: StandingStep, { names, procedures }: CaseAround, one: Case): StepView {
  const { step, state, bearers, tells, citations, reminders, since, done, overtaken, deadlines } = standing;
  const title = (id: string) => procedures.get(one.flow)?.steps.find((other) => other.id === id)?.title ?? id;
  return {
    id: step.id,
    title: step.title,
    does: step.does,
    state,
    stateWords: STEP_STATES[state],
    bearers: bearers.map((role) => names.role(role)),
    tells: tells.map((role) => names.role(role)),
    strength: step.strength,
    due: dueWords(standing, title),
    citations: names.clauses(citations),
    since: since === null ? null : momentView(since),
    done:
      done === null
        ? null
        : {
            by: names.person(done.by),
            at: momentView(done.at),
            as: `${names.role(done.role)}${done.deputy ? 'の代理' : ''}として`,
            written: names.written(done.written),
          },
    overtaken,
    reminders: reminders.map(({ text, citation }) => ({ text, citation: names.clause(citation) })),
    law:
      step.law === null
        ? null
        : {
            name: step.law.name,
            status: step.law.status,
            deadlines: deadlines.map(({ name, at }) => ({ name, at: momentView(at) })),
          },
  };
}
