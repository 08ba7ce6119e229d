import { ClaimLost, EventConflict } from '../store/events/event-conflict.ts';
import type { Store } from '../store/open-store.ts';
import { retryDelay } from '../store/queues/backoff.ts';
import type { ClaimedTimer } from '../store/queues/timers.ts';
import { caseOf } from './cases/case-number.ts';
import { ESCALATE } from './cases/case-records.ts';
import type { CaseWork } from './cases/case-work.ts';
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
  readonly cases: CaseWork;
  readonly now: () => Date;
  /** Told of a fault without anything that a person typed. */
  readonly onFault: (error: unknown) => void;
}

/** What is done without anybody asking: reminders, the following of the directory, the care of the records. */
export class Clockwork {
  readonly #parts: ClockworkParts;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #running = new Set<Promise<void>>();
  #stopped = false;

  constructor(parts: ClockworkParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#every(LOOK_MS, () => this.fireDue());
    this.#every(FOLLOW_MS, () => this.followDirectory());
    this.#every(HOUR_MS, () => this.#care());
  }

  /** Waits for what has begun. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.all(this.#running);
  }

  /** All that is looked at every few seconds, now. */
  async look(): Promise<void> {
    await this.followDirectory();
    await this.fireDue();
  }

  /** Looks anew at everything that waits for somebody, reports first. */
  async followDirectory(at: Date = this.#parts.now()): Promise<void> {
    await this.#parts.cases.followDirectory(at);
    await this.#parts.requests.followDirectory(at);
  }

  /** Fires every timer whose time has come. @throws the first fault, once all others have been fired. */
  async fireDue(): Promise<void> {
    const faults: unknown[] = [];
    for (;;) {
      const claimed = await this.#claim();
      for (const timer of claimed) await this.#fire(timer).catch((fault: unknown) => faults.push(fault));
      if (claimed.length === 0 || this.#stopped) break;
    }
    if (faults.length > 0) throw faults[0];
  }

  /** A report that nobody has acknowledged goes before everything else. */
  async #claim(): Promise<readonly ClaimedTimer[]> {
    const { timers } = this.#parts.store;
    const urgent = await timers.claim('clockwork', AT_ONCE, LEASE_MS, [ESCALATE]);
    return urgent.length > 0 ? urgent : timers.claim('clockwork', AT_ONCE, LEASE_MS);
  }

  async #fire(timer: ClaimedTimer): Promise<void> {
    const { store, requests, cases, now } = this.#parts;
    try {
      await (caseOf(timer.stream) === null ? requests : cases).fire(timer, now());
    } catch (error) {
      if (error instanceof ClaimLost) return;
      // Something was done at the same instant: looked at again presently.
      await store.timers.failed(timer, new Date(now().getTime() + retryDelay(timer.attempt, Math.random())));
      if (!(error instanceof EventConflict)) throw error;
    }
  }

  async #care(): Promise<void> {
    const { store, cases, now } = this.#parts;
    await cases.forget(now());
    await store.events.checkpoint();
    const before = new Date(now().getTime() - KEPT_MS);
    await store.outbox.purge(before);
    await store.timers.purge(before);
    await store.inbox.purge();
  }

  /** One of a kind at a time, so that a slow one is never overtaken by itself, nor keeps the others waiting. */
  #every(ms: number, act: () => Promise<void>): void {
    let running: Promise<void> | null = null;
    const timer = setInterval(() => {
      if (running !== null || this.#stopped) return;
      const begun = act()
        .catch(this.#parts.onFault)
        .finally(() => {
          running = null;
          this.#running.delete(begun);
        });
      running = begun;
      this.#running.add(begun);
    }, ms);
    timer.unref();
    this.#timers.push(timer);
  }
}
