import { resolve } from 'node:path';
import { type Conversations, createConversations } from './conversations.ts';
import { createEvents, type Events } from './events/events.ts';
import type { RecordedEvent } from './events/recorded-event.ts';
import { createInbox, type Inbox, releaseDeliveries } from './queues/inbox.ts';
import { createOutbox, doubtMessages, type Outbox, releaseMessages } from './queues/outbox.ts';
import { createTimers, releaseTimers, type Timers } from './queues/timers.ts';
import { type OpenDatabase, openSqlite } from './sqlite/open-sqlite.ts';
import { StoreError } from './store-error.ts';
import {
  createStreamIndex,
  type StreamChange,
  type StreamIndex,
  streamIndexView,
} from './views/stream-index.ts';
import type { View } from './views/view.ts';
import { asViewDatabase, catchUp, checkViews, createViews, type Views } from './views/views.ts';

/** All that outlives the process. */
export interface Store {
  readonly conversations: Conversations;
  readonly events: Events;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly timers: Timers;
  /** Which streams there are, by kind, state and person. */
  readonly streams: StreamIndex;
  readonly views: Views;
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
  /** Pure; what an event says of its stream, for the index. `data.state` and `data.persons` where left out. */
  readonly describe?: (event: RecordedEvent) => StreamChange;
  /** Further views, kept up with every append. Given at the opening, so that none misses an event. */
  readonly views?: readonly View[];
}

/**
 * Opens `assistant.db` in the data folder, made or brought up to date where need be. One process at a time has it, until
 * `close` or until that process is gone, however it ended. What such a process had claimed may be claimed again at once.
 * @throws {StoreError} when the folder is taken, cannot be written, or holds what must not be touched.
 */
export async function openStore({
  dataFolder,
  now = () => new Date(),
  describe,
  views: further = [],
}: StoreOptions): Promise<Store> {
  const views = [streamIndexView(describe), ...further];
  checkViews(views);
  const database = await openSqlite(resolve(dataFolder));
  const { db } = database;
  try {
    if (database.sole) {
      await releaseMessages(db);
      await releaseDeliveries(db);
      await releaseTimers(db);
    }
    if (database.restored) {
      await doubtMessages(db);
      database.taken();
    }
    await catchUp(db, views);
  } catch (error) {
    await database.close();
    throw error;
  }
  const events = createEvents(db, now, views);
  let closed: Promise<void> | undefined;
  return {
    conversations: createConversations(db, now),
    events,
    outbox: createOutbox(db, now),
    inbox: createInbox(db, now),
    timers: createTimers(db, now),
    streams: createStreamIndex(asViewDatabase(db)),
    views: createViews(db, views),
    close() {
      closed ??= closeStore(database, events);
      return closed;
    },
  };
}

/** A disk that takes no checkpoint any more keeps nobody from closing. */
async function closeStore(database: OpenDatabase, events: Events): Promise<void> {
  try {
    await events.checkpoint();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
  } finally {
    await database.close();
  }
}
