import type { Evidence } from '../../knowledge/search/policy-search.ts';

/** A topic is over after so long a silence. */
const ENDS_AFTER_MS = 30 * 60_000;
/** Beyond this many open conversations the one that has been silent longest is forgotten. */
const MOST = 10_000;

export interface Topic {
  /** What the person said on it, in order. */
  readonly said: readonly string[];
  /** What the last of it was understood from. */
  readonly evidence: Evidence;
}

/** What each conversation was last about. In memory: what people typed is written nowhere. */
export class Topics {
  readonly #topics = new Map<string, { readonly topic: Topic; readonly at: number }>();

  /** The topic of a conversation, or null where there is none or it has ended. */
  current(conversation: string, now: Date): Topic | null {
    const kept = this.#topics.get(conversation);
    if (kept === undefined) return null;
    if (now.getTime() - kept.at <= ENDS_AFTER_MS) return kept.topic;
    this.#topics.delete(conversation);
    return null;
  }

  set(conversation: string, topic: Topic, now: Date): void {
    // Deleted first: a Map keeps the order of insertion, and the first is the one silent longest.
    this.#topics.delete(conversation);
    this.#topics.set(conversation, { topic, at: now.getTime() });
    const oldest = this.#topics.keys().next();
    if (this.#topics.size > MOST && !oldest.done) this.#topics.delete(oldest.value);
  }

  end(conversation: string): void {
    this.#topics.delete(conversation);
  }
}
