import type { Kysely } from 'kysely';
import type { JsonObject } from '../json.ts';
import { moment, type Tables, type TimerTable } from '../schema.ts';
import { sealOf } from '../seal.ts';
import { AT_ONCE, type Claim, change, claimedBy, holds } from './lease.ts';

/** Something to be done at a time, set with the events that make it due. */
export interface NewTimer {
  /** One timer a key: setting it again moves it, be it set, fired or cancelled. */
  readonly key: string;
  readonly kind: string;
  readonly at: Date;
  /** Nothing personal: it says what to do, not about whom. */
  readonly data?: JsonObject;
}

/** A timer whose time has come, to be settled by the `append` of what comes of it, or by `drop`. */
export interface ClaimedTimer extends Claim {
  readonly key: string;
  readonly kind: string;
  readonly stream: string;
  /** What it was set to: some time ago where the assistant did not run, or the clock was put forward. */
  readonly at: Date;
  readonly data: JsonObject;
}

/**
 * Timers fire once: `append` marks one as fired in the transaction of the event that results, so neither a clock that
 * jumps nor a process that dies between makes it fire twice or never. The other methods tell whether the claim was still
 * good. Throws `StoreError`.
 */
export interface Timers {
  /**
   * Those whose time has come, the earliest first. Nobody else gets them before the lease ends.
   * @param kinds only these, so that what is urgent does not stand behind the rest.
   */
  claim(
    worker: string,
    limit: number,
    leaseMs: number,
    kinds?: readonly string[],
  ): Promise<readonly ClaimedTimer[]>;
  /** Lengthens the lease: it ends so many milliseconds from now. */
  renew(claimed: ClaimedTimer, leaseMs: number): Promise<boolean>;
  /** Could not be worked: handed out again from `retryAt` on. */
  failed(claimed: ClaimedTimer, retryAt: Date): Promise<boolean>;
  /** Nothing comes of it, and it does not fire again. */
  drop(claimed: ClaimedTimer): Promise<boolean>;
  /** When the next one may be claimed; past where some may be now. Null where none is set. */
  next(): Promise<Date | null>;
  /** Removes those that fired or were cancelled before the date. @returns how many. */
  purge(before: Date): Promise<number>;
}

/** What a row is sealed over. */
export const TIMER_FIELDS = [
  'key',
  'stream',
  'kind',
  'data',
  'at',
  'state',
  'due',
  'worker',
  'attempts',
  'ended',
] as const satisfies readonly (keyof TimerTable)[];

type Row = Omit<TimerTable, 'seal'>;

const sealed = (row: Row): TimerTable => ({ ...row, seal: sealOf(row, TIMER_FIELDS) });

const ended = (state: Row['state'], at: Date) => ({
  state,
  due: null,
  worker: null,
  data: '{}',
  ended: moment(at),
});

async function replace(db: Kysely<Tables>, before: TimerTable, changes: Partial<Row>): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('timer')
    .set(sealed({ ...before, ...changes }))
    .where('key', '=', before.key)
    .where('seal', '=', before.seal)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

const changeTimer = (
  db: Kysely<Tables>,
  key: string,
  decide: (row: TimerTable) => Partial<Row> | undefined,
) =>
  change(
    () => db.selectFrom('timer').selectAll().where('key', '=', key).executeTakeFirst(),
    decide,
    (before, changes: Partial<Row>) => replace(db, before, changes),
  );

/** Within the transaction that appends what makes it due. Whoever has claimed the one before has lost it. */
export async function setTimer(transaction: Kysely<Tables>, timer: NewTimer, stream: string): Promise<void> {
  const at = moment(timer.at);
  const set = {
    stream,
    kind: timer.kind,
    data: JSON.stringify(timer.data ?? {}),
    at,
    state: 'set',
    due: at,
    worker: null,
    ended: null,
  } as const;
  if (await changeTimer(transaction, timer.key, () => set)) return;
  await transaction
    .insertInto('timer')
    .values(sealed({ key: timer.key, ...set, attempts: 0 }))
    .execute();
}

/** Within the transaction that appends what makes it idle. @returns whether it was set. */
export function cancelTimer(transaction: Kysely<Tables>, key: string, at: Date): Promise<boolean> {
  return changeTimer(transaction, key, (row) => (row.due === null ? undefined : ended('cancelled', at)));
}

/** Within the transaction that appends what came of it, or alone. @returns whether the claim was still good. */
export function settleTimer(db: Kysely<Tables>, claimed: ClaimedTimer, at: Date): Promise<boolean> {
  return changeTimer(db, claimed.key, (row) => (holds(row, claimed) ? ended('fired', at) : undefined));
}

/** Where whoever had claimed anything is known to be gone. */
export async function releaseTimers(db: Kysely<Tables>): Promise<void> {
  const rows = await db.selectFrom('timer').selectAll().where('worker', 'is not', null).execute();
  for (const row of rows) await replace(db, row, { worker: null, due: AT_ONCE });
}

export function createTimers(db: Kysely<Tables>, now: () => Date): Timers {
  return {
    claim(worker, limit, leaseMs, kinds) {
      const at = now();
      return db.transaction().execute(async (transaction) => {
        const rows = await transaction
          .selectFrom('timer')
          .selectAll()
          .where('due', '<=', moment(at))
          .$if(kinds !== undefined, (query) => query.where('kind', 'in', [...(kinds ?? [])]))
          .orderBy('at')
          .orderBy('key')
          .limit(limit)
          .execute();
        const claimed: ClaimedTimer[] = [];
        for (const row of rows) {
          const lease = claimedBy(row, worker, at, leaseMs);
          if (await replace(transaction, row, lease)) claimed.push(claimedTimer({ ...row, ...lease }));
        }
        return claimed;
      });
    },

    renew(claimed, leaseMs) {
      const due = moment(new Date(now().getTime() + leaseMs));
      return changeTimer(db, claimed.key, (row) => (holds(row, claimed) ? { due } : undefined));
    },

    failed(claimed, retryAt) {
      return changeTimer(db, claimed.key, (row) =>
        holds(row, claimed) ? { worker: null, due: moment(retryAt) } : undefined,
      );
    },

    drop: (claimed) => settleTimer(db, claimed, now()),

    async next() {
      const { next } = await db
        .selectFrom('timer')
        .select(({ fn }) => fn.min('due').as('next'))
        .executeTakeFirstOrThrow();
      if (next === null) return null;
      return next === AT_ONCE ? new Date(0) : new Date(next);
    },

    async purge(before) {
      const { numDeletedRows } = await db
        .deleteFrom('timer')
        .where('ended', '<', moment(before))
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}

function claimedTimer({ key, kind, stream, at, data, attempts }: Row): ClaimedTimer {
  return { key, kind, stream, at: new Date(at), data: JSON.parse(data), attempt: attempts };
}
