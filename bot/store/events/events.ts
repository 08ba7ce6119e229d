import type { Kysely } from 'kysely';
import type { Tables } from '../schema.ts';
import type { View } from '../views/view.ts';
import { type Append, type Appended, append } from './append.ts';
import { appendCheckpoint } from './checkpoint.ts';
import { ERASED, type Erase, erase } from './erase.ts';
import { loadStream } from './load-stream.ts';
import { pagesOfEvents } from './pages-of-events.ts';
import { PURGED, type PurgeMessages, purgeMessages } from './purge-messages.ts';
import type { LoadedEvent, RecordedEvent } from './recorded-event.ts';
import { takeNumbers } from './take-numbers.ts';

/** Where a stream stands. */
export interface StreamHead {
  readonly stream: string;
  readonly version: number;
  /** Of its last event, among all. */
  readonly position: number;
}

/** Which streams; all where nothing is said. */
export interface StreamsQuery {
  readonly prefix?: string;
  /** Only those with events after this position. */
  readonly changedAfter?: number;
}

/**
 * What was done, in streams, each a chain of hashes. Every method throws `StoreError` where the store cannot be read or
 * written, and where an event that it meets was altered; `TypeError` for what no event can be made of.
 */
export interface Events {
  /**
   * Durable when it resolves: events, messages, timers, what was received, all or nothing.
   * @throws {EventConflict} where the stream does not stand at `expectedVersion`.
   * @throws {ClaimLost} where the timer or delivery is no longer the caller's.
   */
  append(append: Append): Promise<Appended>;
  /** All events of a stream with their texts; none where it has not begun. */
  load(stream: string): Promise<readonly LoadedEvent[]>;
  /** Where streams stand, in the order of their last events. */
  streams(query?: StreamsQuery): Promise<readonly StreamHead[]>;
  /** All events after a position, in the order in which they were appended, page by page. */
  all(after?: number): AsyncIterable<readonly RecordedEvent[]>;
  /**
   * Deletes texts that lie apart, and their salts, and appends an event that records it (type `personal-erased`).
   * @returns how many; where there were none, nothing is appended.
   */
  erase(erase: Erase): Promise<number>;
  /** Removes messages of the outbox that came to their end before a date, and appends an event that says how many. @returns it. */
  purgeMessages(purge: PurgeMessages): Promise<number>;
  /** Writes down where every stream stands. `append` does every hundred events and `close` does: call it by the hour. */
  checkpoint(): Promise<boolean>;
}

export function createEvents(db: Kysely<Tables>, now: () => Date, views: readonly View[]): Events {
  return {
    async append(asked) {
      if (asked.events.some(({ type }) => type === ERASED || type === PURGED))
        throw new TypeError('erase() and purgeMessages() record themselves');
      return db.transaction().execute((transaction) => append(transaction, asked, views, now()));
    },

    load: (stream) => loadStream(db, stream),

    async streams({ prefix = '', changedAfter = 0 } = {}) {
      return db
        .selectFrom('event')
        .select(({ fn }) => ['stream', fn.max('version').as('version'), fn.max('position').as('position')])
        .where('position', '>', changedAfter)
        .$if(prefix !== '', (query) =>
          // Not `like`: SQLite's takes no notice of case.
          query.where(
            ({ fn, val }) => fn<string>('substr', ['stream', val(1), val(prefix.length)]),
            '=',
            prefix,
          ),
        )
        .groupBy('stream')
        .orderBy('position')
        .execute();
    },

    all: (after) => pagesOfEvents(db, after),

    erase: (asked) => db.transaction().execute((transaction) => erase(transaction, asked, views, now())),

    purgeMessages: (asked) =>
      db.transaction().execute((transaction) => purgeMessages(transaction, asked, views, now())),

    checkpoint: () =>
      db.transaction().execute(async (transaction) => {
        await takeNumbers(transaction, {});
        return appendCheckpoint(transaction, now());
      }),
  };
}
