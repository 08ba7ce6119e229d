import { LIMITS } from '../../messages/limits.ts';
import type { Choice, Message } from '../../messages/model.ts';
import { REPORTS } from '../../messages/report-wording.ts';
import { maskMyNumber } from '../../work/cases/mask-my-number.ts';
import type { ReportFlow } from './guided-flow.ts';
import { choices } from './in-words.ts';
import type { Step } from './moves.ts';
import { type GuidedSurroundings, placeOf } from './present.ts';
import { questionOf } from './question.ts';
import { readFacts } from './read-answer.ts';
import { type Answer, type Frame, type GuidedState, innermost, walkOf } from './state.ts';

/** So long after a report, in milliseconds, words that tell of such a matter may well be about the same. */
const RECENT = 30 * 60 * 1000;

/**
 * What words that tell of a matter do where one was filed here before. While its further questions stand they are more of
 * the same, and written down with it. Later, where the words name no other kind, the person is asked: neither may a second
 * matter go untold, nor one matter become two. Null where they begin a report of their own.
 */
export function moreOfReport(
  state: GuidedState,
  flow: string,
  typed: string,
  at: Date,
  around: GuidedSurroundings,
): Step | null {
  const { current, lastFiled } = state;
  // A report that is open takes its own words.
  if (lastFiled === null || current?.status === 'asking') return null;
  const found = filedAs(state, lastFiled.run, around);
  if (found === null || found.guided.report.target(found.frame).procedure.id !== flow) return null;
  const isStanding = current?.status === 'offered' && current.frames.some(({ run }) => run === lastFiled.run);
  const isRecent = at.getTime() - lastFiled.at < RECENT;
  // What really happens in the middle of an exercise must not end as a line of the exercise.
  if (isStanding && isRecent && !found.frame.drill) return addedToReport(state, lastFiled.run, typed, around);
  if (!isStanding && (!isRecent || namesOtherKind(found.guided, found.frame, typed))) return null;
  const buttons = [ofThat(typed, lastFiled.run), asAnother(typed)];
  // Words too long for a button would be lost by asking.
  if (!buttons.every(fits)) return null;
  return { state: { ...state }, messages: [choices(REPORTS.whichReport, buttons)] };
}

/** Writes words down with a report that was filed here, and asks again what was asked of it; null where none was. */
export function addedToReport(
  state: GuidedState,
  run: string,
  typed: string,
  around: GuidedSurroundings,
): Step | null {
  const found = filedAs(state, run, around);
  if (found === null) return null;
  const other = asAnother(typed);
  const { current } = state;
  const asked =
    current?.status === 'offered' && innermost(current).run === run
      ? placeOf(innermost(current), around.flows).asked
      : null;
  const messages: Message[] = [
    ...(fits(other) ? [choices(REPORTS.addedElse, [other])] : []),
    ...(current === null || asked === null ? [] : [questionOf(current, asked, around.flows)]),
  ];
  // Another state though nothing in it differs: the message counts as done.
  return { state: { ...state }, messages, record: { do: 'note', key: run, note: typed } };
}

function filedAs(state: GuidedState, run: string, { flows }: GuidedSurroundings) {
  const walk = walkOf(state, run);
  const frame = walk === undefined ? null : innermost(walk);
  const guided = frame === null ? null : flows.get(frame.flow);
  return frame?.filed && frame.run === run && guided?.kind === 'report' ? { frame, guided } : null;
}

/** Whether words answer a question of the intake otherwise than it was answered: an attack is no lost stick. */
function namesOtherKind({ report }: ReportFlow, frame: Frame, typed: string): boolean {
  const questions = report.heard.facts.filter(({ id }) => report.isQuestion(id));
  const read = Object.entries(readFacts({ facts: questions }, typed).facts);
  const answers = Object.fromEntries(
    read.map(([id, value]): [string, Answer] => [id, { value, how: 'typed' }]),
  );
  const known = report.factsOf(frame);
  return Object.entries(report.factsOf({ answers })).some(
    ([id, value]) => known[id] !== undefined && known[id] !== value,
  );
}

function asAnother(typed: string): Choice {
  const text = maskMyNumber(typed);
  return { label: REPORTS.asAnother, action: { do: 'say', text, fresh: true }, style: 'plain' };
}

function ofThat(typed: string, run: string): Choice {
  const text = maskMyNumber(typed);
  return { label: REPORTS.ofThatReport, action: { do: 'say', text, of: run }, style: 'plain' };
}

function fits({ action }: Choice): boolean {
  return JSON.stringify(action).length <= LIMITS.action;
}
