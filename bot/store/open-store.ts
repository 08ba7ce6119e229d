import { resolve } from 'node:path';
import { type Conversations, createConversations } from './conversations.ts';
import { openSqlite } from './sqlite/open-sqlite.ts';

/** All that outlives the process. */
export interface Store {
  readonly conversations: Conversations;
  /**
   * Brings everything into the one file and lets go of the folder; a second call is the first one's. What is asked of
   * the store after it ends in `STORE_UNAVAILABLE`.
   */
  close(): Promise<void>;
}

/** What a store needs to be told. */
export interface StoreOptions {
  /** Made where it is missing, for this user alone. On a disk of this machine: network drives do not keep locks. */
  readonly dataFolder: string;
  /** The clock; the system's where left out. */
  readonly now?: () => Date;
}

/**
 * Opens `assistant.db` in the data folder, made or brought up to date where need be. One process at a time has it, until
 * `close` or until that process is gone, however it ended.
 * @throws {StoreError} when the folder is taken, cannot be written, or holds what must not be touched.
 */
export async function openStore({ dataFolder, now = () => new Date() }: StoreOptions): Promise<Store> {
  const { db, close } = await openSqlite(resolve(dataFolder));
  let closed: Promise<void> | undefined;
  return {
    conversations: createConversations(db, now),
    close() {
      closed ??= close();
      return closed;
    },
  };
}
