import type { Choice, Message } from '../../messages/model.ts';
import { REPORTS } from '../../messages/report-wording.ts';
import { text } from '../../messages/wording.ts';
import type { ReportFlow } from './guided-flow.ts';
import { choices } from './in-words.ts';
import type { GuidedSurroundings } from './present.ts';
import { SIDE } from './report-questions.ts';
import type { Frame } from './state.ts';

/** What is said once nothing more is asked of a report. @param back leads to what was left in the middle. */
export function presentReport(
  frame: Frame,
  guided: ReportFlow,
  back: readonly Choice[],
  around: GuidedSurroundings,
): Message[] {
  const said = frame.filed ? [text(REPORTS.afterAll)] : adviceOf(frame, guided, around);
  return [...said, ...(back.length === 0 ? [] : [choices(REPORTS.leftOpen, back)])];
}

/** What the policy asks for where it asks for no report, with its clauses, and the way to have it recorded all the same. */
export function adviceOf(frame: Frame, { report }: ReportFlow, around: GuidedSurroundings): Message[] {
  const steps = report.advice(frame);
  const lines = steps.flatMap(({ step, reminders }) => [
    REPORTS.adviceStep(step.title, step.does),
    ...reminders.map((reminder) => REPORTS.adviceReminder(reminder.text)),
  ]);
  const clauses = steps.flatMap(({ citations, reminders }) => [
    ...citations,
    ...reminders.map(({ citation }) => citation),
  ]);
  const record: Choice = {
    label: REPORTS.record,
    action: { do: 'answer', run: frame.run, flow: frame.flow, facts: { [SIDE.record]: true } },
    style: 'plain',
  };
  return [
    text(REPORTS.advice, lines.join('\n')),
    ...[...new Set(clauses)].map((clause) => around.quote(clause)),
    choices(REPORTS.adviceMore, [record]),
  ];
}
