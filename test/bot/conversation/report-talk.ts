import type { ConversationId, Replied } from '../../../bot/channel.ts';
import { createAssistant } from '../../../bot/conversation/assistant.ts';
import {
  type ConversationStore,
  type KeptConversation,
  MemoryConversations,
} from '../../../bot/conversation/conversation-store.ts';
import type { ReportDesk } from '../../../bot/conversation/report-desk.ts';
import type { Knowledge } from '../../../bot/knowledge.ts';
import type { Action, Message, QuestionMessage } from '../../../bot/messages/model.ts';
import { plainText } from '../../../bot/messages/plain-text.ts';
import { REPORTS } from '../../../bot/messages/report-wording.ts';
import { text } from '../../../bot/messages/wording.ts';
import { StoreError } from '../../../bot/store/store-error.ts';
import { caseNumber } from '../../../bot/work/cases/case-number.ts';
import type { ReportFiling } from '../../../bot/work/cases/report-filing.ts';
import type { Directory, PersonId } from '../../../knowledge/organisation/directory.ts';
import type { Facts } from '../../../knowledge/rules/flow.ts';
import { sample } from '../../knowledge/organisation/sample-directory.ts';
import { buttonsIn } from '../../scripts/buttons.ts';

/** Takes reports as the desk does, keyed, and can be broken. */
export class RecordingDesk implements ReportDesk {
  readonly filed = new Map<string, ReportFiling>();
  readonly learnt: { readonly number: string; readonly facts: Facts; readonly by: string }[] = [];
  readonly notes: { readonly number: string; readonly note: string; readonly by: string }[] = [];
  /** How often it was asked to file. */
  calls = 0;
  broken = false;

  directory(): Directory {
    return sample;
  }

  async report(filing: ReportFiling): Promise<readonly Message[]> {
    this.calls += 1;
    if (this.broken) throw new StoreError('STORE_UNAVAILABLE', 'test');
    if (!this.filed.has(filing.key)) this.filed.set(filing.key, filing);
    return [text(`受け付けました：${caseNumber(filing.key)}`)];
  }

  async learn(number: string, facts: Facts, by: string): Promise<readonly Message[]> {
    if (this.broken) throw new StoreError('STORE_UNAVAILABLE', 'test');
    this.learnt.push({ number, facts, by });
    return [];
  }

  async note(number: string, note: string, by: string): Promise<readonly Message[]> {
    if (this.broken) throw new StoreError('STORE_UNAVAILABLE', 'test');
    this.notes.push({ number, note, by });
    return [text(REPORTS.added(number))];
  }

  get only(): ReportFiling {
    const [first, ...others] = this.filed.values();
    if (first === undefined || others.length > 0) throw new Error(`${this.filed.size} reports`);
    return first;
  }
}

/** Keeps the states, and shows what of them would be on the disk. */
export class SeenStore implements ConversationStore {
  readonly #kept = new MemoryConversations();
  readonly states: string[] = [];
  fails = false;

  async load(key: string): Promise<KeptConversation | null> {
    return this.#kept.load(key);
  }

  async save(key: string, state: string, loaded: number | null): Promise<KeptConversation> {
    if (this.fails) throw new Error('the disk is full');
    this.states.push(state);
    return this.#kept.save(key, state, loaded);
  }

  get last(): string {
    return this.states.at(-1) ?? '';
  }
}

/** A conversation with the whole assistant, in which something is reported. */
export class ReportTalk {
  readonly desk = new RecordingDesk();
  readonly store = new SeenStore();
  readonly #knowledge: Knowledge;
  #assistant: ReturnType<typeof createAssistant>;
  #messages = 0;
  readonly #seen: Message[] = [];
  person: string | null;
  /** Minutes that have gone by beside those between messages. */
  later = 0;
  last: Replied = { messages: [], hide: false, recorded: true };

  constructor(knowledge: Knowledge, person: string | null = 'keiyaku-s1') {
    this.#knowledge = knowledge;
    this.person = person;
    this.#assistant = this.#open();
  }

  #open() {
    return createAssistant(this.#knowledge, {
      store: this.store,
      reports: this.desk,
    });
  }

  /** Another process over the same store. */
  restart(): void {
    this.#assistant = this.#open();
  }

  async say(words: string, id?: string): Promise<this> {
    return this.#send({ type: 'text', text: words }, id);
  }

  async act(action: Action, id?: string): Promise<this> {
    return this.#send({ type: 'action', action }, id);
  }

  /** Presses the latest button whose label begins so. */
  async press(label: string, id?: string): Promise<this> {
    const button = this.#seen.flatMap(buttonsIn).findLast((one) => one.label.startsWith(label));
    if (button === undefined) throw new Error(`no button ${label} in: ${this.text}`);
    return this.act(button.action, id);
  }

  async #send(input: Parameters<typeof this.receive>[0], id?: string): Promise<this> {
    this.last = await this.receive(input, id);
    this.#seen.push(...this.last.messages);
    return this;
  }

  receive(
    input: { type: 'text'; text: string } | { type: 'action'; action: Action },
    id?: string,
  ): Promise<Replied> {
    this.#messages += 1;
    return this.#assistant.receive({
      id: id ?? `message-${this.#messages}`,
      channel: 'test',
      conversation: 'one' as ConversationId,
      person: this.person as PersonId | null,
      input,
      at: new Date(Date.UTC(2026, 9, 6, 1, this.later, this.#messages)),
    });
  }

  get question(): QuestionMessage {
    const found = this.last.messages.findLast((message) => message.type === 'question');
    if (found?.type !== 'question') throw new Error(`no question in: ${this.text}`);
    return found;
  }

  get asks(): string | null {
    const found = this.last.messages.findLast((message) => message.type === 'question');
    return found?.type === 'question' ? found.fact : null;
  }

  get text(): string {
    return plainText(this.last.messages);
  }

  get labels(): string[] {
    return this.last.messages.flatMap(buttonsIn).map(({ label }) => label);
  }
}
