import { codeOf, codeWord, framesOf, type Log } from './log.ts';

export interface EndingOptions {
  /** Finishes what was begun and lets go of everything; resolves when done. */
  readonly stop: () => Promise<void>;
  readonly log: Log;
  /** How long `stop` may take. */
  readonly graceMs?: number;
}

/** A service manager waits longer than this before it kills (systemd: 90 s). */
const GRACE_MS = 10_000;
/** `npm start` in a terminal hears Ctrl+C twice, from the terminal and from npm: that is one. */
const SAME_SIGNAL_MS = 500;

export interface Ending {
  /** Whether the end has begun. */
  readonly begun: boolean;
  /** Stops everything, once, and ends the process: when that is done, and at the latest after the grace. */
  begin(reason: string): Promise<void>;
}

/**
 * How the process ends: with exit code 0 when it is told to, having finished what it began, or what it could of it in the
 * grace; at once when it is told a second time; with exit code 1 on a fault of our own.
 */
export function endOnSignal({ stop, log, graceMs = GRACE_MS }: EndingOptions): Ending {
  let since: number | null = null;
  const ending: Ending = {
    get begun() {
      return since !== null;
    },
    async begin(reason) {
      if (since !== null) return;
      const begun = performance.now();
      since = begun;
      const taken = () => Math.round(performance.now() - begun);
      log({ code: 'STOPPING', signal: codeWord(reason) });
      const late = setTimeout(() => {
        log({ code: 'STOPPED_UNFINISHED', ms: taken() });
        process.exit();
      }, graceMs);
      late.unref();
      await stop();
      log({ code: 'STOPPED', ms: taken() });
      process.exit();
    },
  };
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ] as const) {
    process.on(signal, () => {
      if (since === null) begin(signal);
      else if (performance.now() - since > SAME_SIGNAL_MS) process.exit(128 + number);
    });
  }
  // Node would print the error's message, which may hold what somebody typed.
  process.on('uncaughtException', (error) => {
    log({ code: 'UNEXPECTED', reason: codeOf(error), at: framesOf(error) });
    process.exitCode = 1;
    begin('UNEXPECTED');
  });
  return ending;

  function begin(reason: string): void {
    ending.begin(reason).catch((error: unknown) => {
      log({ code: 'UNEXPECTED', reason: codeOf(error), at: framesOf(error) });
      process.exit(1);
    });
  }
}
