import type { Facts } from '../../../knowledge/rules/flow.ts';
import type { Message } from '../../messages/model.ts';
import { GUIDED, text } from '../../messages/wording.ts';
import type { ReportFiling } from '../../work/cases/report-filing.ts';
import { type GuidedSurroundings, placeOf, present } from './present.ts';
import { answerInWords } from './question.ts';
import { givenInOrder } from './replay.ts';
import { goOnReport } from './report-moves.ts';
import {
  type Answer,
  type Frame,
  type GuidedState,
  type How,
  innermost,
  type Walk,
  withCurrent,
  withInnermost,
} from './state.ts';

/** What came of one input. */
export interface Step {
  readonly state: GuidedState;
  readonly messages: readonly Message[];
  /** What has to be on record before the state is kept. What the record says comes before the messages. */
  readonly record?: ToRecord;
}

/** A report to be filed, or what was learnt or said of one that is filed. */
export type ToRecord =
  | {
      readonly do: 'file';
      readonly filing: ReportFiling;
      /** It is about a superior, even where it is not said yet which: nobody is to be sent to them. */
      readonly pastSuperior: boolean;
      /** What the person has said, to be given back where it cannot be filed. */
      readonly said: readonly { readonly name: string; readonly said: string }[];
      /** The question that was answered last, asked again where it cannot be filed. */
      readonly again: readonly Message[];
    }
  | { readonly do: 'learn'; readonly key: string; readonly facts: Facts }
  /** Words on a report that is filed, which no question asked for. */
  | { readonly do: 'note'; readonly key: string; readonly note: string };

/** A walk at the beginning of a flow. */
export function newFrame(flow: string, rules: string, run: string, finds: string | null): Frame {
  return {
    run,
    flow,
    rules,
    finds,
    answers: {},
    order: [],
    again: null,
    texts: {},
    filed: false,
    drill: false,
  };
}

/** The walk with more answers in its innermost frame. */
export function withAnswers(walk: Walk, facts: Facts, how: How): Walk {
  const frame = innermost(walk);
  const added = Object.entries(facts).map(([id, value]): [string, Answer] => [id, { value, how }]);
  return withInnermost(walk, {
    answers: { ...frame.answers, ...Object.fromEntries(added) },
    order: [...frame.order, ...added.flatMap(([id]) => (frame.order.includes(id) ? [] : [id]))],
    again: null,
  });
}

/** The walk cut down to a frame of it: what was begun inside is given up. */
export function cutTo(walk: Walk, run: string): Walk {
  const at = walk.frames.findIndex((frame) => frame.run === run);
  return { ...walk, frames: walk.frames.slice(0, at + 1) };
}

/**
 * Goes on from where a walk stands: to its next question, from a finished inner flow to the one around it, or to the
 * verdict.
 */
export function goOn(state: GuidedState, walk: Walk, around: GuidedSurroundings): Step {
  const { frame, asked, standing, guided } = placeOf(innermost(walk), around.flows);
  if (guided.kind === 'report') return goOnReport(state, walk, guided, around);
  if (asked !== null || walk.frames.length === 1) {
    const status = asked === null ? 'decided' : 'asking';
    const next = withCurrent(state, { ...walk, status });
    return { state: next, messages: present({ ...walk, status }, next, around) };
  }
  const outside = { ...walk, frames: walk.frames.slice(0, -1) };
  const fact = placeOf(innermost(outside), around.flows).guided.flow.facts.find(
    ({ id }) => id === frame.finds,
  );
  const result = standing.outcome?.result ?? null;
  const option = fact?.options.find(({ value }) => value === result);
  if (fact === undefined || fact.type !== 'choice' || option === undefined || standing.outcome === null) {
    const step = goOn(state, outside, around);
    return { ...step, messages: [text(GUIDED.notFound(fact?.name ?? guided.flow.title)), ...step.messages] };
  }
  const found = [
    text(GUIDED.found(fact.name, option.label)),
    ...standing.outcome.citations.slice(0, 1).map((clause) => around.quote(clause)),
  ];
  const step = goOn(state, withAnswers(outside, { [fact.id]: option.value }, 'found'), around);
  return { ...step, messages: [...found, ...step.messages] };
}

/** The walk with an answered fact asked again, or what may be asked beside; null where the fact was not answered. */
export function askAgain(walk: Walk, fact: string, { flows }: GuidedSurroundings): Walk | null {
  const frame = innermost(walk);
  const { guided } = placeOf(frame, flows);
  const isBeside =
    guided.kind === 'report' && guided.report.sideButtons(frame).some((button) => button.fact === fact);
  return frame.answers[fact] !== undefined || isBeside ? withInnermost(walk, { again: fact }) : null;
}

/**
 * The walk one question back: the answer before `fact` is asked again, and no answer is lost. From an inner flow's first
 * question back to the question outside. Null where there is nothing before.
 */
export function back(walk: Walk, fact: string, around: GuidedSurroundings): Walk | null {
  const { frame, standing } = placeOf(innermost(walk), around.flows);
  const order = givenInOrder(frame, standing.known);
  const at = order.indexOf(fact);
  const before = order[(at < 0 ? order.length : at) - 1];
  if (before !== undefined) return withInnermost(walk, { again: before });
  if (walk.frames.length === 1) return null;
  return withInnermost({ ...walk, frames: walk.frames.slice(0, -1) }, { again: null });
}

/** Pushes the flow that finds a fact out. Null where there is none, or where it is already being walked. */
export function findOut(walk: Walk, fact: string, run: string, around: GuidedSurroundings): Walk | null {
  const { guided } = placeOf(innermost(walk), around.flows);
  const finder = guided.flow.facts.find(({ id }) => id === fact)?.foundBy ?? null;
  const inner = finder === null ? null : around.flows.get(finder);
  if (inner === null || walk.frames.some((frame) => frame.flow === inner.flow.id)) return null;
  return { ...walk, frames: [...walk.frames, newFrame(inner.flow.id, inner.rules, run, fact)] };
}

/**
 * Facts with their values, one a line.
 * @param counted those that bear on the outcome: of the others it is said that they do not, for they are kept aside.
 */
export function factLines(
  walk: Walk,
  facts: Facts,
  around: GuidedSurroundings,
  counted: Facts = facts,
): string[] {
  const { frame, guided } = placeOf(innermost(walk), around.flows);
  return guided.flow.facts.flatMap((fact) => {
    const value = facts[fact.id];
    if (value === undefined) return [];
    const line = GUIDED.fact(fact.name, answerInWords(frame, guided, fact, value));
    return [counted[fact.id] === undefined ? `${line}${GUIDED.aside}` : line];
  });
}
