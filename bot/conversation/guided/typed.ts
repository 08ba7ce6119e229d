import type { Fact } from '../../../knowledge/rules/flow.ts';
import { GUIDED, text } from '../../messages/wording.ts';
import type { Step } from './moves.ts';
import { tidy } from './phrases.ts';
import { type GuidedSurroundings, placeOf } from './present.ts';
import { questionOf } from './question.ts';
import { isAboutQuestion, type ReadAnswer, readAnswer, readChange } from './read-answer.ts';
import { reportTyped } from './report-typed.ts';
import { bare, isShortStatement, isWish, yesOrNo } from './sentence-form.ts';
import { type GuidedState, innermost, type Walk, withCurrent } from './state.ts';
import { stepCommandIn } from './step-commands.ts';
import {
  beginning,
  cancelling,
  explaining,
  finding,
  goingBack,
  outermost,
  resuming,
  taken,
  whichToChange,
} from './steps.ts';

/** What else has to be known of typed words. */
export interface TypedContext {
  /** Whether they tell of a loss or a leak; asked only where it matters, for it takes time. */
  readonly isUrgent: () => boolean;
  readonly newRun: () => string;
}

/** What typed words do to the walk that is open; null where they are not for it. */
export function typedStep(
  state: GuidedState,
  walk: Walk,
  typed: string,
  context: TypedContext,
  around: GuidedSurroundings,
): Step | null {
  return (
    commanded(state, walk, typed, context.newRun, around) ??
    answeredInWords(state, walk, typed, context, around)
  );
}

function commanded(
  state: GuidedState,
  walk: Walk,
  typed: string,
  newRun: () => string,
  around: GuidedSurroundings,
): Step | null {
  const command = stepCommandIn(typed);
  if (command === 'restart') {
    const { flow, drill } = outermost(walk);
    return beginning(state, flow, newRun(), around, drill);
  }
  if (command === 'resume') return resuming(state, walk, around);
  if (command === null || walk.status === 'stopped') return null;
  const asked = placeOf(innermost(walk), around.flows).asked?.id ?? '';
  if (command === 'back') return goingBack(state, walk, asked, around);
  if (command === 'change') return whichToChange(state, walk, around);
  // The verdict itself says why.
  if (walk.status === 'decided') return command === 'why' ? resuming(state, walk, around) : null;
  return command === 'why' ? explaining(state, walk, asked, around) : cancelling(state, walk, around);
}

function answeredInWords(
  state: GuidedState,
  walk: Walk,
  typed: string,
  { isUrgent, newRun }: TypedContext,
  around: GuidedSurroundings,
): Step | null {
  if (walk.status === 'stopped') return null;
  const { asked, guided, standing } = placeOf(innermost(walk), around.flows);
  if (guided.kind === 'report')
    return asked === null ? null : reportTyped(state, walk, typed, asked, isUrgent, guided, around);
  if (asked === null) {
    const facts = readChange(guided.flow, standing.known, typed);
    if (yesOrNo(bare(tidy(typed))) !== null) {
      const which = whichToChange(state, walk, around);
      return { ...which, messages: [text(GUIDED.alreadyDecided), ...which.messages] };
    }
    return Object.keys(facts).length === 0 || isUrgent() ? null : taken(state, walk, facts, true, around);
  }
  const read = readAnswer(guided.flow, asked, typed);
  const isAbout = isAboutQuestion(asked, typed);
  const isOffered = walk.status === 'offered';
  // Right under an offer a short statement answers it: there is nothing else that it could be about.
  const isReply = isAbout || (isOffered && isShortStatement(tidy(typed)));
  // However long it is: who states what is asked, and wants nothing else, has taken the offer up.
  const isStated = !isWish(tidy(typed)) && (read.kind !== 'facts' || read.facts[asked.id] !== undefined);
  const isPlain = read.kind === 'facts' ? read.clear : read.kind !== 'nothing' && read.whole;
  const isRead = read.kind !== 'nothing' && (!isOffered || isPlain || isStated);
  if (!isRead && !isReply) return null;
  // A report comes first, unless the words are an answer by their form, or about the question and nothing else.
  const isAnswer = isAbout || (read.kind !== 'nothing' && read.whole);
  if (!isAnswer && isUrgent()) return null;
  if (read.kind === 'facts') {
    // What was not asked is named back, so that nobody wonders where it went.
    const isAsked = Object.keys(read.facts).every((id) => id === asked.id);
    return taken(state, walk, read.facts, !(read.whole && isAsked), around);
  }
  if (read.kind === 'unknown' && asked.foundBy !== null)
    return finding(state, walk, asked.id, newRun(), around);
  const isNumber = read.kind === 'unsure' && asked.type !== 'number' && /^\d+$/u.test(tidy(typed));
  const said = isNumber ? [GUIDED.onlyNumber] : unread(read.kind === 'nothing' ? 'unsure' : read.kind, asked);
  // Whoever tried to answer an offer has taken it up.
  const engaged = walk.status === 'offered' ? withCurrent(state, { ...walk, status: 'asking' }) : state;
  return { state: engaged, messages: [text(...said), questionOf(walk, asked, around.flows)] };
}

/** Why an answer was not taken, and what would be one. */
function unread(kind: Exclude<ReadAnswer['kind'], 'facts' | 'nothing'>, asked: Fact): string[] {
  const allowed =
    asked.type === 'number'
      ? GUIDED.numberRange(asked.least, asked.greatest)
      : GUIDED.allowedOf(asked.options.map((option) => option.label));
  switch (kind) {
    case 'unknown':
      return [GUIDED.unknown];
    case 'unsure':
      return asked.type === 'number' ? [GUIDED.unsureNumber(allowed)] : [GUIDED.unsure, GUIDED.unsureHelp];
    case 'impossible':
      return [GUIDED.impossible(allowed)];
  }
}
