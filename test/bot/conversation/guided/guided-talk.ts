import { GuidedEngine } from '../../../../bot/conversation/guided/engine.ts';
import { GuidedFlows } from '../../../../bot/conversation/guided/guided-flow.ts';
import type { Step } from '../../../../bot/conversation/guided/moves.ts';
import { EMPTY, type GuidedState } from '../../../../bot/conversation/guided/state.ts';
import type { AnswerChoice } from '../../../../bot/messages/guided-model.ts';
import type {
  Action,
  Choice,
  Message,
  QuestionMessage,
  VerdictMessage,
} from '../../../../bot/messages/model.ts';
import { loadPack, type Pack } from '../../../../knowledge/pack.ts';
import type { ClauseId } from '../../../../knowledge/policy/clause.ts';
import type { FactValue, Flow } from '../../../../knowledge/rules/flow.ts';
import { SENDAI } from '../../../knowledge/pack/small-pack.ts';

/** A talk with the engine alone, so that a test reads as a story: no understanding, no store, no channel. */
export class GuidedTalk {
  readonly engine: GuidedEngine;
  readonly pack: Pack;
  state: GuidedState = EMPTY;
  messages: readonly Message[] = [];
  #runs = 0;

  constructor(pack: Pack, flows: readonly Flow[] = pack.flows) {
    this.pack = pack;
    this.engine = new GuidedEngine({
      pack,
      flows: GuidedFlows.of(flows),
      quote: (clause) => ({
        type: 'quote',
        clause,
        citation: pack.policy.citation(clause),
        path: [],
        title: '',
        text: pack.policy.get(clause)?.body ?? '',
        marks: [],
        role: 'answer',
        why: '',
        similar: [],
      }),
    });
  }

  newRun = (): string => {
    this.#runs += 1;
    return `run-${this.#runs}`;
  };

  start(flow: string): this {
    return this.#take(this.engine.start(this.state, flow, this.newRun()));
  }

  press(action: Action): this {
    if (action.do === 'start') return this.start(action.flow);
    if (action.do !== 'answer' && action.do !== 'guide') throw new Error(`${action.do} is not the engine's`);
    return this.#take(this.engine.press(this.state, action, this.newRun));
  }

  /** Presses the button whose label begins so, wherever it stands. */
  pressed(label: string): this {
    const button = this.buttons().find((one) => one.label.startsWith(label));
    if (button === undefined) throw new Error(`no button ${label}: ${this.labels().join(' ')}`);
    return this.press(button.action);
  }

  /** Answers the question asked with a value. */
  answer(value: FactValue): this {
    const { run, flow, fact } = this.question();
    return this.press({ do: 'answer', run, flow, facts: { [fact]: value } });
  }

  /** @returns whether the words were for the engine. */
  type(typed: string, urgent = false): boolean {
    const step = this.engine.typed(this.state, typed, { isUrgent: () => urgent, newRun: this.newRun });
    if (step !== null) this.#take(step);
    return step !== null;
  }

  question(): QuestionMessage {
    const found = this.messages.find((message) => message.type === 'question');
    if (found === undefined) throw new Error('no question');
    return found;
  }

  verdict(): VerdictMessage {
    const found = this.messages.find((message) => message.type === 'verdict');
    if (found === undefined) throw new Error('no verdict');
    return found;
  }

  isDecided(): boolean {
    return this.messages.some((message) => message.type === 'verdict');
  }

  sentences(): string {
    return this.messages.flatMap((message) => (message.type === 'text' ? message.paragraphs : [])).join('\n');
  }

  quoted(): ClauseId[] {
    return this.messages.flatMap((message) => (message.type === 'quote' ? [message.clause] : []));
  }

  buttons(): readonly Choice[] {
    return this.messages.flatMap((message): readonly (Choice | AnswerChoice)[] => {
      if (message.type === 'choices') return message.choices;
      if (message.type === 'question') {
        const choices = message.input.kind === 'choices' ? message.input.choices : [];
        const changes = message.answers.map(({ change }) => change);
        return [...choices, ...message.others, ...message.controls, ...changes];
      }
      if (message.type !== 'verdict') return [];
      const changes = message.answers.map(({ change }) => change);
      return [...message.wayOn.flatMap(({ choices }) => choices), ...message.next, ...changes];
    });
  }

  labels(): string[] {
    return this.buttons().map(({ label }) => label);
  }

  #take({ state, messages }: Step): this {
    this.state = state;
    this.messages = messages;
    return this;
  }
}

let loading: Promise<Pack> | null = null;

/** The pack of Sendai; the dictionary and the index are not needed here. */
export function sendaiPack(): Promise<Pack> {
  loading ??= loadPack(SENDAI);
  return loading;
}
