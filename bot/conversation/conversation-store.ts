/** A conversation as it was saved last. `version` stands for that one save: only equal or not equal means anything. */
export interface KeptConversation {
  readonly state: string;
  readonly version: number;
}

/** Where the states of conversations outlive the process. What `save` has resolved is durable. */
export interface ConversationStore {
  /** Null where there is none. */
  load(key: string): Promise<KeptConversation | null>;
  /**
   * @param loaded the version that was loaded, or null where there was none.
   * @throws an error with the code `CONVERSATION_CONFLICT` where another save came between; any other where it failed.
   */
  save(key: string, state: string, loaded: number | null): Promise<KeptConversation>;
}

/** Beyond this many conversations the one that was silent longest is forgotten. */
const MOST = 10_000;

/** Keeps conversations as long as the process lives: for tests, and where nothing may be written. */
export class MemoryConversations implements ConversationStore {
  readonly #kept = new Map<string, KeptConversation>();
  #saves = 0;

  async load(key: string): Promise<KeptConversation | null> {
    return this.#kept.get(key) ?? null;
  }

  async save(key: string, state: string, loaded: number | null): Promise<KeptConversation> {
    if ((this.#kept.get(key)?.version ?? null) !== loaded) {
      throw Object.assign(new Error('another save came between'), { code: 'CONVERSATION_CONFLICT' });
    }
    this.#saves += 1;
    const kept = { state, version: this.#saves };
    // Deleted first: a Map keeps the order of insertion.
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > MOST && !oldest.done) this.#kept.delete(oldest.value);
    return kept;
  }
}
