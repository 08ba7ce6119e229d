import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Gate } from '../long-runs/gate.ts';
import { ROOT } from '../long-runs/records.ts';
import type { Done, FromDesk, ToDesk, Wanted } from './wire.ts';

const PROCESS = fileURLToPath(new URL('desk-process.ts', import.meta.url));
/** Asked so often in vain, something else is wrong than a kill. */
const TRIES = 60;

export interface DeskLivesParts {
  readonly dataFolder: string;
  readonly knowledgeFolder: string;
  readonly directoryFolder: string;
  readonly smtpPort: number;
  readonly chatUrl: string;
  /** By how much its clock is before the machine's when it starts. */
  readonly ahead: () => number;
  /** It says that something failed that must not. */
  readonly onFault: (fault: string) => void;
}

/** The desk's process in all its lives, over the same records. */
export class DeskLives {
  /** Open while it answers. */
  readonly gate = new Gate();
  /** When it was killed, by `performance.now()`. */
  readonly deaths: number[] = [];
  readonly timed: { readonly answered: number[]; readonly handed: number[] } = { answered: [], handed: [] };
  /** Asked again, since nobody knew whether it had been done. */
  askedAgain = 0;
  readonly #parts: DeskLivesParts;
  readonly #waiting = new Map<number, (answer: Done | Error | null) => void>();
  #child: ChildProcess | null = null;
  #last = 0;

  constructor(parts: DeskLivesParts) {
    this.#parts = parts;
  }

  /** Does not wait until it answers: a kill may come before. */
  start(): void {
    const { dataFolder, knowledgeFolder, directoryFolder, smtpPort, chatUrl, ahead, onFault } = this.#parts;
    const words = [dataFolder, knowledgeFolder, directoryFolder, String(smtpPort), chatUrl, String(ahead())];
    const child = fork(PROCESS, words, {
      cwd: ROOT,
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child = child;
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    child.on('error', () => undefined);
    child.on('message', (message: FromDesk) => this.#hear(message));
    child.once('close', (_, signal) => {
      this.gate.shut();
      if (signal !== 'SIGKILL') onFault(`ended by itself: ${said}`);
      for (const answer of this.#waiting.values()) answer(null);
      this.#waiting.clear();
    });
  }

  /** Kills it where it stands, and waits until it is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    this.gate.shut();
    this.deaths.push(performance.now());
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
  }

  /** Resolves once it was done, however many lives that takes. @throws where it could not be done in a life that went on */
  async ask(wanted: Wanted): Promise<Done> {
    for (let tries = 1; ; tries += 1) {
      await this.gate.opened;
      const answer = await this.#once(wanted);
      if (answer instanceof Error) throw answer;
      if (answer !== null) return answer;
      this.askedAgain += 1;
      if (tries === TRIES) throw new Error(`no answer to ${JSON.stringify(wanted)}`);
    }
  }

  /** Null where it is not alive, or dies over it. */
  async askOnce(wanted: Wanted): Promise<Done | null> {
    if (!this.gate.isOpen) return null;
    const answer = await this.#once(wanted);
    if (answer instanceof Error) throw answer;
    return answer;
  }

  #once(wanted: Wanted): Promise<Done | Error | null> {
    this.#last += 1;
    const asked: ToDesk = { ...wanted, id: this.#last };
    return new Promise((resolve) => {
      this.#waiting.set(asked.id, resolve);
      this.#child?.send(asked, (error) => {
        if (error !== null) this.#answer(asked.id, null);
      });
    });
  }

  #answer(id: number, answer: Done | Error | null): void {
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }

  #hear(message: FromDesk): void {
    switch (message.type) {
      case 'ready':
        this.gate.open();
        return;
      case 'done':
        this.#answer(message.id, message);
        return;
      case 'failed':
        if (message.id === null) this.#parts.onFault(message.error);
        else this.#answer(message.id, new Error(message.error));
        return;
      case 'timed':
        this.timed[message.what].push(message.ms);
    }
  }
}
