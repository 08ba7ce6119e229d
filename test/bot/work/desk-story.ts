import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Assistant, ConversationId, Input, Replied } from '../../../bot/channel.ts';
import { createAssistant } from '../../../bot/conversation/assistant.ts';
import type { Knowledge } from '../../../bot/knowledge.ts';
import type {
  Action,
  CardMessage,
  CaseAction,
  CopyOf,
  Message,
  RequestAction,
} from '../../../bot/messages/model.ts';
import { plainText } from '../../../bot/messages/plain-text.ts';
import { openStore, type Store } from '../../../bot/store/open-store.ts';
import type { Desk } from '../../../bot/work/desk.ts';
import { openWork, type Work } from '../../../bot/work/open-work.ts';
import { streamOf } from '../../../bot/work/requests/number.ts';
import { WORK_VIEWS } from '../../../bot/work/views.ts';
import type { Directory, PersonId } from '../../../knowledge/organisation/directory.ts';
import { buttonsIn } from '../../scripts/buttons.ts';

/** Everything real but the channel: one store file, the desk, and a clock that a test moves. */
export class DeskStory {
  readonly knowledge: Knowledge;
  readonly folder: string;
  /** Stands still until it is moved. */
  now: Date;
  /** As the files have it; a test may put another in its place. */
  directory: Directory;
  readonly told: string[] = [];
  /** Channels that deliver; others from the next restart on. */
  deliverers: readonly string[] = ['mail'];
  #open: {
    readonly store: Store;
    readonly work: Work;
    readonly assistant: Assistant;
    readonly desk: Desk;
  } | null = null;

  private constructor(knowledge: Knowledge, folder: string, directory: Directory, now: Date) {
    this.knowledge = knowledge;
    this.folder = folder;
    this.directory = directory;
    this.now = now;
  }

  /** @param now a Tuesday morning: 10:00 in Sendai. */
  static async begin(
    knowledge: Knowledge,
    directory: Directory,
    now = '2026-10-06T01:00:00Z',
  ): Promise<DeskStory> {
    const folder = await mkdtemp(join(tmpdir(), 'desk-'));
    const story = new DeskStory(knowledge, folder, directory, new Date(now));
    await story.#begin();
    onTestFinished(async () => {
      await story.#open?.store.close();
      await rm(folder, { recursive: true });
    });
    return story;
  }

  get store(): Store {
    return this.#parts.store;
  }

  get work(): Work {
    return this.#parts.work;
  }

  get desk(): Desk {
    return this.#parts.desk;
  }

  get #parts() {
    if (this.#open === null) throw new Error('not open');
    return this.#open;
  }

  async #begin(): Promise<void> {
    const now = () => this.now;
    const store = await openStore({ dataFolder: this.folder, views: WORK_VIEWS, now });
    const story = this;
    const work = await openWork({
      pack: this.knowledge.pack,
      store,
      directory: {
        get current() {
          return story.directory;
        },
        look: async () => undefined,
        close: () => undefined,
      },
      tell: (persons) => this.told.push(...persons),
      deliverers: this.deliverers,
      log: () => undefined,
      now,
    });
    let opened: Desk | null = null;
    const openDesk: Work['desk'] = (quote) => {
      opened = work.desk(quote);
      return opened;
    };
    const assistant = createAssistant(this.knowledge, { store: store.conversations, desk: openDesk });
    const desk: Desk | null = opened;
    if (desk === null) throw new Error('no desk');
    this.#open = { store, work, assistant, desk };
  }

  /** Another process on the same records. */
  async restart(): Promise<void> {
    await this.store.close();
    await this.#begin();
  }

  async pass(hours: number): Promise<void> {
    this.now = new Date(this.now.getTime() + hours * 3_600_000);
    await this.#parts.work.look();
  }

  async send(person: string | null, input: Input, id: string = randomUUID()): Promise<Said> {
    const replied = await this.#parts.assistant.receive({
      id,
      channel: 'test',
      conversation: `tab of ${person}` as ConversationId,
      person: person as PersonId | null,
      input,
      at: this.now,
    });
    return new Said(replied);
  }

  /** Cards as they stand now, for a page that shows copies of them. */
  cards(person: string, wanted: readonly CopyOf[]): Promise<readonly (CardMessage | null)[]> {
    return this.#parts.assistant.cards(person as PersonId, wanted, this.now);
  }

  press(person: string, action: Action): Promise<Said> {
    return this.send(person, { type: 'action', action });
  }

  act(person: string, act: RequestAction['act'], number: string, step = 0, round = 0): Promise<Said> {
    return this.press(person, { do: 'request', act, number, step, round });
  }

  /** A form as a button opened it, sent with these words. */
  async words(
    person: string,
    act: 'conditions' | 'return' | 'refuse' | 'revoke',
    number: string,
    words: string,
    round = 0,
  ): Promise<Said> {
    const form = (await this.act(person, act, number, 0, round)).form;
    return this.send(person, { type: 'form', form, values: { words } });
  }

  say(person: string, text: string): Promise<Said> {
    return this.send(person, { type: 'text', text });
  }

  /** Files for taking out a device. @returns the number. */
  async file(person: string, values: Record<string, string> = {}): Promise<string> {
    const said = await this.send(person, await this.filing(person, values));
    const number = said.number;
    if (number === null) throw new Error(said.text);
    return number;
  }

  /** What is sent by who files for taking out a device. */
  async filing(person: string, values: Record<string, string> = {}): Promise<Input> {
    const facts = { object: 'device', specificPersonalInfo: false, onMedia: false };
    const { form } = await this.press(person, { do: 'apply', flow: 'take-out', facts });
    return { type: 'form', form, values: { ...FIELDS, ...values } };
  }

  async away(person: string, from = '2026-10-06', to = '2026-10-06'): Promise<Said> {
    return this.send(person, { type: 'form', form: 'absence', values: { from, to } });
  }

  /** The record of an application, one word an event. */
  async record(number: string): Promise<string[]> {
    return (await this.store.events.load(streamOf(number))).map(({ type }) => type);
  }

  async count(number: string, type: string): Promise<number> {
    return (await this.record(number)).filter((one) => one === type).length;
  }
}

export const FIELDS = {
  what: 'ノートパソコンを持ち出す',
  why: '現地調査のため',
  from: '2026-10-07',
  to: '2026-10-09',
  returnBy: '2026-10-09',
};

/** What a person was told. */
export class Said {
  readonly messages: readonly Message[];
  readonly recorded: boolean;
  readonly text: string;

  constructor({ messages, recorded }: Replied) {
    this.messages = messages;
    this.recorded = recorded;
    this.text = plainText(messages);
  }

  get number(): string | null {
    return /申請番号は ([0-9A-Z]{4}-[0-9A-Z]{4}) です/u.exec(this.text)?.[1] ?? null;
  }

  /** The name of the form that is shown; empty where there is none. */
  get form(): string {
    const form = this.messages.findLast((message) => message.type === 'form');
    return form?.type === 'form' ? form.form : '';
  }

  /** The buttons of cases. */
  get caseActs(): readonly CaseAction[] {
    return this.messages.flatMap(buttonsIn).flatMap(({ action }) => (action.do === 'case' ? [action] : []));
  }

  /** The buttons of applications. */
  get acts(): readonly RequestAction[] {
    return this.messages
      .flatMap(buttonsIn)
      .flatMap(({ action }) => (action.do === 'request' ? [action] : []));
  }
}
