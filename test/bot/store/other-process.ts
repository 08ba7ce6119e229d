import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const PROGRAM = fileURLToPath(new URL('saving-process.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');

/** Another process with the same store, gone with the test at the latest. */
export class OtherProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #out = '';
  stderr = '';

  /** @param limit in blocks of 512 bytes, the largest file that it may write; the system's own way to fail a write. */
  constructor(
    folder: string,
    {
      saves = 0,
      limit,
      program: own = PROGRAM,
    }: { readonly saves?: number; readonly limit?: number; readonly program?: string } = {},
  ) {
    const command = [process.execPath, '--import', TSX, own, folder, String(saves)] as const;
    const [program, ...words] =
      limit === undefined
        ? command
        : (['sh', '-c', `ulimit -f ${limit}; exec "$0" "$@"`, ...command] as const);
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk) => {
      this.#out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      this.stderr += chunk;
    });
    this.#child = child;
    this.#ended = once(child, 'close');
    onTestFinished(() => this.kill());
  }

  /** What it has said so far, line by line. */
  get lines(): readonly string[] {
    return this.#out.split('\n').slice(0, -1);
  }

  /** Waits for so many lines; fails where it ends before. */
  async said(count: number): Promise<readonly string[]> {
    while (this.lines.length < count) {
      await Promise.race([
        once(this.#child.stdout ?? this.#child, 'data'),
        this.#ended.then(() => {
          if (this.lines.length < count) throw new Error(`ended early: ${this.#out}${this.stderr}`);
        }),
      ]);
    }
    return this.lines;
  }

  /** SIGKILL: nothing in it can run any more. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
}
