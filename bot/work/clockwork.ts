import { ClaimLost, EventConflict } from '../store/events/event-conflict.ts';
import type { Store } from '../store/open-store.ts';
import { retryDelay } from '../store/queues/backoff.ts';
import type { RequestDesk } from './requests/request-desk.ts';

/** Timers are looked at so often: a reminder may be late by this much. */
const LOOK_MS = 5_000;
/** The directory's files are followed by themselves; whom that concerns is looked at so often. */
const FOLLOW_MS = 60_000;
const HOUR_MS = 60 * 60_000;
/** Longer than a timer takes, so that nobody else fires it meanwhile. */
const LEASE_MS = 60_000;
const AT_ONCE = 20;
/** What is done with is kept so long, to be looked at. */
const KEPT_MS = 30 * 24 * HOUR_MS;

export interface ClockworkParts {
  readonly store: Store;
  readonly requests: RequestDesk;
  /** Fingerprint of the pack. */
  readonly policy: string;
  readonly now: () => Date;
  /** Told of a fault without anything that a person typed. */
  readonly onFault: (error: unknown) => void;
}

/** What is done without anybody asking: reminders, the following of the directory, the care of the records. */
export class Clockwork {
  readonly #parts: ClockworkParts;
  readonly #timers: NodeJS.Timeout[] = [];
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(parts: ClockworkParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#every(LOOK_MS, () => this.fireDue());
    this.#every(FOLLOW_MS, () => this.#parts.requests.followDirectory(this.#parts.now()));
    this.#every(HOUR_MS, () => this.#care());
  }

  /** Waits for what has begun. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#running;
  }

  /** All that is looked at every few seconds, now. */
  async look(): Promise<void> {
    await this.#parts.requests.followDirectory(this.#parts.now());
    await this.fireDue();
  }

  /** Fires every timer whose time has come. */
  async fireDue(): Promise<void> {
    const { store, requests, now } = this.#parts;
    for (;;) {
      const claimed = await store.timers.claim('clockwork', AT_ONCE, LEASE_MS);
      for (const timer of claimed) {
        try {
          await requests.fire(timer, now());
        } catch (error) {
          // Something was done with the application at the same instant: looked at again presently.
          const lost = error instanceof ClaimLost;
          if (!lost)
            await store.timers.failed(
              timer,
              new Date(now().getTime() + retryDelay(timer.attempt, Math.random())),
            );
          if (!lost && !(error instanceof EventConflict)) throw error;
        }
      }
      if (claimed.length < AT_ONCE || this.#stopped) return;
    }
  }

  async #care(): Promise<void> {
    const { store, now, policy } = this.#parts;
    await store.events.checkpoint();
    const before = new Date(now().getTime() - KEPT_MS);
    await store.events.purgeMessages({ before, by: 'clockwork', policy });
    await store.timers.purge(before);
    await store.inbox.purge();
  }

  /** One thing at a time, so that a slow one is never overtaken by itself. */
  #every(ms: number, act: () => Promise<void>): void {
    const timer = setInterval(() => {
      this.#running = this.#running.then(async () => {
        if (!this.#stopped) await act().catch(this.#parts.onFault);
      });
    }, ms);
    timer.unref();
    this.#timers.push(timer);
  }
}
