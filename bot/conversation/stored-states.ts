import type { Replied } from '../channel.ts';
import type { Message } from '../messages/model.ts';
import type { ConversationStore, KeptConversation } from './conversation-store.ts';
import type { ToRecord } from './guided/moves.ts';

/** What an input comes to: an answer that may be given once the new state is kept. */
export interface Prepared {
  readonly replied: Omit<Replied, 'recorded'>;
  /** The state to be kept, or null where nothing changed. */
  readonly state: string | null;
  /** What is remembered in memory, once the answer stands. */
  readonly keep: () => void;
  /** What has to be on record before the state is kept; left out where there is nothing. */
  readonly record?: ToRecord;
  /** The words name a superior as the one whom they are about: the numbers to ring in the place of theirs. */
  readonly ringPast?: readonly string[];
}

/** What came of recording: what is said of it, or what is answered in the place of everything else. */
export type Recorded = { readonly messages: readonly Message[] } | { readonly instead: Replied };

/** Tries with a fresh state before a conflict is told to the person. */
const TRIES = 3;

/**
 * Answers from a conversation's kept state: one input at a time for each conversation, and no answer before the state it
 * leads to is kept.
 */
export class StoredStates {
  readonly #store: ConversationStore;
  readonly #last = new Map<string, Promise<unknown>>();

  constructor(store: ConversationStore) {
    this.#store = store;
  }

  /**
   * @param prepare pure: it may be called again with another state.
   * @param perform puts on record what an input comes to; it may be called again with the same.
   * @param failed what is said where the state cannot be read or kept.
   * @param begunAs the key whose state is gone on from where there is none yet; it stays as it is.
   */
  answer(
    key: string,
    prepare: (kept: string | null) => Prepared,
    perform: (record: ToRecord) => Promise<Recorded>,
    failed: () => Replied,
    begunAs: string | null = null,
  ): Promise<Replied> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const answer = before.then(() => this.#answer(key, prepare, perform, failed, begunAs));
    // A fault of our own is the caller's to hear of; the next input is not held up by it.
    const settled = answer.then(
      () => undefined,
      () => undefined,
    );
    this.#last.set(key, settled);
    void settled.then(() => {
      if (this.#last.get(key) === settled) this.#last.delete(key);
    });
    return answer;
  }

  async #answer(
    key: string,
    prepare: (kept: string | null) => Prepared,
    perform: (record: ToRecord) => Promise<Recorded>,
    failed: () => Replied,
    begunAs: string | null,
  ): Promise<Replied> {
    for (let tries = 1; ; tries += 1) {
      let kept: KeptConversation | null;
      let begun: KeptConversation | null = null;
      try {
        kept = await this.#store.load(key);
        if (kept === null && begunAs !== null) begun = await this.#store.load(begunAs);
      } catch {
        return failed();
      }
      const { replied: prepared, state, keep, record } = prepare((kept ?? begun)?.state ?? null);
      // First of all: whoever dies between this and the next line has filed, and files the same again.
      const recorded = record === undefined ? { messages: [] } : await perform(record);
      if ('instead' in recorded) return recorded.instead;
      const replied = { ...prepared, messages: [...recorded.messages, ...prepared.messages] };
      try {
        if (state !== null) await this.#store.save(key, state, kept?.version ?? null);
      } catch (error) {
        if (isConflict(error) && tries < TRIES) continue;
        // It is on record, whatever became of the state: nobody is to be told otherwise.
        if (record !== undefined) return { ...replied, recorded: true };
        // A secret stays one, whatever became of the answer.
        const notKept = failed();
        return { ...notKept, hide: notKept.hide || replied.hide };
      }
      keep();
      return { ...replied, recorded: true };
    }
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'CONVERSATION_CONFLICT';
}
