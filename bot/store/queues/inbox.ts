import type { Kysely } from 'kysely';
import { takeNumbers } from '../events/take-numbers.ts';
import type { Json } from '../json.ts';
import { type InboxTable, moment, type Tables } from '../schema.ts';
import { sealOf } from '../seal.ts';
import { AT_ONCE, type Claim, change, claimedBy, holds } from './lease.ts';

/** Something received that a worker may now work. */
export interface ClaimedDelivery extends Claim {
  readonly channel: string;
  readonly id: string;
  readonly payload: Json;
  readonly received: Date;
}

/**
 * What channels have received: durable before it is acknowledged, worked after, once. `renew`, `failed` and `done` tell
 * whether the claim was still good. Throws `StoreError`.
 */
export interface Inbox {
  /**
   * Durable when it resolves: now the channel may acknowledge.
   * @param id the channel's own id of the event, the same when it is sent again.
   * @returns `known` where it was received before, be it worked or not.
   */
  receive(channel: string, id: string, payload: Json): Promise<'new' | 'known'>;
  /**
   * What is to be worked, in the order in which it was received. Nobody else gets it before the lease ends; one whose
   * lease ended without a word is handed out again.
   * @param channels only of these; of all where left out.
   */
  claim(
    worker: string,
    limit: number,
    leaseMs: number,
    channels?: readonly string[],
  ): Promise<readonly ClaimedDelivery[]>;
  /** Lengthens the lease: it ends so many milliseconds from now. */
  renew(claimed: ClaimedDelivery, leaseMs: number): Promise<boolean>;
  /** It could not be worked: handed out again from `retryAt` on. */
  failed(claimed: ClaimedDelivery, retryAt: Date): Promise<boolean>;
  /** It has been worked and led to no event; one that did is given to `append`. Its payload is gone, its id stays. */
  done(claimed: ClaimedDelivery): Promise<boolean>;
  /** Forgets the ids of what was done more than eight days ago. @returns how many. */
  purge(): Promise<number>;
}

/** Slack's delayed events reach 24 hours; a week and a day is past every long weekend. */
const KEPT_MS = 8 * 24 * 3_600_000;

/** What a row is sealed over. */
export const INBOX_FIELDS = [
  'channel',
  'id',
  'number',
  'payload',
  'received',
  'due',
  'worker',
  'attempts',
  'ended',
] as const satisfies readonly (keyof InboxTable)[];

type Row = Omit<InboxTable, 'seal'>;
type Key = Pick<InboxTable, 'channel' | 'id'>;

const sealed = (row: Row): InboxTable => ({ ...row, seal: sealOf(row, INBOX_FIELDS) });

async function replace(db: Kysely<Tables>, before: InboxTable, changes: Partial<Row>): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('inbox')
    .set(sealed({ ...before, ...changes }))
    .where('channel', '=', before.channel)
    .where('id', '=', before.id)
    .where('seal', '=', before.seal)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

const changeDelivery = (
  db: Kysely<Tables>,
  { channel, id }: Key,
  decide: (row: InboxTable) => Partial<Row> | undefined,
) =>
  change(
    () =>
      db
        .selectFrom('inbox')
        .selectAll()
        .where('channel', '=', channel)
        .where('id', '=', id)
        .executeTakeFirst(),
    decide,
    (before, changes: Partial<Row>) => replace(db, before, changes),
  );

/** Within the transaction that appends what came of it, or alone. @returns whether the claim was still good. */
export function settleDelivery(db: Kysely<Tables>, claimed: ClaimedDelivery, at: Date): Promise<boolean> {
  return changeDelivery(db, claimed, (row) =>
    holds(row, claimed) ? { due: null, worker: null, payload: '', ended: moment(at) } : undefined,
  );
}

/** Where whoever had claimed anything is known to be gone. */
export async function releaseDeliveries(db: Kysely<Tables>): Promise<void> {
  const rows = await db.selectFrom('inbox').selectAll().where('worker', 'is not', null).execute();
  for (const row of rows) await replace(db, row, { worker: null, due: AT_ONCE });
}

export function createInbox(db: Kysely<Tables>, now: () => Date): Inbox {
  return {
    receive(channel, id, payload) {
      const at = now();
      const text = JSON.stringify(payload);
      return db.transaction().execute(async (transaction) => {
        const last = await takeNumbers(transaction, { deliveries: 1 });
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('inbox')
          .values(
            sealed({
              channel,
              id,
              number: last.deliveries + 1,
              payload: text,
              received: moment(at),
              due: AT_ONCE,
              worker: null,
              attempts: 0,
              ended: null,
            }),
          )
          .onConflict((conflict) => conflict.columns(['channel', 'id']).doNothing())
          .executeTakeFirstOrThrow();
        return numInsertedOrUpdatedRows === 1n ? 'new' : 'known';
      });
    },

    async claim(worker, limit, leaseMs, channels) {
      if (channels?.length === 0) return [];
      const at = now();
      return db.transaction().execute(async (transaction) => {
        const rows = await transaction
          .selectFrom('inbox')
          .selectAll()
          .where('due', '<=', moment(at))
          .$if(channels !== undefined, (query) => query.where('channel', 'in', [...(channels ?? [])]))
          .orderBy('number')
          .limit(limit)
          .execute();
        const claimed: ClaimedDelivery[] = [];
        for (const row of rows) {
          const lease = claimedBy(row, worker, at, leaseMs);
          if (await replace(transaction, row, lease)) claimed.push(claimedDelivery({ ...row, ...lease }));
        }
        return claimed;
      });
    },

    renew(claimed, leaseMs) {
      const due = moment(new Date(now().getTime() + leaseMs));
      return changeDelivery(db, claimed, (row) => (holds(row, claimed) ? { due } : undefined));
    },

    failed(claimed, retryAt) {
      return changeDelivery(db, claimed, (row) =>
        holds(row, claimed) ? { worker: null, due: moment(retryAt) } : undefined,
      );
    },

    done: (claimed) => settleDelivery(db, claimed, now()),

    async purge() {
      const { numDeletedRows } = await db
        .deleteFrom('inbox')
        .where('ended', '<', moment(new Date(now().getTime() - KEPT_MS)))
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}

function claimedDelivery({ channel, id, payload, received, attempts }: Row): ClaimedDelivery {
  return { channel, id, payload: JSON.parse(payload), received: new Date(received), attempt: attempts };
}
