import { randomUUID } from 'node:crypto';
import type { Input } from '../../bot/channel.ts';
import { answerOf } from '../../bot/messages/guided-model.ts';
import type { Message } from '../../bot/messages/model.ts';
import { buttonsIn } from './buttons.ts';
import type { CaseActs, ScriptChannel } from './script-channel.ts';

/** What is sent by a tab: the same again is the same message. */
export interface TabMessage {
  readonly id: string;
  readonly input: Input;
}

interface Tab {
  last: TabMessage | null;
  /** Everything answered so far: old buttons still work. */
  readonly seen: Message[];
}

/** Looks for buttons, boxes and forms in what each person has open; what is sent goes over the channel. */
export abstract class TabsScriptChannel implements ScriptChannel {
  abstract readonly name: string;
  readonly cases: CaseActs | null = null;
  #person: string | null = null;
  /** A tab for each person, and one for nobody. */
  readonly #tabs = new Map<string | null, Tab>();

  /** Delivers a message of whoever acts. @returns what was answered. */
  protected abstract deliver(person: string | null, sent: TabMessage): Promise<readonly Message[]>;
  abstract records(): Promise<readonly string[]>;
  abstract restart(): Promise<void>;
  abstract stop(): Promise<void>;

  async as(person: string | null): Promise<void> {
    this.#person = person;
  }

  say(text: string): Promise<readonly Message[]> {
    return this.#send({ type: 'text', text });
  }

  press(label: string): Promise<readonly Message[]> {
    const buttons = this.#tab.seen.flatMap(buttonsIn);
    const button = buttons.findLast((one) => isCalled(one.label, label));
    if (button === undefined) {
      const labels = buttons.map((one) => one.label);
      throw new Error(`no button 「${label}」, only ${[...new Set(labels)].join('、')}`);
    }
    return this.#send({ type: 'action', action: button.action });
  }

  fill(values: Readonly<Record<string, string>>): Promise<readonly Message[]> {
    const form = this.#tab.seen.findLast((message) => message.type === 'form');
    if (form?.type !== 'form') throw new Error('no form');
    const day = (value: string) => (/^\+\d+$/u.test(value) ? dayAhead(Number(value)) : value);
    const filled = Object.entries(values).map(([field, value]) => [field, day(value)]);
    return this.#send({ type: 'form', form: form.form, values: Object.fromEntries(filled) });
  }

  check(labels: readonly string[]): Promise<readonly Message[]> {
    const question = this.#question('checks');
    const values = labels.map((label) => {
      const check = question.input.checks.find((one) => one.label === label);
      if (check === undefined) throw new Error(`no box 「${label}」`);
      return check.value;
    });
    return this.#send({ type: 'action', action: answerOf(question, values) });
  }

  number(value: number): Promise<readonly Message[]> {
    return this.#send({ type: 'action', action: answerOf(this.#question('number'), value) });
  }

  again(): Promise<readonly Message[]> {
    const { last } = this.#tab;
    if (last === null) throw new Error('nothing was sent');
    return this.#post(last);
  }

  /** Whoever acts now. */
  protected get person(): string | null {
    return this.#person;
  }

  /** Everything that anybody was answered. */
  protected get seenByAll(): readonly Message[] {
    return [...this.#tabs.values()].flatMap(({ seen }) => seen);
  }

  get #tab(): Tab {
    const tab = this.#tabs.get(this.#person) ?? { last: null, seen: [] };
    this.#tabs.set(this.#person, tab);
    return tab;
  }

  #question<Kind extends 'checks' | 'number'>(kind: Kind) {
    const asked = this.#tab.seen.findLast((message) => message.type === 'question');
    if (asked?.type !== 'question' || asked.input.kind !== kind) throw new Error(`no question with ${kind}`);
    return asked as typeof asked & { readonly input: Extract<typeof asked.input, { readonly kind: Kind }> };
  }

  #send(input: Input): Promise<readonly Message[]> {
    this.#tab.last = { id: randomUUID(), input };
    return this.#post(this.#tab.last);
  }

  async #post(sent: TabMessage): Promise<readonly Message[]> {
    const messages = await this.deliver(this.#person, sent);
    this.#tab.seen.push(...messages);
    return messages;
  }
}

/** A day in Japan, so many days from now. */
function dayAhead(days: number): string {
  return new Date(Date.now() + (9 + 24 * days) * 3_600_000).toISOString().slice(0, 10);
}

/** 「申請 … を見る」 stands for a label with anything, such as a number, in the place of the dots. */
function isCalled(label: string, wanted: string): boolean {
  const [begin = '', end] = wanted.split('…');
  return end === undefined ? label === wanted : label.startsWith(begin) && label.endsWith(end);
}
