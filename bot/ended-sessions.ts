import { ConversationConflict, type Conversations } from './store/conversations.ts';
import { StoreError } from './store/store-error.ts';

/** Begins the keys under which ended sessions are kept: they are forgotten with conversations, long after their time. */
const ENDED = 'signed-out ';

/** Sessions that were ended before their time, by their ids: a copy of their cookie must be worth nothing. */
export interface EndedSessions {
  has(id: string): Promise<boolean>;
  add(id: string): Promise<void>;
}

/** In this process only. */
export class MemoryEndedSessions implements EndedSessions {
  readonly #ended = new Set<string>();

  async has(id: string): Promise<boolean> {
    return this.#ended.has(id);
  }

  async add(id: string): Promise<void> {
    this.#ended.add(id);
  }
}

/**
 * Kept with the records, so that a restart lets nobody in again. Where the store cannot be written a sign-out still holds
 * in this process; where it cannot be read nothing can be put on record either, by whomever.
 */
export class StoredEndedSessions implements EndedSessions {
  readonly #store: Pick<Conversations, 'load' | 'save'>;
  readonly #here = new MemoryEndedSessions();

  constructor(store: Pick<Conversations, 'load' | 'save'>) {
    this.#store = store;
  }

  async has(id: string): Promise<boolean> {
    if (await this.#here.has(id)) return true;
    try {
      return (await this.#store.load(`${ENDED}${id}`)) !== null;
    } catch (error) {
      if (error instanceof StoreError) return false;
      throw error;
    }
  }

  async add(id: string): Promise<void> {
    await this.#here.add(id);
    try {
      await this.#store.save(`${ENDED}${id}`, '{}', null);
    } catch (error) {
      // Ended twice: it is ended.
      if (!(error instanceof StoreError || error instanceof ConversationConflict)) throw error;
    }
  }
}
