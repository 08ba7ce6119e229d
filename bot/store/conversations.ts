import { randomInt } from 'node:crypto';
import type { Kysely } from 'kysely';
import { moment, type Tables } from './schema.ts';

/** A conversation as it was saved last. */
export interface StoredConversation {
  /** JSON of the conversation engine, opaque here. */
  readonly state: string;
  /**
   * Stands for this one save; only equal or not equal means anything. No counter: a conversation that was removed and
   * begun again would count the same numbers, and a late request of the old one would pass for one of the new.
   */
  readonly version: number;
  /** When it was saved, by the store's clock. */
  readonly at: Date;
}

/** Thrown by `save` when another write came between. Nothing was saved: load again, and answer anew. */
export class ConversationConflict extends Error {
  readonly code = 'CONVERSATION_CONFLICT';

  constructor() {
    super('別の操作が先に記録されました。もう一度送ってください。 [CONVERSATION_CONFLICT]');
    this.name = 'ConversationConflict';
  }
}

/**
 * The states of all conversations, by key. Every method throws `StoreError` where the store cannot be read or written,
 * and `TypeError` for a key or state that would not be kept as it is (a lone surrogate, U+0000).
 */
export interface Conversations {
  /** Null where there is none: never begun, removed or forgotten. */
  load(key: string): Promise<StoredConversation | null>;
  /**
   * Durable when it resolves. So that two requests for one conversation never overwrite each other, it takes what the
   * request began with.
   * @param loaded the `version` that was loaded, or null where there was no such conversation.
   * @returns what is now stored, for a next save without loading again.
   * @throws {ConversationConflict}
   */
  save(key: string, state: string, loaded: number | null): Promise<StoredConversation>;
  /** Whatever its version. A request still under way with it ends in a conflict. No error where there is none. */
  remove(key: string): Promise<void>;
  /** Removes all that were last saved before `date`, but those whose key begins with `kept`. @returns how many. */
  forgetBefore(date: Date, kept?: string): Promise<number>;
}

/** Versions fit a 32-bit integer, the narrowest that an engine has. */
const VERSIONS = 2 ** 31;

/** @param draw a fresh version, less than 2³¹; a test passes its own. */
export function createConversations(
  db: Kysely<Tables>,
  now: () => Date,
  draw = () => randomInt(VERSIONS),
): Conversations {
  return {
    async load(key) {
      const row = await db
        .selectFrom('conversation')
        .select(['state', 'version', 'at'])
        .where('key', '=', key)
        .executeTakeFirst();
      return row === undefined ? null : { ...row, at: new Date(row.at) };
    },

    async save(key, state, loaded) {
      const version = draw();
      const at = now();
      const row = { state, version, at: moment(at) };
      // One statement each, so that checking and writing cannot be parted, on any engine.
      const written =
        loaded === null
          ? (
              await db
                .insertInto('conversation')
                .values({ key, ...row })
                .onConflict((conflict) => conflict.column('key').doNothing())
                .executeTakeFirstOrThrow()
            ).numInsertedOrUpdatedRows
          : (
              await db
                .updateTable('conversation')
                .set(row)
                .where('key', '=', key)
                .where('version', '=', loaded)
                .executeTakeFirstOrThrow()
            ).numUpdatedRows;
      if (written !== 1n) throw new ConversationConflict();
      return { state, version, at };
    },

    async remove(key) {
      await db.deleteFrom('conversation').where('key', '=', key).execute();
    },

    async forgetBefore(date, kept) {
      const old = db.deleteFrom('conversation').where('at', '<', moment(date));
      const gone = kept === undefined ? old : old.where('key', 'not like', `${kept}%`);
      const { numDeletedRows } = await gone.executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}
