import type { Fact, Facts, FactValue } from '../../../knowledge/rules/flow.ts';
import { questionsLeft } from '../../../knowledge/rules/questions-left.ts';
import type { AnswerChoice, AnswerInput, GivenAnswer, QuestionMessage } from '../../messages/guided-model.ts';
import { label } from '../../messages/limits.ts';
import { REPORTS } from '../../messages/report-wording.ts';
import { GUIDED } from '../../messages/wording.ts';
import type { DecisionFlow, GuidedFlow, GuidedFlows } from './guided-flow.ts';
import { stepButton, valueInWords } from './in-words.ts';
import { givenInOrder, standingOf } from './replay.ts';
import { NOT_KNOWN, SOME_SUPERIOR } from './report-questions.ts';
import { type Frame, innermost, type Walk } from './state.ts';

/** The question that a walk stands at. @param asked the fact, which is open or asked again. */
export function questionOf(walk: Walk, asked: Fact, flows: GuidedFlows): QuestionMessage {
  const frame = innermost(walk);
  const guided = flowOf(frame, flows);
  const { known } = standingOf(guided, frame);
  const outside = walk.frames.at(-2);
  const finder = asked.foundBy === null ? null : flows.get(asked.foundBy);
  const given = frame.answers[asked.id];
  return {
    type: 'question',
    run: frame.run,
    flow: frame.flow,
    fact: asked.id,
    title: frame.drill ? REPORTS.drillTitle(guided.flow.title) : guided.flow.title,
    within: outside === undefined ? '' : GUIDED.within(flowOf(outside, flows).flow.title),
    progress: progressOf(guided, known, asked, walk, flows),
    prompt: asked.question,
    help: asked.help,
    input: inputOf(frame, asked, canSkip(guided, frame, asked)),
    others:
      finder === null
        ? []
        : [
            {
              ...stepButton(GUIDED.find, 'find', frame, asked.id),
              help: GUIDED.findHelp(finder.flow.title),
              chosen: false,
            },
          ],
    controls: [
      ...((given === undefined || given.value === SOME_SUPERIOR) && frame.again !== asked.id
        ? []
        : [stepButton(GUIDED.goOn, 'resume', frame)]),
      ...(hasBack(walk, asked, known) ? [stepButton(GUIDED.back, 'back', frame, asked.id)] : []),
      stepButton(GUIDED.why, 'why', frame, asked.id),
      ...(guided.kind === 'report' && guided.report.isQuestion(asked.id)
        ? guided.report.sideButtons(frame).map(({ label, fact }) => stepButton(label, 'change', frame, fact))
        : []),
      stepButton(GUIDED.cancel, 'cancel', frame),
    ],
    answers: givenAnswers(frame, guided, known).filter(({ fact }) => fact !== asked.id),
  };
}

/** The answers that count, each with the button that asks it again. */
export function givenAnswers(frame: Frame, guided: GuidedFlow, known: Facts): GivenAnswer[] {
  return givenInOrder(frame, known).flatMap((id) => {
    const fact = guided.flow.facts.find((one) => one.id === id);
    const value = known[id];
    if (fact === undefined || value === undefined) return [];
    const change = stepButton(GUIDED.changeOf(fact.name), 'change', frame, id);
    return [{ fact: id, name: fact.name, value: answerInWords(frame, guided, fact, value), change }];
  });
}

/** An answer as its option is called, or as the person put it. */
export function answerInWords(frame: Frame, guided: GuidedFlow, fact: Fact, value: FactValue): string {
  const own = guided.kind === 'report' ? guided.report.inWords(frame, fact, value) : null;
  return own ?? valueInWords(fact, value);
}

/** After the alert nothing has to be answered. */
function canSkip(guided: GuidedFlow, frame: Frame, asked: Fact): boolean {
  if (guided.kind !== 'report' || guided.report.isQuestion(asked.id)) return false;
  return guided.report.stage(frame) !== 'intake' && guided.report.takes(asked.id, NOT_KNOWN);
}

function progressOf(guided: GuidedFlow, known: Facts, asked: Fact, walk: Walk, flows: GuidedFlows): string {
  const frame = innermost(walk);
  if (guided.kind === 'decision') return GUIDED.progress(expected(guided, known, asked, walk, flows));
  const left = guided.report.questionsLeft(frame);
  if (guided.report.stage(frame) !== 'intake') return REPORTS.progressAfter(left);
  const progress = REPORTS.progress(left);
  return guided.report.needsSignIn ? REPORTS.progressSignIn(progress) : progress;
}

function flowOf(frame: Frame, flows: GuidedFlows): GuidedFlow {
  const guided = flows.get(frame.flow);
  if (guided === null) throw new Error(`walks of ${frame.flow} were checked when they were loaded`);
  return guided;
}

/** The questions still to come in this flow and, behind it, in the flows around. */
function expected(
  guided: DecisionFlow,
  known: Facts,
  asked: Fact,
  { frames }: Walk,
  flows: GuidedFlows,
): number {
  const { [asked.id]: again, ...others } = known;
  const here = Math.max(1, questionsLeft(guided.decider, again === undefined ? known : others));
  const around = frames.slice(0, -1).reduce((sum, frame) => {
    const outside = flowOf(frame, flows);
    if (outside.kind === 'report') return sum;
    // The one that is being found out is asked no more.
    return sum + Math.max(0, questionsLeft(outside.decider, standingOf(outside, frame).known) - 1);
  }, 0);
  return Math.round(here + around);
}

/** Back leads to the answer before, and from the first question of an inner flow to the question outside. */
function hasBack({ frames }: Walk, asked: Fact, known: Facts): boolean {
  const frame = frames.at(-1);
  if (frame === undefined) return false;
  const order = givenInOrder(frame, known);
  const at = order.indexOf(asked.id);
  return frames.length > 1 || (at < 0 ? order.length > 0 : at > 0);
}

function inputOf(frame: Frame, fact: Fact, skip: boolean): AnswerInput {
  const given = frame.answers[fact.id]?.value;
  switch (fact.type) {
    case 'subset':
      return {
        kind: 'checks',
        checks: fact.options.map((option) => ({
          value: option.value,
          label: label(option.label),
          help: option.help,
          chosen: Array.isArray(given) && given.includes(option.value),
        })),
        none: GUIDED.none,
        submit: GUIDED.submit,
      };
    case 'number':
      return {
        kind: 'number',
        least: fact.least,
        greatest: fact.greatest,
        value: typeof given === 'number' ? given : null,
        submit: GUIDED.submit,
      };
    default: {
      const choice = (words: string, help: string, value: FactValue): AnswerChoice => ({
        label: label(words),
        action: { do: 'answer', run: frame.run, flow: frame.flow, facts: { [fact.id]: value } },
        style: 'plain',
        help,
        chosen: given === value,
      });
      const choices = fact.options.map((option) =>
        choice(option.label, option.help, fact.type === 'boolean' ? option.value === 'true' : option.value),
      );
      return {
        kind: 'choices',
        choices: skip ? [...choices, choice(REPORTS.notKnown, '', NOT_KNOWN)] : choices,
      };
    }
  }
}
