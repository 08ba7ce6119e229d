import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { canonicalJson, type JsonObject } from '../json.ts';
import { type ClaimedDelivery, settleDelivery } from '../queues/inbox.ts';
import { cancelMessage, type NewMessage, putMessages } from '../queues/outbox.ts';
import { type ClaimedTimer, cancelTimer, type NewTimer, setTimer, settleTimer } from '../queues/timers.ts';
import { moment, type PersonalTable, type Tables } from '../schema.ts';
import { sealOf } from '../seal.ts';
import type { View } from '../views/view.ts';
import { applyToViews } from '../views/views.ts';
import { appendCheckpoint, passesCheckpoint } from './checkpoint.ts';
import { ClaimLost, EventConflict } from './event-conflict.ts';
import { EVENT_FIELDS, type EventFields, eventHash, saltedHash } from './event-hash.ts';
import { recordedEvent } from './recorded-event.ts';
import { takeNumbers } from './take-numbers.ts';

/** One thing that was done. */
export interface NewEvent {
  /** Lower case and hyphens: `request-decided`. */
  readonly type: string;
  /** Who did it: the id of a person, or what of our own did it. */
  readonly by: string;
  /** When; the store's clock where left out. */
  readonly at?: Date;
  /**
   * What there is to know of it, without free text and personal data: it stays for ever. `timers` and `messages` are the
   * store's own.
   */
  readonly data?: JsonObject;
  /** Free text and personal data by field, kept apart so that they can be erased. Any text comes back as it was typed. */
  readonly personal?: Readonly<Record<string, string>>;
}

/** What is written together or not at all. */
export interface Append {
  /** Kind and name: `request/2026-0001`. ASCII letters, digits and `. _ : @ -`; nothing personal. */
  readonly stream: string;
  /** The version that the decision was made on; 0 for a stream that is to begin. */
  readonly expectedVersion: number;
  /** Fingerprint of the version of the policy that holds. */
  readonly policy: string;
  /** At least one. */
  readonly events: readonly NewEvent[];
  readonly messages?: readonly NewMessage[];
  /** Ids of messages that need not be sent any more. One that has been sent is no error. */
  readonly cancelMessages?: readonly string[];
  readonly timers?: readonly NewTimer[];
  /** Keys of timers that must not fire any more. One that is not set is no error. */
  readonly cancelTimers?: readonly string[];
  /** The timer that these events come of: fired with them, once. */
  readonly fired?: ClaimedTimer;
  /** What was received and led to these events: done with them, once. */
  readonly inbox?: ClaimedDelivery;
}

/** Where the stream now stands. */
export interface Appended {
  readonly version: number;
  /** Of the last event. */
  readonly hash: string;
  /** Of the last event, among all. */
  readonly position: number;
}

/** As many random bytes as the hash has: a short text cannot be guessed from its salted hash. */
const SALT_BYTES = 32;

/** Within a transaction. @throws {EventConflict} @throws {ClaimLost} either of which must undo it. */
export async function append(
  transaction: Kysely<Tables>,
  asked: Append,
  views: readonly View[],
  now: Date,
): Promise<Appended> {
  const { stream, expectedVersion, events, messages = [] } = asked;
  checkNames(asked);
  const last = await takeNumbers(transaction, { events: events.length, messages: messages.length });
  const head = await headOf(transaction, stream);
  if (head.version !== expectedVersion) throw new EventConflict(stream, expectedVersion, head.version);

  const personal: PersonalTable[] = [];
  const rows = [];
  let previous = head.hash;
  const named = queuesNamed(asked);
  for (const [index, event] of events.entries()) {
    const data = { ...event.data, ...(index === events.length - 1 ? named : {}) };
    const version = head.version + 1 + index;
    const texts = keptApart(stream, version, event.personal ?? {});
    personal.push(...texts.rows);
    const fields: EventFields = {
      position: last.position + 1 + index,
      stream,
      version,
      type: event.type,
      by: event.by,
      at: moment(event.at ?? now),
      policy: asked.policy,
      data: canonicalJson(data),
      personal: texts.names,
      previous,
    };
    previous = eventHash(fields);
    rows.push({ ...fields, hash: previous, seal: sealOf(fields, EVENT_FIELDS) });
  }
  await transaction.insertInto('event').values(rows).execute();
  if (personal.length > 0) await transaction.insertInto('personal').values(personal).execute();

  await settle(transaction, asked, now);
  await putMessages(transaction, messages, stream, last.messages, now);
  await applyToViews(transaction, views, rows.map(recordedEvent));
  const position = last.position + events.length;
  if (passesCheckpoint(last.position, position)) await appendCheckpoint(transaction, now);
  return { version: head.version + events.length, hash: previous, position };
}

/** Fields that the store adds to the last event of an append: what the events put into the queues, so that it is missed. */
const QUEUES = ['timers', 'messages'] as const;

/**
 * `{"timers":{"<key>":"<when>" or null where it must not fire any more},"messages":["<id>"]}`, each left out where there is
 * nothing. It is hashed with the event.
 */
function queuesNamed({ fired, timers = [], cancelTimers = [], messages = [] }: Append): JsonObject {
  const idle = [...(fired === undefined ? [] : [fired.key]), ...cancelTimers];
  const due = new Map<string, string | null>(idle.map((key) => [key, null]));
  for (const { key, at } of timers) due.set(key, moment(at));
  return {
    ...(due.size === 0 ? {} : { timers: Object.fromEntries(due) }),
    ...(messages.length === 0 ? {} : { messages: messages.map(({ id }) => id) }),
  };
}

/** Where a stream stands; version 0 for one that has not begun. */
export async function headOf(
  db: Kysely<Tables>,
  stream: string,
): Promise<{ readonly version: number; readonly hash: string }> {
  const head = await db
    .selectFrom('event')
    .select(['version', 'hash'])
    .where('stream', '=', stream)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return head ?? { version: 0, hash: '' };
}

async function settle(transaction: Kysely<Tables>, asked: Append, now: Date): Promise<void> {
  const { stream, fired, inbox, timers = [], cancelTimers = [], cancelMessages = [] } = asked;
  if (fired !== undefined && !(await settleTimer(transaction, fired, now))) throw new ClaimLost();
  if (inbox !== undefined && !(await settleDelivery(transaction, inbox, now))) throw new ClaimLost();
  for (const key of cancelTimers) await cancelTimer(transaction, key, now);
  for (const timer of timers) await setTimer(transaction, timer, stream);
  for (const id of cancelMessages) await cancelMessage(transaction, id, now);
}

/** The rows that hold the texts, and what the event says of them. */
function keptApart(stream: string, version: number, personal: Readonly<Record<string, string>>) {
  const rows = Object.entries(personal).map(([field, typed]) => ({
    stream,
    version,
    field,
    salt: randomBytes(SALT_BYTES).toString('hex'),
    text: JSON.stringify(typed),
  }));
  const names = rows.map(({ field, salt, text }): [string, string] => [field, saltedHash(salt, text)]);
  return { rows, names: canonicalJson(Object.fromEntries(names)) };
}

/** Names are ours, never typed: a wrong one is a fault of our own code. The name is not in the message. */
function checkNames({ stream, events, policy }: Append): void {
  if (!/^[a-z][a-z0-9-]*(?:\/[\w.:@-]{1,150}){1,2}$/u.test(stream))
    throw new TypeError('a stream is named kind/name');
  if (events.length === 0) throw new TypeError('nothing to append');
  if (policy === '') throw new TypeError('an event names the policy that holds');
  for (const { type, by, data = {}, personal = {} } of events) {
    if (QUEUES.some((field) => field in data))
      throw new TypeError(`${QUEUES.join(' and ')} are the store’s own`);
    if (!/^[a-z][a-z0-9-]{0,99}$/u.test(type)) throw new TypeError('a type is lower case and hyphens');
    if (by === '') throw new TypeError('an event names who did it');
    if (!Object.keys(personal).every((field) => /^[a-z][\w.-]{0,99}$/iu.test(field)))
      throw new TypeError('a field kept apart is named in ASCII');
  }
}
