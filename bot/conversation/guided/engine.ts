import { faultsOf } from '../../../knowledge/rules/fact-values.ts';
import type { Facts } from '../../../knowledge/rules/flow.ts';
import type { GuidedAction, Message } from '../../messages/model.ts';
import { flowsButton, GUIDED, text } from '../../messages/wording.ts';
import { startButton, stepButton } from './in-words.ts';
import {
  askAgain,
  back,
  cutTo,
  factLines,
  findOut,
  goOn,
  newFrame,
  type Step,
  withAnswers,
} from './moves.ts';
import { type GuidedSurroundings, type Place, placeOf, present } from './present.ts';
import { questionOf } from './question.ts';
import { readAnswer, readChange, readFacts } from './read-answer.ts';
import { areAnswers, givenInOrder } from './replay.ts';
import { holdsSecret } from './secret.ts';
import { EMPTY, type GuidedState, innermost, readState, type Walk, walkOf, withCurrent } from './state.ts';
import { type StepCommand, stepCommandIn } from './step-commands.ts';

/** What came of typed words. */
export interface TypedStep extends Step {
  /** The words must be shown and kept nowhere: they hold a secret. */
  readonly hide: boolean;
}

/** An offer under a plain answer. */
export interface OfferStep extends TypedStep {
  /** The verdict is there at once: everything was in the sentence. */
  readonly decided: boolean;
}

/**
 * Walks people through guided decisions, whichever they are: one question a message, to a verdict with its clauses. Pure:
 * state and input in, state and messages out; ids of new walks are handed in.
 */
export class GuidedEngine {
  readonly #around: GuidedSurroundings;

  constructor(around: GuidedSurroundings) {
    this.#around = around;
  }

  /**
   * The state as it was kept, without walks whose flow is gone or whose rules have changed since.
   * @param kept null where nothing was kept.
   * @returns what has to be said about what was lost; empty where nothing was.
   */
  load(kept: string | null): Step {
    if (kept === null) return { state: EMPTY, messages: [] };
    const state = readState(kept);
    if (state === null) return { state: EMPTY, messages: [choices(GUIDED.stateLost, [flowsButton()])] };
    const good = (walk: Walk) =>
      walk.frames.every((frame) => {
        const guided = this.#around.flows.get(frame.flow);
        return guided !== null && guided.rules === frame.rules && areAnswers(guided, frame.answers);
      });
    const { current } = state;
    const lost = current !== null && !good(current) ? current : null;
    return {
      state: { ...state, current: lost === null ? current : null, earlier: state.earlier.filter(good) },
      messages: lost?.status === 'asking' ? [this.#rulesChanged(lost)] : [],
    };
  }

  /** Whether typed words are answers first. */
  isAsking(state: GuidedState): boolean {
    return state.current?.status === 'asking';
  }

  has(flow: string): boolean {
    return this.#around.flows.has(flow);
  }

  /** The current step again: after an aside, or where a message was delivered twice. Empty where none is open. */
  currentStep(state: GuidedState): readonly Message[] {
    const { current } = state;
    if (current === null || current.status === 'stopped') return [];
    return present(current, state, this.#around);
  }

  /** All flows as buttons. */
  list(): readonly Message[] {
    const all = this.#around.flows.all;
    if (all.length === 0) return [text(GUIDED.noFlows)];
    return [
      choices(
        GUIDED.allFlows,
        all.map(({ id, title }) => startButton(title, id)),
      ),
    ];
  }

  start(state: GuidedState, flow: string, run: string): Step {
    const guided = this.#around.flows.get(flow);
    if (guided === null) return { state, messages: [this.#gone(flow)] };
    const frame = newFrame(flow, guided.rules, run, null);
    return goOn(state, { status: 'asking', frames: [frame] }, this.#around);
  }

  /** Takes the facts that a first sentence names, and asks the first question under the plain answer. */
  offer(state: GuidedState, flow: string, typed: string, run: string): OfferStep | null {
    const guided = this.#around.flows.get(flow);
    if (guided === null) return null;
    const hide = this.isSecret(flow, typed);
    const facts = hide ? {} : readFacts(guided.flow, typed).facts;
    const begun: Walk = { status: 'offered', frames: [newFrame(flow, guided.rules, run, null)] };
    const walk = withAnswers(begun, facts, 'taken');
    const { known } = placeOf(innermost(walk), this.#around.flows).standing;
    const step = goOn(state, walk, this.#around);
    const decided = step.state.current?.status === 'decided';
    const offered = decided ? step.state : withCurrent(state, walk);
    const lines = factLines(walk, known, this.#around);
    const secret = hide ? [text(guided.flow.secret ?? '')] : [];
    const taken = lines.length === 0 ? [] : [text(GUIDED.taken(lines))];
    return { state: offered, messages: [...secret, ...taken, ...step.messages], decided, hide };
  }

  /** Whether a message to a flow holds what the flow must not be told. */
  isSecret(flow: string, typed: string): boolean {
    return this.#around.flows.get(flow)?.flow.secret != null && holdsSecret(typed);
  }

  /** What to do about a secret that was typed. */
  secretWarning(flow: string): readonly Message[] {
    return [text(this.#around.flows.get(flow)?.flow.secret ?? '')];
  }

  /** A button that begins a flow, where the pack has it. */
  beginButton(flow: string): readonly Message[] {
    const guided = this.#around.flows.get(flow);
    if (guided === null) return [];
    return [choices(GUIDED.beginPrompt, [startButton(GUIDED.begin(guided.flow.title), flow)])];
  }

  /** Passes over an offer. */
  leave(state: GuidedState): GuidedState {
    const { current } = state;
    return current?.status === 'offered' ? { ...state, current: { ...current, status: 'stopped' } } : state;
  }

  /** What is said after something else was answered in the middle of a walk. */
  afterAside(state: GuidedState): readonly Message[] {
    if (state.current === null || !this.isAsking(state)) return [];
    return [text(GUIDED.afterAside(this.#title(state.current))), ...this.currentStep(state)];
  }

  /** After a report nothing else is asked: only a button leads back. */
  afterReport(state: GuidedState): readonly Message[] {
    if (state.current === null || !this.isAsking(state)) return [];
    return [
      choices(GUIDED.afterReport(this.#title(state.current)), [
        stepButton(GUIDED.resume, 'resume', innermost(state.current)),
      ]),
    ];
  }

  /** A button for another flow that was asked about in the middle of a walk. */
  switchTo(state: GuidedState, flow: string): readonly Message[] {
    const guided = this.#around.flows.get(flow);
    if (guided === null || state.current?.frames.some((frame) => frame.flow === flow)) return [];
    return [choices(GUIDED.switchPrompt, [startButton(GUIDED.switchTo(guided.flow.title), flow)])];
  }

  /** A button of a walk was pressed. */
  press(state: GuidedState, action: GuidedAction, newRun: () => string): Step {
    const walk = walkOf(state, action.run);
    if (walk === undefined) return { state, messages: [this.#gone(action.flow)] };
    if (action.do === 'answer') return this.#answer(state, cutTo(walk, action.run), action.facts);
    switch (action.step) {
      case 'find':
        return this.#find(state, cutTo(walk, action.run), action.fact, newRun());
      case 'change':
        return this.#change(state, cutTo(walk, action.run), action.fact);
      case 'back':
        return this.#back(state, cutTo(walk, action.run), action.fact);
      case 'why':
        return this.#why(state, cutTo(walk, action.run), action.fact);
      case 'cancel':
        return this.#cancel(state, walk);
      case 'resume':
        return this.#resume(state, walk);
    }
  }

  /**
   * Words were typed while there is a walk. Null where they are not for it.
   * @param isUrgent whether the words tell of a loss or a leak; asked only where it matters, for it takes time.
   */
  typed(state: GuidedState, typed: string, isUrgent: () => boolean): TypedStep | null {
    const { current } = state;
    if (current === null) return null;
    if (current.frames.some(({ flow }) => this.isSecret(flow, typed))) {
      const { guided } = placeOf(innermost(current), this.#around.flows);
      return { state, messages: [text(guided.flow.secret ?? ''), ...this.currentStep(state)], hide: true };
    }
    const step =
      this.#command(state, current, stepCommandIn(typed)) ?? this.#read(state, current, typed, isUrgent);
    return step === null ? null : { ...step, hide: false };
  }

  #command(state: GuidedState, walk: Walk, command: StepCommand | null): Step | null {
    const { status } = walk;
    const asked = placeOf(innermost(walk), this.#around.flows).asked?.id ?? '';
    switch (command) {
      case null:
        return null;
      case 'resume':
        return this.#resume(state, walk);
      case 'back':
        return status === 'stopped' ? null : this.#back(state, walk, asked);
      case 'change':
        return status === 'stopped' ? null : { state, messages: this.#whichToChange(walk) };
      case 'cancel':
        return status === 'asking' || status === 'offered' ? this.#cancel(state, walk) : null;
      case 'why':
        return status === 'asking' || status === 'offered' ? this.#why(state, walk, asked) : null;
    }
  }

  #read(state: GuidedState, walk: Walk, typed: string, isUrgent: () => boolean): Step | null {
    const { asked, guided, standing } = placeOf(innermost(walk), this.#around.flows);
    if (walk.status === 'stopped') return null;
    if (asked === null) {
      const facts = readChange(guided.flow, standing.known, typed);
      if (Object.keys(facts).length === 0 || isUrgent()) return null;
      return this.#take(state, walk, facts, true);
    }
    const read = readAnswer(guided.flow, asked, typed);
    if (read.kind === 'nothing') return null;
    const offered = walk.status === 'offered';
    if (read.kind === 'facts') {
      if ((offered && !read.clear) || (!read.whole && isUrgent())) return null;
      return this.#take(state, walk, read.facts, !read.whole);
    }
    if (offered || isUrgent()) return null;
    const question = questionOf(walk, asked, this.#around.flows);
    const allowed =
      asked.type === 'number'
        ? GUIDED.numberRange(asked.least, asked.greatest)
        : GUIDED.allowedOf(asked.options.map((option) => option.label));
    const sentence = read.kind === 'unsure' ? GUIDED.unsure : GUIDED.impossible(allowed);
    return { state, messages: [text(sentence, GUIDED.unsureHelp), question] };
  }

  /** @param name whether the facts are named back: they were read out of a sentence. */
  #take(state: GuidedState, walk: Walk, facts: Facts, name: boolean): Step {
    const { frame } = placeOf(innermost(walk), this.#around.flows);
    const changes = Object.keys(facts).some((id) => frame.answers[id] !== undefined);
    const lines = factLines(walk, facts, this.#around);
    const step = goOn(state, withAnswers({ ...walk, status: 'asking' }, facts, 'typed'), this.#around);
    const said = changes ? GUIDED.changed(lines) : GUIDED.taken(lines);
    return name || changes ? { ...step, messages: [text(said), ...step.messages] } : step;
  }

  #answer(state: GuidedState, walk: Walk, facts: Facts): Step {
    const place = placeOf(innermost(walk), this.#around.flows);
    if (Object.keys(facts).length === 0 || faultsOf(place.guided.flow, facts).length > 0) {
      const step = goOn(state, walk, this.#around);
      return { ...step, messages: [text(GUIDED.staleChoice), ...step.messages] };
    }
    const step = goOn(state, withAnswers(walk, facts, 'pressed'), this.#around);
    // Whoever presses an old button has to see that it counted.
    const expected = place.asked !== null && Object.keys(facts).every((id) => id === place.asked?.id);
    if (expected && place.frame.again === null) return step;
    const lines = factLines(walk, facts, this.#around);
    return { ...step, messages: [text(GUIDED.changed(lines)), ...step.messages] };
  }

  #find(state: GuidedState, walk: Walk, fact: string, run: string): Step {
    const inner = findOut(walk, fact, run, this.#around);
    return goOn(state, inner ?? walk, this.#around);
  }

  #change(state: GuidedState, walk: Walk, fact: string): Step {
    return goOn(state, askAgain(walk, fact) ?? walk, this.#around);
  }

  #back(state: GuidedState, walk: Walk, fact: string): Step {
    const before = back(walk, fact, this.#around);
    const step = goOn(state, before ?? walk, this.#around);
    return before === null ? { ...step, messages: [text(GUIDED.nothingBack), ...step.messages] } : step;
  }

  #why(state: GuidedState, walk: Walk, id: string): Step {
    const { guided, asked } = placeOf(innermost(walk), this.#around.flows);
    const fact = guided.flow.facts.find((one) => one.id === id) ?? asked;
    const step = goOn(state, walk, this.#around);
    if (fact === null) return step;
    const help = fact.help === '' ? [] : [text(fact.help)];
    return {
      ...step,
      messages: [text(GUIDED.because), this.#around.quote(fact.clause), ...help, ...step.messages],
    };
  }

  #cancel(state: GuidedState, walk: Walk): Step {
    const { flow } = walk.frames[0] ?? innermost(walk);
    const title = this.#title(walk);
    return {
      state: withCurrent(state, { ...walk, status: 'stopped' }),
      messages: [
        choices(GUIDED.cancelled(title), [
          stepButton(GUIDED.reopen, 'resume', innermost(walk)),
          startButton(GUIDED.beginAgain(title), flow),
          flowsButton(),
        ]),
      ],
    };
  }

  /** Goes on where it was, with the answer that was about to be changed left as it is. */
  #resume(state: GuidedState, walk: Walk): Step {
    const frame = innermost(walk);
    const unchanged: Walk = { ...walk, frames: [...walk.frames.slice(0, -1), { ...frame, again: null }] };
    return goOn(state, unchanged, this.#around);
  }

  #whichToChange(walk: Walk): Message[] {
    const { frame, guided, standing } = placeOf(innermost(walk), this.#around.flows);
    const buttons = givenInOrder(frame, standing.known).flatMap((id) => {
      const fact = guided.flow.facts.find((one) => one.id === id);
      return fact === undefined ? [] : [stepButton(GUIDED.changeOf(fact.name), 'change', frame, id)];
    });
    if (buttons.length === 0) return [text(GUIDED.nothingToChange), ...this.#ask(walk)];
    return [choices(GUIDED.whichToChange, buttons)];
  }

  #ask(walk: Walk): Message[] {
    const place: Place = placeOf(innermost(walk), this.#around.flows);
    return place.asked === null ? [] : [questionOf(walk, place.asked, this.#around.flows)];
  }

  #title(walk: Walk): string {
    const { flow } = walk.frames[0] ?? innermost(walk);
    return this.#around.flows.get(flow)?.flow.title ?? '';
  }

  /** A button whose walk is long gone, or whose flow the pack does not have. */
  #gone(flow: string): Message {
    const title = this.#around.flows.get(flow)?.flow.title ?? '';
    return choices(GUIDED.runGone(title), [...this.#beginAgain(flow, title), flowsButton()]);
  }

  #rulesChanged(walk: Walk): Message {
    const { flow } = walk.frames[0] ?? innermost(walk);
    const title = this.#title(walk);
    return choices(GUIDED.rulesChanged(title), [...this.#beginAgain(flow, title), flowsButton()]);
  }

  #beginAgain(flow: string, title: string) {
    return title === '' ? [] : [startButton(GUIDED.beginAgain(title), flow)];
  }
}

function choices(prompt: string, buttons: readonly ReturnType<typeof stepButton>[]): Message {
  return { type: 'choices', prompt, choices: buttons };
}
