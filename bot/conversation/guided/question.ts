import type { Fact, Facts } from '../../../knowledge/rules/flow.ts';
import { questionsLeft } from '../../../knowledge/rules/questions-left.ts';
import type { AnswerChoice, AnswerInput, GivenAnswer, QuestionMessage } from '../../messages/guided-model.ts';
import { label } from '../../messages/limits.ts';
import type { Choice } from '../../messages/model.ts';
import { GUIDED } from '../../messages/wording.ts';
import type { GuidedFlow, GuidedFlows } from './guided-flow.ts';
import { stepButton, valueInWords } from './in-words.ts';
import { givenInOrder, standingOf } from './replay.ts';
import { type Frame, innermost, type Walk } from './state.ts';

/** The question that a walk stands at. @param asked the fact, which is open or asked again. */
export function questionOf(walk: Walk, asked: Fact, flows: GuidedFlows): QuestionMessage {
  const frame = innermost(walk);
  const guided = flowOf(frame, flows);
  const { known } = standingOf(guided, frame.answers);
  const outside = walk.frames.at(-2);
  const finder = asked.foundBy === null ? null : flows.get(asked.foundBy);
  const given = frame.answers[asked.id];
  return {
    type: 'question',
    run: frame.run,
    flow: frame.flow,
    fact: asked.id,
    title: guided.flow.title,
    within: outside === undefined ? '' : GUIDED.within(flowOf(outside, flows).flow.title),
    progress: GUIDED.progress(expected(guided, known, asked, walk, flows)),
    prompt: asked.question,
    help: asked.help,
    input: inputOf(frame, asked),
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
      ...(given === undefined ? [] : [stepButton(GUIDED.goOn, 'resume', frame)]),
      ...(hasBack(walk, asked, known) ? [stepButton(GUIDED.back, 'back', frame, asked.id)] : []),
      stepButton(GUIDED.why, 'why', frame, asked.id),
      stepButton(GUIDED.cancel, 'cancel', frame),
    ],
    answers: givenAnswers(frame, guided, known).filter(({ fact }) => fact !== asked.id),
  };
}

/** The answers that count, each with the button that asks it again. */
export function givenAnswers(frame: Frame, { flow }: GuidedFlow, known: Facts): GivenAnswer[] {
  return givenInOrder(frame, known).flatMap((id) => {
    const fact = flow.facts.find((one) => one.id === id);
    const value = known[id];
    if (fact === undefined || value === undefined) return [];
    const change = stepButton(GUIDED.changeOf(fact.name), 'change', frame, id);
    return [{ fact: id, name: fact.name, value: valueInWords(fact, value), change }];
  });
}

function flowOf(frame: Frame, flows: GuidedFlows): GuidedFlow {
  const guided = flows.get(frame.flow);
  if (guided === null) throw new Error(`walks of ${frame.flow} were checked when they were loaded`);
  return guided;
}

/** The questions still to come in this flow and, behind it, in the flows around. */
function expected(
  guided: GuidedFlow,
  known: Facts,
  asked: Fact,
  { frames }: Walk,
  flows: GuidedFlows,
): number {
  const { [asked.id]: again, ...others } = known;
  const here = Math.max(1, questionsLeft(guided.decider, again === undefined ? known : others));
  const around = frames.slice(0, -1).reduce((sum, frame) => {
    const outside = flowOf(frame, flows);
    // The one that is being found out is asked no more.
    return sum + Math.max(0, questionsLeft(outside.decider, standingOf(outside, frame.answers).known) - 1);
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

function inputOf(frame: Frame, fact: Fact): AnswerInput {
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
    default:
      return {
        kind: 'choices',
        choices: fact.options.map((option): AnswerChoice => {
          const value = fact.type === 'boolean' ? option.value === 'true' : option.value;
          const action: Choice['action'] = {
            do: 'answer',
            run: frame.run,
            flow: frame.flow,
            facts: { [fact.id]: value },
          };
          return {
            label: label(option.label),
            action,
            style: 'plain',
            help: option.help,
            chosen: given === value,
          };
        }),
      };
  }
}
