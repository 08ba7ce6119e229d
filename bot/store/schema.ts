/**
 * The tables as Kysely sees them after all migrations. Only types that every engine keeps alike: text, 32-bit integers,
 * and moments as ISO 8601 text in UTC, which sorts as time does.
 */
export interface Tables {
  readonly conversation: ConversationTable;
  readonly event: EventTable;
  readonly personal: PersonalTable;
  readonly checkpoint: CheckpointTable;
  readonly log: LogTable;
  readonly view: ViewTable;
  readonly outbox: OutboxTable;
  readonly inbox: InboxTable;
  readonly timer: TimerTable;
}

interface ConversationTable {
  /** Channel and conversation, in the caller's own spelling. */
  readonly key: string;
  /** The state of the conversation engine, as JSON; never looked into here. */
  readonly state: string;
  /** Drawn anew at every save; see `conversations.ts`. */
  readonly version: number;
  /** When it was saved last. */
  readonly at: string;
}

/** What was done: appended, never changed. What each column is for stands in `events/event-hash.ts`. */
export interface EventTable {
  /** Place among all events, from 1, without gaps. */
  readonly position: number;
  readonly stream: string;
  /** Place in its stream, from 1, without gaps. */
  readonly version: number;
  readonly type: string;
  readonly by: string;
  readonly at: string;
  readonly policy: string;
  /** Canonical JSON of an object. */
  readonly data: string;
  /** Canonical JSON: name of a text kept apart → its salted hash. */
  readonly personal: string;
  /** The `hash` of the stream's event before; empty for the first. */
  readonly previous: string;
  readonly hash: string;
  readonly seal: string;
}

/** Free text and personal data of an event, so that they can be forgotten without a break in the chain. */
export interface PersonalTable {
  readonly stream: string;
  readonly version: number;
  readonly field: string;
  readonly salt: string;
  /** JSON of a string: a lone surrogate or U+0000 comes back as it was typed. */
  readonly text: string;
}

/** From time to time, what every stream had come to; see `events/checkpoint.ts`. */
export interface CheckpointTable {
  /** From 1, without gaps. */
  readonly number: number;
  readonly at: string;
  /** The last event that it covers. */
  readonly position: number;
  /** Canonical JSON: stream → hash and version of its last event, of the streams that have grown since the one before. */
  readonly heads: string;
  readonly previous: string;
  readonly hash: string;
  readonly seal: string;
}

/** One row: how far the numbers have got. To write it is to have the turn among all who append. */
export interface LogTable {
  /** 1. */
  readonly id: number;
  readonly position: number;
  /** The last number given to a message of the outbox. */
  readonly messages: number;
  /** The last number given to something received. */
  readonly deliveries: number;
  readonly seal: string;
}

/** What each view was built with, and how far. */
export interface ViewTable {
  readonly name: string;
  readonly version: number;
  /** JSON: names of its tables. */
  readonly tables: string;
  readonly position: number;
  readonly seal: string;
}

/** Columns of everything that is worked under a lease. */
interface Leased {
  /** When it may next be claimed: empty at once, null never again. While it is claimed, the end of the lease. */
  readonly due: string | null;
  /** Who has claimed it. */
  readonly worker: string | null;
  /** How often it was claimed; tells a claim from a later one. */
  readonly attempts: number;
  /** When it came to its end. */
  readonly ended: string | null;
  readonly seal: string;
}

export interface OutboxTable extends Leased {
  readonly id: string;
  /** Place among all messages, from 1. */
  readonly number: number;
  readonly stream: string;
  readonly recipient: string;
  readonly channel: string;
  readonly kind: string;
  /** JSON; emptied at the end. */
  readonly payload: string;
  readonly order_key: string | null;
  /** From when on it is wanted: it is late by what has passed since. */
  readonly wanted: string;
  readonly state: 'open' | 'delivered' | 'given-up' | 'cancelled';
  /** 1 where it may have arrived already without our knowing. */
  readonly uncertain: number;
  /** The receipt, or the code of the last failure. */
  readonly outcome: string | null;
}

export interface InboxTable extends Leased {
  readonly channel: string;
  readonly id: string;
  /** Place among all that was received, from 1. */
  readonly number: number;
  /** JSON; emptied at the end. */
  readonly payload: string;
  readonly received: string;
}

export interface TimerTable extends Leased {
  readonly key: string;
  readonly stream: string;
  readonly kind: string;
  /** JSON of an object. */
  readonly data: string;
  /** What it was set to. */
  readonly at: string;
  readonly state: 'set' | 'fired' | 'cancelled';
}

/** @throws {RangeError} for no date, and outside the years 0 to 9999, where the text would not sort as time does. */
export function moment(date: Date): string {
  const text = date.toISOString();
  if (!/^\d{4}-/u.test(text)) throw new RangeError(`not a moment that can be kept: ${text}`);
  return text;
}
