import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Every process started here, each the head of its own group, so that none outlives the test. */
const started = new Set<ChildProcess>();

/** The real program, started as a city starts it. */
export class Program {
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | NodeJS.Signals>;
  stdout = '';
  stderr = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.stdout?.on('data', (chunk) => {
      this.stdout += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      this.stderr += chunk;
    });
    this.#ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  }

  static npmStart(folder: string, variables: Readonly<Record<string, string>>): Program {
    return Program.#spawn('npm', ['start'], folder, variables);
  }

  /** The same without npm and its shell between: its exit code is the program's own. */
  static bare(folder: string, variables: Readonly<Record<string, string>>): Program {
    return Program.#spawn(process.execPath, ['--import', 'tsx', 'adapters/start.ts'], folder, variables);
  }

  static #spawn(
    command: string,
    words: readonly string[],
    cwd: string,
    variables: Readonly<Record<string, string>>,
  ): Program {
    const { DATA_DIR: _, HOST: __, PORT: ___, ...inherited } = process.env;
    const env = { ...inherited, NO_BROWSER: '1', ...variables };
    const child = spawn(command, words, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    started.add(child);
    child.once('close', () => started.delete(child));
    return new Program(child);
  }

  /** The address that it prints once it answers; fails at once where it ends before. */
  address(): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const url = /http:\/\/127\.0\.0\.1:\d+/u.exec(this.stdout)?.[0];
        if (url !== undefined) resolve(url);
      };
      look();
      this.#child.stdout?.on('data', look);
      this.#child.once('close', () => reject(new Error(`ended early: ${this.stdout}${this.stderr}`)));
    });
  }

  /** A signal to the whole group, as Ctrl+C in a terminal and a service manager send it. */
  signal(name: NodeJS.Signals): void {
    if (this.#child.pid === undefined) throw new Error('was never started');
    process.kill(-this.#child.pid, name);
  }

  /** The exit code, or the signal that ended it. */
  ended(): Promise<number | NodeJS.Signals> {
    return this.#ended;
  }
}

/** Ends whatever was started and still runs: for `afterAll`. */
export async function killAll(): Promise<void> {
  const ends = [...started].map((child) => once(child, 'close'));
  for (const { pid } of started) if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  await Promise.all(ends);
}
