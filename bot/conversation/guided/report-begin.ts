import type { Facts } from '../../../knowledge/rules/flow.ts';
import type { Message } from '../../messages/model.ts';
import { REPORTS } from '../../messages/report-wording.ts';
import { text } from '../../messages/wording.ts';
import { maskMyNumber } from '../../work/cases/mask-my-number.ts';
import type { ReportFlow } from './guided-flow.ts';
import { factLines, goOn, type Step, withAnswers } from './moves.ts';
import { tidy } from './phrases.ts';
import type { GuidedSurroundings } from './present.ts';
import { readFacts } from './read-answer.ts';
import { withTexts } from './report-moves.ts';
import { SIDE, SOME_SUPERIOR } from './report-questions.ts';
import { isHedged } from './sentence-form.ts';
import type { GuidedState } from './state.ts';
import { newWalk } from './steps.ts';
import { superiorNamed } from './superior-named.ts';

/** Begins a report from the words that told of it: they are its first field, and what they say is not asked again. */
export function reportFromWords(
  state: GuidedState,
  guided: ReportFlow,
  typed: string,
  run: string,
  around: GuidedSurroundings,
): Step {
  const read = readFacts(guided.report.heard, typed).facts;
  const facts = isHedged(tidy(typed)) ? guided.report.doubted(read) : read;
  const superior = superiorNamed(typed) === null ? {} : { [SIDE.about]: SOME_SUPERIOR };
  const begun = withAnswers(newWalk(guided.flow.id, run, around, false), superior, 'taken');
  const walk = withTexts(withAnswers(begun, facts, 'taken'), { what: maskMyNumber(typed.trim()) });
  const lines = factLines(walk, facts, around);
  const step = goOn(state, walk, around);
  const taken: Message[] = lines.length === 0 ? [] : [text(REPORTS.taken(lines))];
  return { ...step, messages: [...taken, ...step.messages] };
}

/** Begins a report from a list. @param facts what is known by having chosen it there. */
export function reportFromEntry(
  state: GuidedState,
  guided: ReportFlow,
  facts: Facts,
  drill: boolean,
  run: string,
  around: GuidedSurroundings,
): Step {
  const begun = newWalk(guided.flow.id, run, around, drill);
  const step = goOn(state, withAnswers(begun, facts, 'pressed'), around);
  return { ...step, messages: [text(REPORTS.begun), ...step.messages] };
}
