import type { Facts } from '../../../knowledge/rules/flow.ts';
import type { Message } from '../../messages/model.ts';
import { REPORTS } from '../../messages/report-wording.ts';
import { text, urgent } from '../../messages/wording.ts';
import { caseNumber } from '../../work/cases/case-number.ts';
import type { ReportFlow } from './guided-flow.ts';
import { choices, stepButton } from './in-words.ts';
import { factLines, type Step, withAnswers } from './moves.ts';
import { type GuidedSurroundings, leftOpen, placeOf, present } from './present.ts';
import { IN_WORDS, NO_SUPERIOR, SIDE, SOME_SUPERIOR } from './report-questions.ts';
import {
  type Frame,
  type GuidedState,
  type How,
  innermost,
  LONGEST_TEXT,
  type Walk,
  withCurrent,
  withInnermost,
} from './state.ts';

/**
 * Goes on from where a report stands. With its last answer it is to be filed: it counts as filed in the state that is
 * kept afterwards, and nothing that was typed is left in that.
 */
export function goOnReport(
  state: GuidedState,
  walk: Walk,
  guided: ReportFlow,
  around: GuidedSurroundings,
): Step {
  const { report } = guided;
  const { frame, asked, standing } = placeOf(innermost(walk), around.flows);
  if (asked !== null || standing.stage !== 'intake') return shown(state, walk, around);
  if (!report.mayFile(frame)) {
    const stopped = withCurrent(state, { ...walk, status: 'stopped' });
    return { state: stopped, messages: [text(REPORTS.drillRefused)] };
  }
  const filed = withInnermost(walk, { filed: true, texts: {}, again: null });
  const step = shown(state, filed, around);
  const isMore = step.state.current?.status === 'offered';
  return {
    ...step,
    messages: [
      ...(report.isContactOpen(frame) ? [contactLater(frame.run)] : []),
      ...(isMore ? [text(REPORTS.filed)] : []),
      ...step.messages,
    ],
    record: {
      do: 'file',
      filing: report.filing(frame),
      pastSuperior: ![undefined, NO_SUPERIOR].includes(frame.answers[SIDE.about]?.value?.toString()),
      said: report.typed(frame),
      again: state.current === null ? [] : present(state.current, state, around),
    },
  };
}

/** Why there is a second number, and the way to say what it is about. */
function whatElse(run: string): Message {
  const action = { do: 'case', act: 'note', number: caseNumber(run), about: '' } as const;
  return choices(REPORTS.whatElse, [{ label: REPORTS.whatElseButton, action, style: 'plain' }]);
}

/** The way to say later where one can be reached. */
function contactLater(run: string): Message {
  const action = { do: 'case', act: 'note', number: caseNumber(run), about: '' } as const;
  return choices(REPORTS.contactLater, [{ label: REPORTS.contactLaterButton, action, style: 'plain' }]);
}

/** Where a report stands, shown: its question, or that nothing more is asked. */
function shown(state: GuidedState, walk: Walk, around: GuidedSurroundings): Step {
  const { asked, standing } = placeOf(innermost(walk), around.flows);
  // Whatever is asked after the alert may be passed over.
  const status = asked === null ? 'decided' : standing.stage === 'intake' ? 'asking' : 'offered';
  const next = withCurrent(state, { ...walk, status });
  return { state: next, messages: present({ ...walk, status }, next, around) };
}

/** Answers that were pressed. */
export function reportAnswered(
  state: GuidedState,
  walk: Walk,
  facts: Facts,
  guided: ReportFlow,
  around: GuidedSurroundings,
): Step {
  const frame = innermost(walk);
  const isIntake = Object.keys(facts).every((id) => guided.report.isQuestion(id) || isSide(id));
  if (frame.filed && isIntake) return before(REPORTS.alreadyFiled, goOnReport(state, walk, guided, around));
  const changes = Object.keys(facts).some((id) => frame.answers[id] !== undefined);
  // What was typed for an answer goes with it; what was said first of all stands.
  const words = withoutWords(
    walk,
    Object.keys(facts).filter((id) => frame.answers[id]?.how === 'typed'),
  );
  return withReportAnswers(state, words, facts, { how: 'pressed', texts: {}, name: changes }, guided, around);
}

export interface Said {
  readonly how: How;
  /** Field → the person's own words. */
  readonly texts: Readonly<Record<string, string>>;
  /** Whether the answers are named back. */
  readonly name: boolean;
}

/** Takes answers, and what they teach of a report that is filed. */
export function withReportAnswers(
  state: GuidedState,
  walk: Walk,
  facts: Facts,
  { how, texts, name }: Said,
  guided: ReportFlow,
  around: GuidedSurroundings,
): Step {
  const frame = innermost(walk);
  const told = withTexts(withAnswers(walk, facts, how), texts);
  const step = goOnReport(state, told, guided, around);
  const lines = name && !frame.filed ? factLines(told, facts, around) : [];
  const read = lines.length === 0 ? step : before(REPORTS.taken(lines), step);
  // Only now it is known that whoever is told of every report may be told of this one.
  const isFreed = facts[SIDE.about] === NO_SUPERIOR && frame.answers[SIDE.about]?.value === SOME_SUPERIOR;
  const named = isFreed ? { ...read, messages: [urgent(REPORTS.ringAfterAll), ...read.messages] } : read;
  const learnt = frame.filed ? guided.report.learnt(facts, frame) : {};
  if (Object.keys(learnt).length === 0) return named;
  const record: Step['record'] = { do: 'learn', key: frame.run, facts: learnt };
  if (guided.report.opensAnother(learnt, frame))
    return { ...named, messages: [whatElse(frame.run), ...named.messages], record };
  return { ...named, record };
}

/** Stops a report: what was typed is forgotten, and whoever stops is told that nobody knows of it yet. */
export function reportStopped(
  state: GuidedState,
  walk: Walk,
  { flow, report }: ReportFlow,
  around: GuidedSurroundings,
): Step {
  const frame = innermost(walk);
  const stage = report.stage(frame);
  const stopped = withCurrent(state, { ...withoutWords(walk, Object.keys(frame.texts)), status: 'stopped' });
  const back = leftOpen(stopped, walk, around);
  if (stage === 'after') {
    const more = back.length === 0 ? [] : [choices(REPORTS.leftOpen, back)];
    return { state: stopped, messages: [text(REPORTS.stoppedAfter), ...more] };
  }
  const button = stepButton(REPORTS.goOnReport, 'resume', frame);
  const said = stage === 'advice' ? REPORTS.stoppedAdvice : REPORTS.stopped(flow.title);
  return { state: stopped, messages: [choices(said, [button, ...back])] };
}

/** The walk with words for its fields, as long as they can be kept. */
export function withTexts(walk: Walk, texts: Readonly<Record<string, string>>): Walk {
  const cut = Object.entries(texts).map(([id, said]) => [id, said.slice(0, LONGEST_TEXT)]);
  return withInnermost(walk, { texts: { ...innermost(walk).texts, ...Object.fromEntries(cut) } });
}

/** The walk without the words for these fields, and without the answers that were nothing but words. */
function withoutWords(walk: Walk, fields: readonly string[]): Walk {
  const frame = innermost(walk);
  const kept = <T>(entries: Readonly<Record<string, T>>, drops: (id: string, value: T) => boolean) =>
    Object.fromEntries(Object.entries(entries).filter(([id, value]) => !drops(id, value)));
  const answers: Frame['answers'] = kept(
    frame.answers,
    (id, { value }) => fields.includes(id) && value === IN_WORDS,
  );
  return withInnermost(walk, {
    texts: kept(frame.texts, (id) => fields.includes(id)),
    answers,
    order: frame.order.filter((id) => answers[id] !== undefined),
  });
}

function isSide(id: string): boolean {
  return Object.values<string>(SIDE).includes(id);
}

function before(words: string, step: Step): Step {
  return { ...step, messages: [text(words), ...step.messages] };
}
