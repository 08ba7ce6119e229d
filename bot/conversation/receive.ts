import type { Incoming, Input, Replied } from '../channel.ts';
import type { Action, Message } from '../messages/model.ts';
import { REPORTS } from '../messages/report-wording.ts';
import { REQUESTS } from '../messages/request-wording.ts';
import { GUIDED, text, urgent, WORDING } from '../messages/wording.ts';
import type { Dialogue, Understood } from './dialogue.ts';
import type { Asker } from './guided/asker.ts';
import type { GuidedEngine } from './guided/engine.ts';
import type { ToRecord } from './guided/moves.ts';
import { masked } from './guided/secret.ts';
import { type GuidedState, withHandled, withLastFiled, writeState } from './guided/state.ts';
import { isBareAnswer, isDrillCommand, isFlowsCommand, isIdleCommand } from './guided/step-commands.ts';
import { superiorNamed } from './guided/superior-named.ts';
import type { Replier } from './reply.ts';
import type { Prepared } from './stored-states.ts';

export interface ReceiverParts {
  readonly dialogue: Dialogue;
  readonly replier: Replier;
  readonly engine: GuidedEngine;
  readonly newId: () => string;
  /** What a report has to know of who makes it. */
  readonly askerOf: (person: string | null, at: Date) => Asker;
}

/** What an input comes to, before it is known whether anything has to be kept. */
interface Result {
  readonly state: GuidedState;
  readonly messages: readonly Message[];
  readonly hide?: boolean;
  readonly keep?: () => void;
  readonly record?: ToRecord;
  readonly ringPast?: readonly string[];
}

/** Decides whose an input is: the guided decision's that is open, or a question of its own. */
export class Receiver {
  readonly #parts: ReceiverParts;

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
  }

  /** @param kept the conversation's state as it was kept last. */
  receive(key: string, incoming: Incoming, kept: string | null): Prepared {
    const engine = this.#parts.engine.for(this.#parts.askerOf(incoming.person, incoming.at));
    return new Receiver({ ...this.#parts, engine }).#received(key, incoming, kept);
  }

  #received(key: string, incoming: Incoming, kept: string | null): Prepared {
    const { engine } = this.#parts;
    const loaded = engine.load(kept);
    if (loaded.state.handled.includes(incoming.id)) {
      const messages = [...engine.alreadyFiled(loaded.state), ...engine.currentStep(loaded.state)];
      const said = messages.length > 0 ? messages : engine.nothingOpen();
      return { replied: { messages: said, hide: false }, state: null, keep: () => undefined };
    }
    const {
      state,
      messages,
      hide = false,
      keep = () => undefined,
      record,
      ringPast,
    } = this.#withoutSecrets(key, incoming, loaded.state);
    const isChanged = state !== loaded.state || loaded.messages.length > 0;
    const then = record?.do === 'file' ? withLastFiled(state, record.filing.key, incoming.at) : state;
    return {
      replied: { messages: [...loaded.messages, ...messages], hide },
      state: isChanged ? writeState(withHandled(then, incoming.id)) : null,
      keep,
      ...(record === undefined ? {} : { record }),
      ...(ringPast === undefined ? {} : { ringPast }),
    };
  }

  /** What can be said while the store cannot be used: whom to tell of a loss, always; of all else that nothing was done. */
  withoutStore(key: string, incoming: Incoming): Replied {
    const { engine } = this.#parts;
    const failed = text(GUIDED.notRecorded);
    const { input } = incoming;
    const typed = saidIn(input);
    const open = typed === null ? null : masked(typed);
    const said = open ?? typed;
    if (input.type === 'action' && input.action.do === 'emergency')
      return { messages: this.#parts.replier.emergency(), hide: false, recorded: true };
    // An answer of a report, or its beginning: whoever gave it must not wait for us.
    if (input.type === 'action' && 'flow' in input.action && engine.isReport(input.action.flow))
      return { messages: [urgent(REPORTS.notFiled)], hide: false, recorded: true };
    if (said === null) return { messages: [failed], hide: false, recorded: false };
    const understood = this.#parts.dialogue.read(key, said, incoming.at, true);
    const flow = flowIn(understood);
    const hide = open !== null || (flow !== null && engine.isSecret(flow, said));
    if (!isUrgent(understood)) return { messages: [failed], hide, recorded: false };
    const notFiled = reportIn(understood, engine) === null ? [] : [urgent(REPORTS.notFiled)];
    const messages = [...notFiled, ...this.#parts.replier.replyAll(understood.parts)];
    return { messages, hide: false, recorded: true };
  }

  /** A password that was typed is gone before anything is made of the words around it. */
  #withoutSecrets(key: string, incoming: Incoming, state: GuidedState): Result {
    const { engine } = this.#parts;
    const { input } = incoming;
    const typed = saidIn(input);
    const open = typed === null ? null : masked(typed);
    // A decision about passwords deals with typed ones itself, and takes nothing of such a message.
    if (open === null || (input.type === 'text' && engine.keepsSecrets(state)))
      return this.#input(key, incoming, state);
    const without: Input =
      input.type === 'text'
        ? { type: 'text', text: open }
        : { type: 'action', action: { do: 'say', text: open } };
    const result = this.#input(key, { ...incoming, input: without }, state);
    return { ...result, messages: [...engine.secretWarning(null), ...result.messages], hide: true };
  }

  #input(key: string, { input, at }: Incoming, state: GuidedState): Result {
    switch (input.type) {
      case 'text':
        return this.#typed(key, input.text, at, state);
      case 'form':
        // No form is open: it was sent from a page older than this process.
        return { state, messages: [text(WORDING.unknownForm)] };
      case 'action':
        return this.#pressed(key, input.action, at, state);
    }
  }

  #pressed(key: string, action: Action, at: Date, state: GuidedState): Result {
    const { engine, replier, newId } = this.#parts;
    switch (action.do) {
      case 'say':
        if (action.of !== undefined) {
          const added = engine.addToReport(state, action.of, action.text);
          if (added !== null) return added;
        }
        return this.#asked(key, action.text, at, action.fresh === true, state);
      case 'emergency':
        return { state, messages: [...replier.emergency(), ...engine.afterReport(state)] };
      case 'show-clause':
        return { state, messages: [...replier.clause(action.clause), ...engine.afterAside(state)] };
      case 'flows':
        return { state, messages: engine.list() };
      case 'apply':
      case 'requests':
      case 'request':
      case 'cases':
      case 'case':
      case 'absence':
        // The desk takes these before they come here, where there is one.
        return { state, messages: [text(REQUESTS.noDesk)] };
      case 'start':
        return engine.start(state, action.flow, newId());
      case 'report':
        return engine.enter(state, action, newId());
      default:
        return engine.press(state, action, newId);
    }
  }

  #typed(key: string, typed: string, at: Date, state: GuidedState): Result {
    const { engine, dialogue } = this.#parts;
    if (dialogue.titled(typed) !== null) return this.#asked(key, typed, at, true, state);
    const step = engine.typed(state, typed, {
      isUrgent: () => isUrgent(dialogue.read(key, typed, at, true)),
      newRun: this.#parts.newId,
    });
    if (step !== null) return step;
    if (isIdleCommand(typed)) return { state, messages: engine.nothingOpen() };
    if (isDrillCommand(typed) && engine.reports().length > 0) return { state, messages: engine.drill() };
    if (isBareAnswer(typed)) return { state, messages: engine.nothingAsked() };
    return this.#asked(key, typed, at, false, state);
  }

  /** A question, whatever is open beside it. */
  #asked(key: string, typed: string, at: Date, fresh: boolean, before: GuidedState): Result {
    const { engine, dialogue, replier } = this.#parts;
    if (isFlowsCommand(typed)) return { state: before, messages: engine.list() };
    const understood = dialogue.read(key, typed, at, fresh);
    const flow = flowIn(understood);
    if (flow !== null && engine.isSecret(flow, typed)) return this.#secret(before, flow, typed);
    const { keep } = understood;
    const report = reportIn(understood, engine);
    if (report !== null && !fresh) {
      const more = engine.moreOfReport(before, report.flow, typed, at);
      const others = understood.parts.filter(({ kind }) => kind !== 'report');
      if (more !== null) return { ...more, messages: [...replier.replyAll(others), ...more.messages], keep };
    }
    if (report !== null && !engine.isReporting(before)) {
      const said = report.said ?? typed;
      const begun = engine.report(before, report.flow, said, this.#parts.newId());
      const superior = superiorNamed(said);
      if (begun !== null && superior !== null) {
        const ringPast = engine.ringPast(report.flow, superior);
        return {
          ...begun,
          messages: this.#pastSuperior(understood, superior, begun.messages),
          ringPast,
          keep,
        };
      }
      if (begun !== null) return { ...begun, messages: this.#reported(understood, begun.messages), keep };
    }
    if (isUrgent(understood)) {
      return { state: before, messages: [...this.#reply(understood), ...engine.afterReport(before)], keep };
    }
    const called = dialogue.titled(typed) !== null;
    if (engine.isAsking(before) && !called) {
      const other = flow === null ? [] : engine.switchTo(before, flow);
      const messages = [...this.#reply(understood), ...other, ...engine.afterAside(before)];
      return { state: before, messages, keep };
    }
    const [only, ...others] = understood.parts;
    // A side question under an offer, or words that nobody understands, do not end it.
    const isAside = flow === null && (isUnread(understood) || engine.isAbout(before, typed));
    if (before.current?.status === 'offered' && isAside) {
      return { state: before, messages: [...this.#reply(understood), ...engine.afterAside(before)], keep };
    }
    const state = engine.leave(before);
    if (flow === null || only === undefined || others.length > 0) {
      const begin = flow === null ? [] : engine.beginButton(flow);
      const back = state !== before && isAnswered(understood) ? engine.wayBack(state) : [];
      return { state, messages: [...this.#reply(understood), ...begin, ...back], keep };
    }
    // One question back is enough: which of several is meant.
    if ('choices' in only && only.choices.length > 0)
      return { state, messages: this.#reply(understood), keep };
    const offer = engine.offer(
      state,
      flow,
      'evidence' in only ? only.evidence.typed : typed,
      this.#parts.newId(),
      called,
    );
    if (offer === null) return { state, messages: this.#reply(understood), keep };
    const messages = [...understood.before, ...this.#parts.replier.reply(only, offer)];
    return { state: offer.state, messages, keep };
  }

  /** Only what to do about the secret, and the question: nothing that was typed is repeated or remembered. */
  #secret(before: GuidedState, flow: string, typed: string): Result {
    const { engine, newId } = this.#parts;
    if (engine.isAsking(before)) {
      const messages = [...engine.secretWarning(flow), ...engine.afterAside(before)];
      return { state: before, messages, hide: true };
    }
    const offer = engine.offer(engine.leave(before), flow, typed, newId());
    return offer ?? { state: before, messages: engine.secretWarning(flow), hide: true };
  }

  /** Whom to tell, the first question, and then the clauses. */
  #reported({ parts, before }: Understood, asked: readonly Message[]): readonly Message[] {
    const { replier } = this.#parts;
    const [only, ...others] = parts;
    if (only === undefined || others.length > 0) return [...before, ...replier.replyAll(parts), ...asked];
    return [...before, ...replier.reply(only, { messages: asked, decided: false })];
  }

  /** Never first whom to tell: that may be the very person. */
  #pastSuperior(
    { parts, before }: Understood,
    called: string,
    asked: readonly Message[],
  ): readonly Message[] {
    const { replier } = this.#parts;
    const clauses = parts.flatMap((part) => (part.kind === 'report' ? part.citations : []));
    return [
      ...before,
      urgent(REPORTS.superiorFirst(called)),
      ...asked,
      text(WORDING.flowClauses),
      ...[...new Set(clauses)].map((clause) => replier.quote(clause)),
      ...replier.replyAll(parts.filter(({ kind }) => kind !== 'report')),
    ];
  }

  #reply({ parts, before }: Understood): readonly Message[] {
    return [...before, ...this.#parts.replier.replyAll(parts)];
  }
}

/** What a person says, typed or by a button that says it; null where nothing is said. */
function saidIn(input: Input): string | null {
  return input.type === 'text' ? input.text : isSaying(input) ? input.action.text : null;
}

function isSaying(
  input: Input,
): input is Input & { readonly action: { readonly do: 'say'; readonly text: string } } {
  return input.type === 'action' && input.action.do === 'say';
}

/** Something has happened that has to be told at once. */
function isUrgent({ parts }: Understood): boolean {
  return parts.some(
    (part) => part.kind === 'report' || (part.kind === 'command' && part.command === 'emergency'),
  );
}

/** Nothing is known that the words could ask about. */
function isUnread({ parts }: Understood): boolean {
  return parts.every((part) => part.kind === 'unreadable' || (part.kind === 'none' && part.outside === null));
}

function isAnswered({ parts }: Understood): boolean {
  return parts.some(({ kind }) => kind === 'answer' || kind === 'no-mishap' || kind === 'none');
}

/** The first report that a message makes, and the words of that part of it; null where nobody takes reports. */
function reportIn({ parts }: Understood, engine: GuidedEngine) {
  const part = parts.find(({ kind }) => kind === 'report');
  if (part?.kind !== 'report' || !engine.isReport(part.intent.id)) return null;
  return { flow: part.intent.id, said: parts.length === 1 ? null : part.evidence.typed };
}

/** The first guided decision that a message asks about. */
function flowIn({ parts }: Understood): string | null {
  const part = parts.find(({ kind }) => kind === 'flow');
  return part?.kind === 'flow' ? part.intent.id : null;
}
