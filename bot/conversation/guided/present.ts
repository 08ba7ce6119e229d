import type { Pack } from '../../../knowledge/pack.ts';
import type { ClauseId } from '../../../knowledge/policy/clause.ts';
import type { Fact } from '../../../knowledge/rules/flow.ts';
import type { Choice, Message, QuoteMessage } from '../../messages/model.ts';
import { GUIDED, note } from '../../messages/wording.ts';
import type { GuidedFlow, GuidedFlows } from './guided-flow.ts';
import { stepButton } from './in-words.ts';
import { questionOf } from './question.ts';
import { type Standing, standingOf } from './replay.ts';
import { adviceOf, presentReport } from './report-end.ts';
import { type Frame, type GuidedState, innermost, type Walk } from './state.ts';
import { verdictOf } from './verdict.ts';

/** What the engine needs of its surroundings. */
export interface GuidedSurroundings {
  readonly pack: Pack;
  readonly flows: GuidedFlows;
  readonly quote: (clause: ClauseId) => QuoteMessage;
}

/** A frame with its flow and where it stands. */
export interface Place {
  readonly frame: Frame;
  readonly guided: GuidedFlow;
  readonly standing: Standing;
  /** The fact to be asked: again, or for the first time; null where the flow is decided. */
  readonly asked: Fact | null;
}

/** @throws where the flow is gone: such walks are taken out when a state is loaded. */
export function placeOf(frame: Frame, flows: GuidedFlows): Place {
  const guided = flows.get(frame.flow);
  if (guided === null) throw new Error(`no flow ${frame.flow}`);
  const standing = standingOf(guided, frame);
  const again = guided.flow.facts.find(({ id }) => id === frame.again) ?? null;
  return { frame, guided, standing, asked: again ?? standing.next };
}

/** The current step of a walk: its question, or its verdict with every clause it rests on. */
export function present(walk: Walk, state: GuidedState, around: GuidedSurroundings): Message[] {
  const { frame, guided, standing, asked } = placeOf(innermost(walk), around.flows);
  const advice =
    guided.kind === 'report' && standing.stage === 'advice' ? adviceOf(frame, guided, around) : [];
  if (asked !== null) return [...advice, questionOf(walk, asked, around.flows)];
  if (guided.kind === 'report') return presentReport(frame, guided, leftOpen(state, walk, around), around);
  const { known, outcome } = standing;
  if (outcome === null) throw new Error(`${frame.flow} is neither open nor decided`);
  const verdict = verdictOf(frame, guided, known, outcome, around.pack, around.flows);
  const back = leftOpen(state, walk, around);
  return [
    { ...verdict, next: [...back, ...verdict.next] },
    note(GUIDED.quotes),
    ...cited(verdict).map((clause) => around.quote(clause)),
  ];
}

/** Every clause that a verdict names, the deciding ones first. */
function cited(verdict: ReturnType<typeof verdictOf>): ClauseId[] {
  const { reasons, duties, exception } = verdict;
  const all = [
    ...reasons.flatMap(({ citations }) => citations),
    ...(exception?.citations ?? []),
    ...duties.map(({ citation }) => citation),
  ];
  return [...new Set(all.map(({ clause }) => clause))];
}

/** The button that leads back to a walk that was left in the middle, where there is one. */
export function leftOpen({ earlier }: GuidedState, walk: Walk, { flows }: GuidedSurroundings): Choice[] {
  const run = walk.frames[0]?.run;
  const left = earlier.find((other) => other.status === 'asking' && other.frames[0]?.run !== run);
  if (left === undefined) return [];
  const outermost = left.frames[0] ?? innermost(left);
  const title = flows.get(outermost.flow)?.flow.title ?? '';
  return [stepButton(GUIDED.backTo(title), 'resume', innermost(left))];
}
