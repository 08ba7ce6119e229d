import { moment, type Tables } from '../schema.ts';

/** `due` of what may be claimed at once, whatever the clock says: it sorts before every moment. */
export const AT_ONCE = '';

/** The columns that a claim goes by, the same in every queue. */
type Leased = Pick<Tables['outbox'], 'due' | 'worker' | 'attempts'>;

/** What a worker holds: good until the lease ends and another has claimed it, or until it is settled. */
export interface Claim {
  /** Counted from 1, over all workers. */
  readonly attempt: number;
}

/** The columns as a claim leaves them. @param leaseMs in milliseconds */
export function claimedBy(row: Leased, worker: string, at: Date, leaseMs: number): Leased {
  return { worker, attempts: row.attempts + 1, due: moment(new Date(at.getTime() + leaseMs)) };
}

/** Whether the claim is the one that the row has. One whose lease has ended still is, while nobody else has claimed it. */
export function holds(row: Leased, claim: Claim): boolean {
  return row.worker !== null && row.due !== null && row.attempts === claim.attempt;
}

/**
 * Reads a row, decides, and writes where nobody else has written it since; else all of it again. Right on any engine,
 * within a transaction or without.
 * @param decide undefined where the row is to stay as it is.
 * @returns whether it was written.
 */
export async function change<Row, Changes>(
  read: () => Promise<Row | undefined>,
  decide: (row: Row) => Changes | undefined,
  replace: (before: Row, changes: Changes) => Promise<boolean>,
): Promise<boolean> {
  for (;;) {
    const row = await read();
    const changes = row === undefined ? undefined : decide(row);
    if (row === undefined || changes === undefined) return false;
    if (await replace(row, changes)) return true;
  }
}
