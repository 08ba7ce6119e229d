import type { Kysely } from 'kysely';
import type { LogTable, Tables } from '../schema.ts';
import { sealOf } from '../seal.ts';
import { StoreError } from '../store-error.ts';

/** What a log row is sealed over. */
export const LOG_FIELDS = ['id', 'position', 'messages', 'deliveries'] as const;

/** The last numbers given out before. */
export type Numbers = Pick<LogTable, 'position' | 'messages' | 'deliveries'>;

/**
 * Takes the next numbers, as many of each as are needed. Whoever has asked has the turn until the transaction ends: on an
 * engine with several writers the next one waits for the row. So numbers have no gaps, and nobody who reads in their
 * order sees a later one before an earlier one.
 * @returns the last that were given out before.
 */
export async function takeNumbers(
  transaction: Kysely<Tables>,
  needed: { readonly events?: number; readonly messages?: number; readonly deliveries?: number },
): Promise<Numbers> {
  const { events = 0, messages = 0, deliveries = 0 } = needed;
  const taken = await transaction
    .updateTable('log')
    .set((row) => ({
      position: row('position', '+', events),
      messages: row('messages', '+', messages),
      deliveries: row('deliveries', '+', deliveries),
    }))
    .where('id', '=', 1)
    .returning(LOG_FIELDS)
    .executeTakeFirst();
  // The migration made it: somebody has taken it away since.
  if (taken === undefined) throw new StoreError('STORE_DAMAGED', 'log');
  await transaction
    .updateTable('log')
    .set({ seal: sealOf(taken, LOG_FIELDS) })
    .where('id', '=', 1)
    .execute();
  return {
    position: taken.position - events,
    messages: taken.messages - messages,
    deliveries: taken.deliveries - deliveries,
  };
}
