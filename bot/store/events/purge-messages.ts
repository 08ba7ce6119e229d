import type { Kysely } from 'kysely';
import { moment, type Tables } from '../schema.ts';
import type { View } from '../views/view.ts';
import { append, headOf } from './append.ts';
import { takeNumbers } from './take-numbers.ts';

/** Which messages need not be remembered any more. */
export interface PurgeMessages {
  /** Those that came to their end before. */
  readonly before: Date;
  readonly by: string;
  readonly policy: string;
}

/** The stream of these events, and their type. Data: `{"removed":<how many>,"before":…}`. */
export const PURGES = 'queue/outbox';
export const PURGED = 'messages-purged';

/**
 * Within a transaction: removes messages that came to their end long ago, and appends the event that says how many, so
 * that one which somebody else takes away is one too many. @returns how many.
 */
export async function purgeMessages(
  transaction: Kysely<Tables>,
  { before, by, policy }: PurgeMessages,
  views: readonly View[],
  now: Date,
): Promise<number> {
  await takeNumbers(transaction, {});
  const { numDeletedRows } = await transaction
    .deleteFrom('outbox')
    .where('ended', '<', moment(before))
    .executeTakeFirstOrThrow();
  const removed = Number(numDeletedRows);
  if (removed === 0) return 0;
  const { version: expectedVersion } = await headOf(transaction, PURGES);
  const event = { type: PURGED, by, data: { removed, before: moment(before) } };
  await append(transaction, { stream: PURGES, expectedVersion, policy, events: [event] }, views, now);
  return removed;
}
