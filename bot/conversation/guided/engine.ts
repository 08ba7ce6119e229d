import type { Action, GuidedAction, Message } from '../../messages/model.ts';
import { REPORTS } from '../../messages/report-wording.ts';
import { flowsButton, GUIDED, text } from '../../messages/wording.ts';
import { type Asker, NOBODY } from './asker.ts';
import { choices, startButton, stepButton } from './in-words.ts';
import { cutTo, factLines, goOn, newFrame, type Step, withAnswers } from './moves.ts';
import { type GuidedSurroundings, placeOf, present } from './present.ts';
import { namesFacts, readAnswer, readFacts } from './read-answer.ts';
import { areAnswers } from './replay.ts';
import { reportFromEntry, reportFromWords } from './report-begin.ts';
import { addedToReport, moreOfReport } from './report-more.ts';
import { holdsSecret, isBareWord } from './secret.ts';
import {
  EMPTY,
  type Frame,
  type GuidedState,
  innermost,
  readState,
  type Walk,
  walkOf,
  withCurrent,
} from './state.ts';
import { stepCommandIn } from './step-commands.ts';
import {
  answered,
  beginning,
  cancelling,
  changing,
  explaining,
  finding,
  goingBack,
  outermost,
  resuming,
  titleOf,
} from './steps.ts';
import { type TypedContext, typedStep } from './typed.ts';

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
  readonly #asker: Asker;

  constructor(around: GuidedSurroundings, asker: Asker = NOBODY) {
    this.#around = around;
    this.#asker = asker;
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

  /** What is said first where the message that filed a report is delivered again. */
  alreadyFiled({ current }: GuidedState): readonly Message[] {
    return current !== null && innermost(current).filed ? [text(REPORTS.repeated)] : [];
  }

  /** All flows as buttons, and all that can be reported. */
  list(): readonly Message[] {
    const all = this.#around.flows.all;
    const decisions =
      all.length === 0
        ? [text(GUIDED.noFlows)]
        : [
            choices(
              GUIDED.allFlows,
              all.map(({ id, title }) => startButton(title, id)),
            ),
          ];
    return [...decisions, ...this.reports()];
  }

  /** What can be reported, as buttons; empty where nobody takes reports. */
  reports(): readonly Message[] {
    const buttons = this.#around.flows.reportButtons();
    return buttons.length === 0 ? [] : [choices(REPORTS.menu, buttons)];
  }

  /** The same engine as this person is asked. */
  for(asker: Asker): GuidedEngine {
    return new GuidedEngine({ ...this.#around, flows: this.#around.flows.for(asker) }, asker);
  }

  /** Whether a report is open of which nobody has been told yet. */
  isReporting({ current }: GuidedState): boolean {
    if (current === null || current.status !== 'asking') return false;
    return this.#around.flows.isReport(innermost(current).flow);
  }

  isReport(flow: string): boolean {
    return this.#around.flows.isReport(flow);
  }

  /** Begins a report from the words that tell of it; null where nobody takes such reports. */
  report(state: GuidedState, flow: string, typed: string, run: string): Step | null {
    const guided = this.#around.flows.get(flow);
    if (guided?.kind !== 'report') return null;
    const step = reportFromWords(state, guided, typed, run, this.#around);
    return { ...step, messages: [...this.#signInFirst(), ...step.messages] };
  }

  /** The numbers to ring for a report about a superior: of whoever stands one post above, where the asker is known. */
  ringPast(flow: string, called: string): readonly string[] {
    const guided = this.#around.flows.get(flow);
    return guided?.kind === 'report' ? guided.report.ringPast(called) : [];
  }

  /** What words that tell of such a report do right after one was filed here; null where they begin their own. */
  moreOfReport(state: GuidedState, flow: string, typed: string, at: Date): Step | null {
    return moreOfReport(state, flow, typed, at, this.#around);
  }

  /** Writes words down with the report that was filed under this key; null where none was here. */
  addToReport(state: GuidedState, run: string, typed: string): Step | null {
    return addedToReport(state, run, typed, this.#around);
  }

  /** Begins a report from a list, or an exercise of one. */
  enter(state: GuidedState, { flow, entry, drill }: Extract<Action, { do: 'report' }>, run: string): Step {
    const guided = this.#around.flows.get(flow);
    if (guided?.kind !== 'report') return { state, messages: [this.#gone(flow)] };
    if (drill && this.#asker.drillPosts.length === 0)
      return { state, messages: [text(REPORTS.drillNotYours)] };
    const facts = guided.report.entryFacts(entry);
    const step = reportFromEntry(state, guided, facts, drill === true, run, this.#around);
    return { ...step, messages: [...this.#signInFirst(), ...step.messages] };
  }

  /** 「訓練」: what it does, and what can be exercised, for those who may. */
  drill(): readonly Message[] {
    if (this.#asker.drillPosts.length === 0) return [text(REPORTS.drillNotYours)];
    return [choices(REPORTS.drillBegins, this.#around.flows.reportButtons(true))];
  }

  /** What is said to 「はい」 where nothing is asked. */
  nothingAsked(): readonly Message[] {
    return [choices(GUIDED.nothingAsked, this.#around.flows.all.length === 0 ? [] : [flowsButton()])];
  }

  /** What is said to 「続ける」 and the like where there is nothing to go on with. */
  nothingOpen(): readonly Message[] {
    return [choices(GUIDED.nothingOpen, this.#around.flows.all.length === 0 ? [] : [flowsButton()])];
  }

  start(state: GuidedState, flow: string, run: string): Step {
    if (!this.has(flow)) return { state, messages: [this.#gone(flow)] };
    return beginning(state, flow, run, this.#around);
  }

  /**
   * Takes the facts that a first sentence names, and asks the first question under the plain answer.
   * @param called the flow was called by its title: its words say nothing of the case, and it is not passed over.
   */
  offer(state: GuidedState, flow: string, typed: string, run: string, called = false): OfferStep | null {
    const guided = this.#around.flows.get(flow);
    if (guided === null) return null;
    const hide = this.isSecret(flow, typed);
    const facts = hide || called ? {} : readFacts(guided.flow, typed).facts;
    const status = called ? 'asking' : 'offered';
    const begun: Walk = { status, frames: [newFrame(flow, guided.rules, run, null)] };
    const walk = withAnswers(begun, facts, 'taken');
    const step = goOn(state, walk, this.#around);
    const decided = step.state.current?.status === 'decided';
    const offered = decided ? step.state : withCurrent(state, walk);
    const { known } = placeOf(innermost(walk), this.#around.flows).standing;
    const lines = factLines(walk, facts, this.#around, known);
    const secret = hide ? [text(guided.flow.secret ?? '')] : [];
    const taken = lines.length === 0 ? [] : [text(GUIDED.taken(lines))];
    return { state: offered, messages: [...secret, ...taken, ...step.messages], decided, hide };
  }

  /** Whether words speak of what the open walk asks about: a side question, not another matter. */
  isAbout({ current }: GuidedState, typed: string): boolean {
    if (current === null) return false;
    const { flow } = placeOf(innermost(current), this.#around.flows).guided;
    return namesFacts(flow, typed);
  }

  /** Whether a message to a flow holds what the flow must not be told. */
  isSecret(flow: string, typed: string): boolean {
    return this.#around.flows.get(flow)?.flow.secret != null && holdsSecret(typed);
  }

  /** Whether the walk that is open must not be told a secret. */
  keepsSecrets({ current }: GuidedState): boolean {
    return current?.frames.some(({ flow }) => this.#around.flows.get(flow)?.flow.secret != null) ?? false;
  }

  /** What to do about a secret that was typed: as a flow says, or as any does that asks about one. */
  secretWarning(flow: string | null): readonly Message[] {
    const { flows } = this.#around;
    const own = flow === null ? null : flows.get(flow)?.flow.secret;
    const said = own ?? flows.all.map(({ id }) => flows.get(id)?.flow.secret).find((one) => one != null);
    return said == null ? [] : [text(said)];
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
    const { current } = state;
    if (current === null || (current.status !== 'asking' && current.status !== 'offered')) return [];
    const say = this.isReporting(state) ? REPORTS.afterAside : GUIDED.afterAside;
    return [text(say(titleOf(current, this.#around))), ...this.currentStep(state)];
  }

  /** A button that leads back to a decision that was passed over. */
  wayBack({ current }: GuidedState): readonly Message[] {
    if (current?.status !== 'stopped') return [];
    const button = stepButton(GUIDED.resume, 'resume', innermost(current));
    return [choices(GUIDED.passedOver(titleOf(current, this.#around)), [button])];
  }

  /** After a report nothing else is asked: only a button leads back. */
  afterReport(state: GuidedState): readonly Message[] {
    if (state.current === null || !this.isAsking(state)) return [];
    if (this.isReporting(state)) return this.afterAside(state);
    return [
      choices(GUIDED.afterReport(titleOf(state.current, this.#around)), [
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

  /** A button of a walk was pressed. What was begun inside its question is given up. */
  press(state: GuidedState, action: GuidedAction, newRun: () => string): Step {
    const walk = walkOf(state, action.run);
    if (walk === undefined) return { state, messages: [this.#gone(action.flow)] };
    const meant = cutTo(walk, action.run);
    if (action.do === 'answer') return answered(state, meant, action.facts, this.#around);
    switch (action.step) {
      case 'find':
        return finding(state, meant, action.fact, newRun(), this.#around);
      case 'change':
        return changing(state, meant, action.fact, this.#around);
      case 'back':
        return goingBack(state, meant, action.fact, this.#around);
      case 'why':
        return explaining(state, meant, action.fact, this.#around);
      case 'cancel':
        return cancelling(state, walk, this.#around);
      case 'resume':
        return resuming(state, walk, this.#around);
    }
  }

  /** Words were typed while there is a walk. Null where they are not for it. */
  typed(state: GuidedState, typed: string, context: TypedContext): TypedStep | null {
    const { current } = state;
    if (current === null) return null;
    const secret =
      current.frames.find(({ flow }) => this.isSecret(flow, typed)) ?? this.#perhapsSecret(current, typed);
    if (secret !== undefined) {
      const again = current.status === 'decided' ? [] : this.currentStep(state);
      return { state, messages: [...this.secretWarning(secret.flow), ...again], hide: true };
    }
    const step = typedStep(state, current, typed, context, this.#around);
    return step === null ? null : { ...step, hide: false };
  }

  /** The frame that a bare word may be the secret of: it is no answer to what is asked, and no command. */
  #perhapsSecret(walk: Walk, typed: string): Frame | undefined {
    if (walk.status === 'stopped' || !isBareWord(typed) || stepCommandIn(typed) !== null) return undefined;
    const { asked, guided } = placeOf(innermost(walk), this.#around.flows);
    const read = asked === null ? null : readAnswer(guided.flow, asked, typed);
    if (read?.kind === 'facts') return undefined;
    return walk.frames.find(({ flow }) => this.#around.flows.get(flow)?.flow.secret != null);
  }

  /** Nobody is told of what somebody unknown says: they sign in first, and go on where they were. */
  #signInFirst(): readonly Message[] {
    return this.#asker.known ? [] : [text(REPORTS.signInFirst)];
  }

  /** A button whose walk is long gone, or whose flow the pack does not have. */
  #gone(flow: string): Message {
    const title = this.#around.flows.get(flow)?.flow.title ?? '';
    return choices(GUIDED.runGone(title), [...this.#beginAgain(flow, title), flowsButton()]);
  }

  #rulesChanged(walk: Walk): Message {
    const { flow } = outermost(walk);
    const title = titleOf(walk, this.#around);
    return choices(GUIDED.rulesChanged(title), [...this.#beginAgain(flow, title), flowsButton()]);
  }

  #beginAgain(flow: string, title: string) {
    return title === '' ? [] : [startButton(GUIDED.beginAgain(title), flow)];
  }
}
