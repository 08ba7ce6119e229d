import { once } from 'node:events';
import { createServer } from 'node:net';
import { Program } from '../e2e/program.ts';
import { Gate } from '../long-runs/gate.ts';
import { ROOT } from '../long-runs/records.ts';

/** The real program, started as a city starts it, on one folder and one port for all its lives. */
export class City {
  readonly url: string;
  readonly #variables: Readonly<Record<string, string>>;
  #program: Program | null = null;
  readonly #gate = new Gate();
  /** What its lives said of themselves: for whoever has to find out why one did not start. */
  said = '';

  private constructor(port: number, variables: Readonly<Record<string, string>>) {
    this.url = `http://127.0.0.1:${port}`;
    this.#variables = { ...variables, PORT: String(port) };
  }

  static async on(dataFolder: string, smtpPort: number): Promise<City> {
    return new City(await freePort(), {
      DATA_DIR: dataFolder,
      SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
      MAIL_FROM: 'desk@city.example.jp',
      LOG_LEVEL: 'warn',
    });
  }

  /** Resolves while it answers; a client waits here between two lives. */
  get answering(): Promise<void> {
    return this.#gate.opened;
  }

  /** Does not wait until it answers: a kill may come before. */
  start(): void {
    const program = Program.npmStart(ROOT, this.#variables);
    this.#program = program;
    void this.#untilAnswers(program).then(
      () => {
        if (this.#program === program) this.#gate.open();
      },
      () => undefined,
    );
  }

  /** Kills npm, its shell and the program, and waits until they are gone. */
  async kill(): Promise<void> {
    const program = this.#program;
    if (program === null) return;
    this.#gate.shut();
    program.signal('SIGKILL');
    const end = await program.ended();
    if (end !== 'SIGKILL') throw new Error(`ended by itself: ${program.stdout}${program.stderr}`);
    this.said = `${program.stdout}${program.stderr}`;
    this.#program = null;
  }

  async #untilAnswers(program: Program): Promise<void> {
    let over = false;
    void program.ended().then(() => {
      over = true;
    });
    while (!over) {
      const answer = await fetch(`${this.url}/healthz`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('ended');
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
