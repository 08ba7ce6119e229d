import { HEARTBEAT_EVENT, HEARTBEAT_MS, NEWS_EVENT } from '../wire.ts';

/** The part of EventSource that is used here. */
export interface Source {
  addEventListener(event: string, listener: () => void): void;
  close(): void;
}

export interface LiveEvents {
  /** The server answers, for the first time or again. */
  readonly onOpen: () => void;
  /** The server does not answer. Another try is already on its way. */
  readonly onLost: () => void;
  /** There is something new for whoever is signed in. */
  readonly onNews: () => void;
}

/** Two heartbeats may be late before the connection counts as dead. */
const SILENCE_MS = 2.5 * HEARTBEAT_MS;
/** Spread a little, so that a whole office's pages do not knock at once after a restart. */
const retryMs = () => 700 + Math.random() * 600;

/**
 * Knows whether the server is there, by listening to its heartbeats. EventSource's own reconnecting gives up for good
 * at some failures (a proxy's 502), so every failure starts a new one here.
 */
export class LiveConnection {
  readonly #events: LiveEvents;
  readonly #makeSource: () => Source;
  #source: Source | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(events: LiveEvents, makeSource: () => Source = () => new EventSource('/api/live')) {
    this.#events = events;
    this.#makeSource = makeSource;
  }

  /** Connects now, whatever was before. */
  connect(): void {
    this.rest();
    const source = this.#makeSource();
    this.#source = source;
    this.#wait(SILENCE_MS, () => this.reconnect());
    source.addEventListener(HEARTBEAT_EVENT, () => {
      this.#wait(SILENCE_MS, () => this.reconnect());
      this.#events.onOpen();
    });
    source.addEventListener(NEWS_EVENT, () => this.#events.onNews());
    source.addEventListener('error', () => this.reconnect());
  }

  /** Counts the connection as lost, and tries again shortly. */
  reconnect(): void {
    this.rest();
    this.#wait(retryMs(), () => this.connect());
    this.#events.onLost();
  }

  /** Lets go of the connection until `connect`. */
  rest(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  #wait(ms: number, then: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(then, ms);
  }
}
