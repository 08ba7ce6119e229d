import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Reply, Sent } from '../../adapters/web/wire.ts';
import type { Message } from '../../bot/messages/model.ts';
import { plainText } from '../../bot/messages/plain-text.ts';
import { openStore } from '../../bot/store/open-store.ts';
import { backup } from '../../bot/store/sqlite/backup.ts';
import { WORK_VIEWS } from '../../bot/work/views.ts';
import { newDataFolder } from '../data-folder.ts';
import { Program } from '../e2e/program.ts';
import { Visitor } from '../fakes/visitor.ts';
import { type TabMessage, TabsScriptChannel } from './tabs-script-channel.ts';

/** The browser of one person. */
interface Browser {
  readonly visitor: Visitor;
  readonly conversation: string;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The real program, talked to over HTTP as its page does. */
export class WebScriptChannel extends TabsScriptChannel {
  readonly name = 'web';
  readonly #folder: string;
  readonly #browsers = new Map<string | null, Browser>();
  #program: Program;
  #url: string;

  private constructor(folder: string, program: Program, url: string) {
    super();
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

  override async as(person: string | null): Promise<void> {
    await super.as(person);
    const { visitor } = this.#browser(person);
    if (person === null || visitor.jar(this.#url).size > 0) return;
    const page = await visitor.get(`${this.#url}/sign-in`);
    const token = /name="token" value="([^"]+)"/u.exec(page.text)?.[1] ?? '';
    const answer = await visitor.post(`${this.#url}/sign-in`, { person, token, return: '/' });
    if (answer.status !== 303) throw new Error(`${person} cannot sign in: ${answer.status}`);
  }

  /** From a copy, as an auditor gets it. */
  async records(): Promise<readonly string[]> {
    const said = plainText(this.seenByAll);
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

  protected async deliver(person: string | null, { id, input }: TabMessage): Promise<readonly Message[]> {
    const { visitor, conversation } = this.#browser(person);
    const sent: Sent = { conversation, id, input };
    const { status, text } = await visitor.postJson(`${this.#url}/api/messages`, sent);
    if (status !== 200) throw new Error(`${status} ${text}`);
    return (JSON.parse(text) as Reply).messages;
  }

  #browser(person: string | null): Browser {
    const browser = this.#browsers.get(person) ?? { visitor: new Visitor(), conversation: randomUUID() };
    this.#browsers.set(person, browser);
    return browser;
  }
}
