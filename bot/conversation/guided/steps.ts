import type { Facts } from '../../../knowledge/rules/flow.ts';
import type { Message } from '../../messages/model.ts';
import { flowsButton, GUIDED, text } from '../../messages/wording.ts';
import { choices, startButton, stepButton } from './in-words.ts';
import { askAgain, back, factLines, findOut, goOn, newFrame, type Step, withAnswers } from './moves.ts';
import { type GuidedSurroundings, placeOf } from './present.ts';
import { questionOf } from './question.ts';
import { givenInOrder, takes } from './replay.ts';
import { reportAnswered, reportStopped } from './report-moves.ts';
import { type Frame, type GuidedState, innermost, type Walk, withCurrent, withInnermost } from './state.ts';

/** A new walk through a flow. */
export function beginning(
  state: GuidedState,
  flow: string,
  run: string,
  around: GuidedSurroundings,
  drill = false,
): Step {
  return goOn(state, newWalk(flow, run, around, drill), around);
}

/** @throws where there is no such flow. */
export function newWalk(flow: string, run: string, around: GuidedSurroundings, drill: boolean): Walk {
  const rules = around.flows.get(flow)?.rules;
  if (rules === undefined) throw new Error(`no flow ${flow}`);
  return { status: 'asking', frames: [{ ...newFrame(flow, rules, run, null), drill }] };
}

/** Answers that were pressed: to the question, or to an earlier one by its old button. */
export function answered(state: GuidedState, walk: Walk, facts: Facts, around: GuidedSurroundings): Step {
  const { asked, frame, guided } = placeOf(innermost(walk), around.flows);
  const given = Object.entries(facts);
  if (given.length === 0 || !given.every(([id, value]) => takes(guided, id, value))) {
    return before(text(GUIDED.staleChoice), goOn(state, walk, around));
  }
  if (guided.kind === 'report') return reportAnswered(state, walk, facts, guided, around);
  const step = goOn(state, withAnswers(walk, facts, 'pressed'), around);
  const isExpected =
    asked !== null && frame.again === null && Object.keys(facts).every((id) => id === asked.id);
  // Whoever presses an old button has to see that it counted.
  return isExpected || !differs(frame, facts)
    ? step
    : before(text(GUIDED.changed(factLines(walk, facts, around))), step);
}

/** Answers that were read out of typed words. @param name whether they are named back. */
export function taken(
  state: GuidedState,
  walk: Walk,
  facts: Facts,
  name: boolean,
  around: GuidedSurroundings,
): Step {
  const frame = innermost(walk);
  const lines = factLines(walk, facts, around);
  const changes = Object.keys(facts).some((id) => frame.answers[id] !== undefined);
  const step = goOn(state, withAnswers(walk, facts, 'typed'), around);
  if (!differs(frame, facts) || !(name || changes)) return step;
  return before(text(changes ? GUIDED.changed(lines) : GUIDED.taken(lines)), step);
}

function differs({ answers }: Frame, facts: Facts): boolean {
  return Object.entries(facts).some(
    ([id, value]) => JSON.stringify(answers[id]?.value) !== JSON.stringify(value),
  );
}

/** Begins the flow that finds a fact out. */
export function finding(
  state: GuidedState,
  walk: Walk,
  fact: string,
  run: string,
  around: GuidedSurroundings,
): Step {
  return goOn(state, findOut(walk, fact, run, around) ?? walk, around);
}

export function changing(state: GuidedState, walk: Walk, fact: string, around: GuidedSurroundings): Step {
  return goOn(state, askAgain(walk, fact, around) ?? walk, around);
}

export function goingBack(state: GuidedState, walk: Walk, fact: string, around: GuidedSurroundings): Step {
  const earlier = back(walk, fact, around);
  if (earlier !== null) return goOn(state, earlier, around);
  return before(text(GUIDED.nothingBack), goOn(state, walk, around));
}

/** The clause because of which a fact is asked, and the question again. */
export function explaining(state: GuidedState, walk: Walk, id: string, around: GuidedSurroundings): Step {
  const { guided, asked } = placeOf(innermost(walk), around.flows);
  const fact = guided.flow.facts.find((one) => one.id === id) ?? asked;
  const step = goOn(state, walk, around);
  if (fact === null) return step;
  // The question itself comes with its own help.
  const help = fact.help === '' || fact.id === asked?.id ? [] : [text(fact.help)];
  return { ...step, messages: [text(GUIDED.because), around.quote(fact.clause), ...help, ...step.messages] };
}

/** Stops; the answers stay, and a button takes them up again. */
export function cancelling(state: GuidedState, walk: Walk, around: GuidedSurroundings): Step {
  const { guided } = placeOf(innermost(walk), around.flows);
  if (guided.kind === 'report') return reportStopped(state, walk, guided, around);
  const title = titleOf(walk, around);
  const buttons = [
    stepButton(GUIDED.reopen, 'resume', innermost(walk)),
    startButton(GUIDED.beginAgain(title), outermost(walk).flow),
    flowsButton(),
  ];
  return {
    state: withCurrent(state, { ...walk, status: 'stopped' }),
    messages: [choices(GUIDED.cancelled(title), buttons)],
  };
}

/** Goes on where it was; an answer that was about to be changed stays as it is. */
export function resuming(state: GuidedState, walk: Walk, around: GuidedSurroundings): Step {
  return goOn(state, withInnermost(walk, { again: null }), around);
}

/** Every answer with the button that changes it. */
export function whichToChange(state: GuidedState, walk: Walk, around: GuidedSurroundings): Step {
  const { frame, guided, standing, asked } = placeOf(innermost(walk), around.flows);
  const buttons = givenInOrder(frame, standing.known).flatMap((id) => {
    const fact = guided.flow.facts.find((one) => one.id === id);
    return fact === undefined ? [] : [stepButton(GUIDED.changeOf(fact.name), 'change', frame, id)];
  });
  if (buttons.length > 0) return { state, messages: [choices(GUIDED.whichToChange, buttons)] };
  const question = asked === null ? [] : [questionOf(walk, asked, around.flows)];
  return { state, messages: [text(GUIDED.nothingToChange), ...question] };
}

/** What a walk was begun for. */
export function titleOf(walk: Walk, { flows }: GuidedSurroundings): string {
  return flows.get(outermost(walk).flow)?.flow.title ?? '';
}

export function outermost(walk: Walk): Frame {
  return walk.frames[0] ?? innermost(walk);
}

function before(message: Message, step: Step): Step {
  return { ...step, messages: [message, ...step.messages] };
}
