import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Reply, Sent } from '../../adapters/web/wire.ts';
import { answerOf } from '../../bot/messages/guided-model.ts';
import type { Message } from '../../bot/messages/model.ts';
import { Program } from '../e2e/program.ts';
import { buttonsIn } from './buttons.ts';
import type { ScriptChannel } from './script-channel.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The real program, talked to over HTTP as its page does. */
export class WebScriptChannel implements ScriptChannel {
  readonly name = 'web';
  readonly #folder: string;
  readonly #conversation = randomUUID();
  #program: Program;
  #url: string;
  #last: Sent | null = null;
  /** Everything answered so far: old buttons still work. */
  readonly #seen: Message[] = [];

  private constructor(folder: string, program: Program, url: string) {
    this.#folder = folder;
    this.#program = program;
    this.#url = url;
  }

  static async start(): Promise<WebScriptChannel> {
    const folder = await mkdtemp(join(tmpdir(), 'script-'));
    const program = Program.bare(ROOT, { PORT: '0', DATA_DIR: folder });
    return new WebScriptChannel(folder, program, await program.address());
  }

  /** A conversation of its own with the same program: a script begins anew. */
  another(): WebScriptChannel {
    return new WebScriptChannel(this.#folder, this.#program, this.#url);
  }

  say(text: string): Promise<readonly Message[]> {
    return this.#send({ type: 'text', text });
  }

  press(label: string): Promise<readonly Message[]> {
    const button = this.#seen.flatMap(buttonsIn).findLast((one) => one.label === label);
    if (button === undefined) {
      const labels = this.#seen.flatMap(buttonsIn).map((one) => one.label);
      throw new Error(`no button 「${label}」, only ${[...new Set(labels)].join('、')}`);
    }
    return this.#send({ type: 'action', action: button.action });
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
    if (this.#last === null) throw new Error('nothing was sent');
    return this.#post(this.#last);
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

  #question<Kind extends 'checks' | 'number'>(kind: Kind) {
    const asked = this.#seen.findLast((message) => message.type === 'question');
    if (asked?.type !== 'question' || asked.input.kind !== kind) throw new Error(`no question with ${kind}`);
    return asked as typeof asked & { readonly input: Extract<typeof asked.input, { readonly kind: Kind }> };
  }

  #send(input: Sent['input']): Promise<readonly Message[]> {
    this.#last = { conversation: this.#conversation, id: randomUUID(), input };
    return this.#post(this.#last);
  }

  async #post(sent: Sent): Promise<readonly Message[]> {
    const response = await fetch(`${this.#url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.#url },
      body: JSON.stringify(sent),
    });
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    const { messages } = (await response.json()) as Reply;
    this.#seen.push(...messages);
    return messages;
  }
}
