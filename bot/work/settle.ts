import type { Delivered } from '../delivery.ts';

/** What is to be recorded of an attempt. */
export type Settlement =
  | { readonly type: 'delivered'; readonly receipt: string }
  | { readonly type: 'retry'; readonly code: string; readonly at: Date; readonly inMs: number }
  /** As `retry`, and marked as one that may be there already. */
  | { readonly type: 'resend'; readonly code: string; readonly at: Date; readonly inMs: number }
  | { readonly type: 'give-up'; readonly code: string };

/** How long to wait after the attempt with this number, from 1, in milliseconds; never less than the other side asks. */
export type Delay = (attempt: number, askedMs: number) => number;

/**
 * What follows from an attempt's outcome. Only what would be refused again is given up: everything else is tried until
 * it is delivered, however long that takes.
 */
export function settle(outcome: Delivered, attempt: number, now: Date, delay: Delay): Settlement {
  if (outcome.type === 'delivered') return { type: 'delivered', receipt: outcome.receipt };
  if (outcome.type === 'failed' && outcome.permanent) return { type: 'give-up', code: outcome.code };
  const asked = outcome.type === 'failed' ? (outcome.retryAfterMs ?? 0) : 0;
  const inMs = delay(attempt, asked);
  const type = outcome.type === 'failed' ? 'retry' : 'resend';
  return { type, code: outcome.code, at: new Date(now.getTime() + inMs), inMs };
}
