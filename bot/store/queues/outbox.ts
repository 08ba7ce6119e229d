import type { Kysely } from 'kysely';
import type { Json } from '../json.ts';
import { moment, type OutboxTable, type Tables } from '../schema.ts';
import { sealOf } from '../seal.ts';
import { AT_ONCE, type Claim, change, claimedBy, holds } from './lease.ts';

/** A message to be sent, written with the events that cause it. */
export interface NewMessage {
  /** Unique for all time; goes with the message where the channel can carry it, so that it can be looked for there. */
  readonly id: string;
  /** Whom: the id of a person, or a place that the channel knows. */
  readonly to: string;
  readonly channel: string;
  readonly kind: string;
  /** What the channel makes the message of. It is gone from here once the message has come to its end. */
  readonly payload: Json;
  /** Messages with the same one are sent in the order in which they were appended, each after the end of the one before. */
  readonly orderKey?: string;
  readonly notBefore?: Date;
}

/** A message that a worker may now send. */
export interface ClaimedMessage extends Claim {
  readonly id: string;
  readonly to: string;
  readonly channel: string;
  readonly kind: string;
  readonly payload: Json;
  readonly stream: string;
  readonly orderKey: string | null;
  /** It may have arrived before: look for its id first, or mark it 再送. */
  readonly resend: boolean;
  /** From when on it was wanted. */
  readonly wanted: Date;
}

/** How far a message has come. */
export interface MessageState {
  readonly state: OutboxTable['state'];
  readonly attempts: number;
  /** The receipt of one that was delivered; else the code of the last failure. */
  readonly outcome: string | null;
}

/**
 * Messages on their way, each sent at least once. Every method but `claim`, `find` and `oldest` tells whether it had an
 * effect: none where the claim has passed to another, or the message has come to its end. Throws `StoreError`.
 */
export interface Outbox {
  /**
   * Messages for a worker to send, the longest due first. Nobody else gets them before the lease ends; one whose lease
   * ended without a word is handed out again as `resend`.
   * @param channels only for these; all where left out.
   */
  claim(
    worker: string,
    limit: number,
    leaseMs: number,
    channels?: readonly string[],
  ): Promise<readonly ClaimedMessage[]>;
  /** Lengthens the lease: it ends so many milliseconds from now. */
  renew(claimed: ClaimedMessage, leaseMs: number): Promise<boolean>;
  /** It has arrived. Recorded also where the lease has ended or the message was cancelled meanwhile: it is the truth. */
  delivered(claimed: Pick<ClaimedMessage, 'id'>, receipt: string): Promise<boolean>;
  /**
   * It has not arrived.
   * @param retryAt null gives it up for good, and lets what waits behind it go on.
   * @param code short and English, nothing of the message.
   */
  failed(claimed: ClaimedMessage, retryAt: Date | null, code: string): Promise<boolean>;
  /** Nobody knows whether it has arrived: it is handed out again from `retryAt` on, as `resend`. */
  uncertain(claimed: ClaimedMessage, retryAt: Date): Promise<boolean>;
  /** It need not be sent any more. One that is being sent just now may still arrive. */
  cancel(id: string): Promise<boolean>;
  find(id: string): Promise<MessageState | null>;
  /** How many are wanted by now and have not come to their end, and since when the oldest of them. */
  oldest(): Promise<{ readonly waiting: number; readonly since: Date | null }>;
}

/** What a row is sealed over. */
export const OUTBOX_FIELDS = [
  'id',
  'number',
  'stream',
  'recipient',
  'channel',
  'kind',
  'payload',
  'order_key',
  'wanted',
  'state',
  'due',
  'worker',
  'attempts',
  'uncertain',
  'outcome',
  'ended',
] as const satisfies readonly (keyof OutboxTable)[];

type Row = Omit<OutboxTable, 'seal'>;

const sealed = (row: Row): OutboxTable => ({ ...row, seal: sealOf(row, OUTBOX_FIELDS) });

const ended = (state: Row['state'], outcome: string | null, at: Date) => ({
  state,
  outcome,
  due: null,
  worker: null,
  payload: '',
  ended: moment(at),
});

const read = (db: Kysely<Tables>, id: string) =>
  db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst();

async function replace(db: Kysely<Tables>, before: OutboxTable, changes: Partial<Row>): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set(sealed({ ...before, ...changes }))
    .where('id', '=', before.id)
    .where('seal', '=', before.seal)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

const changeMessage = (
  db: Kysely<Tables>,
  id: string,
  decide: (row: OutboxTable) => Partial<Row> | undefined,
) =>
  change(
    () => read(db, id),
    decide,
    (before, changes: Partial<Row>) => replace(db, before, changes),
  );

/** Within the transaction that appends what causes them. @param last the last number given out before. */
export async function putMessages(
  transaction: Kysely<Tables>,
  messages: readonly NewMessage[],
  stream: string,
  last: number,
  at: Date,
): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map((message, index) =>
    sealed({
      id: message.id,
      number: last + 1 + index,
      stream,
      recipient: message.to,
      channel: message.channel,
      kind: message.kind,
      payload: JSON.stringify(message.payload),
      order_key: message.orderKey ?? null,
      wanted: moment(message.notBefore ?? at),
      state: 'open',
      due: message.notBefore === undefined ? AT_ONCE : moment(message.notBefore),
      worker: null,
      attempts: 0,
      uncertain: 0,
      outcome: null,
      ended: null,
    }),
  );
  await transaction.insertInto('outbox').values(rows).execute();
}

/** Within a transaction or without. @returns whether it was still on its way. */
export function cancelMessage(db: Kysely<Tables>, id: string, at: Date): Promise<boolean> {
  return changeMessage(db, id, (row) => (row.due === null ? undefined : ended('cancelled', row.outcome, at)));
}

/** Where whoever had claimed anything is known to be gone: all of it may be claimed at once, and may have arrived. */
export async function releaseMessages(db: Kysely<Tables>): Promise<void> {
  const rows = await db.selectFrom('outbox').selectAll().where('worker', 'is not', null).execute();
  for (const row of rows) await replace(db, row, { worker: null, due: AT_ONCE, uncertain: 1 });
}

/** Where a copy was put in the place of what came after it: what was still to be sent then may have arrived since. */
export async function doubtMessages(db: Kysely<Tables>): Promise<void> {
  const rows = await db.selectFrom('outbox').selectAll().where('due', 'is not', null).execute();
  for (const row of rows) await replace(db, row, { uncertain: 1 });
}

export function createOutbox(db: Kysely<Tables>, now: () => Date): Outbox {
  /** Messages that are due and have none before them in their order, claimed by others or not. */
  const claimable = (transaction: Kysely<Tables>, at: Date, limit: number, channels?: readonly string[]) =>
    transaction
      .selectFrom('outbox')
      .selectAll()
      .where('due', '<=', moment(at))
      .$if(channels !== undefined, (query) => query.where('channel', 'in', [...(channels ?? [])]))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('outbox as earlier')
              .select('earlier.id')
              .whereRef('earlier.order_key', '=', 'outbox.order_key')
              .whereRef('earlier.number', '<', 'outbox.number')
              .where('earlier.due', 'is not', null),
          ),
        ),
      )
      .orderBy('due')
      .orderBy('number')
      .limit(limit)
      .execute();

  return {
    async claim(worker, limit, leaseMs, channels) {
      if (channels?.length === 0) return [];
      const at = now();
      return db.transaction().execute(async (transaction) => {
        const claimed: ClaimedMessage[] = [];
        for (const row of await claimable(transaction, at, limit, channels)) {
          // A claim that lapsed: whoever held it may have sent it and died.
          const uncertain = row.worker === null ? row.uncertain : 1;
          const lease = claimedBy(row, worker, at, leaseMs);
          if (await replace(transaction, row, { ...lease, uncertain }))
            claimed.push(claimedMessage({ ...row, ...lease, uncertain }));
        }
        return claimed;
      });
    },

    renew(claimed, leaseMs) {
      const due = moment(new Date(now().getTime() + leaseMs));
      return changeMessage(db, claimed.id, (row) => (holds(row, claimed) ? { due } : undefined));
    },

    delivered({ id }, receipt) {
      return changeMessage(db, id, (row) =>
        row.state === 'delivered' ? undefined : ended('delivered', receipt, now()),
      );
    },

    failed(claimed, retryAt, code) {
      return changeMessage(db, claimed.id, (row) => {
        if (!holds(row, claimed)) return undefined;
        if (retryAt === null) return ended('given-up', code, now());
        return { worker: null, due: moment(retryAt), outcome: code };
      });
    },

    uncertain(claimed, retryAt) {
      return changeMessage(db, claimed.id, (row) =>
        holds(row, claimed) ? { worker: null, due: moment(retryAt), uncertain: 1 } : undefined,
      );
    },

    cancel: (id) => cancelMessage(db, id, now()),

    async find(id) {
      const row = await read(db, id);
      return row === undefined ? null : { state: row.state, attempts: row.attempts, outcome: row.outcome };
    },

    async oldest() {
      const { waiting, since } = await db
        .selectFrom('outbox')
        .select(({ fn }) => [fn.countAll().as('waiting'), fn.min('wanted').as('since')])
        .where('due', 'is not', null)
        .where('wanted', '<=', moment(now()))
        .executeTakeFirstOrThrow();
      return { waiting: Number(waiting), since: since === null ? null : new Date(since) };
    },
  };
}

function claimedMessage(row: Row): ClaimedMessage {
  const { id, recipient, channel, kind, payload, stream, order_key, attempts, uncertain, wanted } = row;
  return {
    id,
    to: recipient,
    channel,
    kind,
    payload: JSON.parse(payload),
    stream,
    orderKey: order_key,
    attempt: attempts,
    resend: uncertain === 1,
    wanted: new Date(wanted),
  };
}
