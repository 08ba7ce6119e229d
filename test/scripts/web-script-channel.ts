import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Reply, Sent } from '../../adapters/web/wire.ts';
import { answerOf } from '../../bot/messages/guided-model.ts';
import type { Message } from '../../bot/messages/model.ts';
import { plainText } from '../../bot/messages/plain-text.ts';
import { openStore } from '../../bot/store/open-store.ts';
import { backup } from '../../bot/store/sqlite/backup.ts';
import { WORK_VIEWS } from '../../bot/work/views.ts';
import { newDataFolder } from '../data-folder.ts';
import { Program } from '../e2e/program.ts';
import { Visitor } from '../fakes/visitor.ts';
import { buttonsIn } from './buttons.ts';
import type { ScriptChannel } from './script-channel.ts';

/** What one person has open. */
interface Tab {
  readonly visitor: Visitor;
  readonly conversation: string;
  last: Sent | null;
  /** Everything answered so far: old buttons still work. */
  readonly seen: Message[];
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The real program, talked to over HTTP as its page does. */
export class WebScriptChannel implements ScriptChannel {
  readonly name = 'web';
  readonly #folder: string;
  #person: string | null = null;
  /** A tab for each person, and one for nobody. */
  readonly #tabs = new Map<string | null, Tab>();
  #program: Program;
  #url: string;

  private constructor(folder: string, program: Program, url: string) {
    this.#folder = folder;
    this.#program = program;
    this.#url = url;
  }

  static async start(): Promise<WebScriptChannel> {
    const folder = await newDataFolder('script');
    const program = Program.bare(ROOT, { PORT: '0', DATA_DIR: folder });
    return new WebScriptChannel(folder, program, await program.address());
  }

  /** A conversation of its own with the same program: a script begins anew. */
  another(): WebScriptChannel {
    return new WebScriptChannel(this.#folder, this.#program, this.#url);
  }

  async as(person: string | null): Promise<void> {
    this.#person = person;
    const { visitor } = this.#tab;
    if (person === null || visitor.jar(this.#url).size > 0) return;
    const page = await visitor.get(`${this.#url}/sign-in`);
    const token = /name="token" value="([^"]+)"/u.exec(page.text)?.[1] ?? '';
    const answer = await visitor.post(`${this.#url}/sign-in`, { person, token, return: '/' });
    if (answer.status !== 303) throw new Error(`${person} cannot sign in: ${answer.status}`);
  }

  say(text: string): Promise<readonly Message[]> {
    return this.#send({ type: 'text', text });
  }

  press(label: string): Promise<readonly Message[]> {
    const button = this.#seen.flatMap(buttonsIn).findLast((one) => isCalled(one.label, label));
    if (button === undefined) {
      const labels = this.#seen.flatMap(buttonsIn).map((one) => one.label);
      throw new Error(`no button 「${label}」, only ${[...new Set(labels)].join('、')}`);
    }
    return this.#send({ type: 'action', action: button.action });
  }

  fill(values: Readonly<Record<string, string>>): Promise<readonly Message[]> {
    const form = this.#seen.findLast((message) => message.type === 'form');
    if (form?.type !== 'form') throw new Error('no form');
    const day = (value: string) => (/^\+\d+$/u.test(value) ? dayAhead(Number(value)) : value);
    const filled = Object.entries(values).map(([field, value]) => [field, day(value)]);
    return this.#send({ type: 'form', form: form.form, values: Object.fromEntries(filled) });
  }

  /** From a copy, as an auditor gets it. */
  async records(): Promise<readonly string[]> {
    const said = plainText([...this.#tabs.values()].flatMap(({ seen }) => seen));
    const numbered = [...said.matchAll(/(?<kind>申請|事案)番号は (?<number>\S+) です/gu)].at(-1)?.groups;
    const stream = `${numbered?.kind === '事案' ? 'case' : 'request'}/${numbered?.number}`;
    const folder = await mkdtemp(join(tmpdir(), 'script-copy-'));
    try {
      const file = join(folder, 'assistant.db');
      await backup({ dataFolder: this.#folder, file, views: WORK_VIEWS });
      const store = await openStore({ dataFolder: folder, views: WORK_VIEWS });
      const events = await store.events.load(stream);
      await store.close();
      return events.map(({ type }) => type);
    } finally {
      await rm(folder, { recursive: true });
    }
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

  /** Killed without warning, and started on what it had kept. */
  async restart(): Promise<void> {
    this.#program.signal('SIGKILL');
    await this.#program.ended();
    this.#program = Program.bare(ROOT, { PORT: '0', DATA_DIR: this.#folder });
    this.#url = await this.#program.address();
  }

  async stop(): Promise<void> {
    this.#program.signal('SIGKILL');
    await this.#program.ended();
    await rm(this.#folder, { recursive: true });
  }

  get #tab(): Tab {
    const tab = this.#tabs.get(this.#person) ?? {
      visitor: new Visitor(),
      conversation: randomUUID(),
      last: null,
      seen: [],
    };
    this.#tabs.set(this.#person, tab);
    return tab;
  }

  get #seen(): Message[] {
    return this.#tab.seen;
  }

  #question<Kind extends 'checks' | 'number'>(kind: Kind) {
    const asked = this.#seen.findLast((message) => message.type === 'question');
    if (asked?.type !== 'question' || asked.input.kind !== kind) throw new Error(`no question with ${kind}`);
    return asked as typeof asked & { readonly input: Extract<typeof asked.input, { readonly kind: Kind }> };
  }

  #send(input: Sent['input']): Promise<readonly Message[]> {
    const tab = this.#tab;
    tab.last = { conversation: tab.conversation, id: randomUUID(), input };
    return this.#post(tab.last);
  }

  async #post(sent: Sent): Promise<readonly Message[]> {
    const { status, text } = await this.#tab.visitor.postJson(`${this.#url}/api/messages`, sent);
    if (status !== 200) throw new Error(`${status} ${text}`);
    const { messages } = JSON.parse(text) as Reply;
    this.#seen.push(...messages);
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
