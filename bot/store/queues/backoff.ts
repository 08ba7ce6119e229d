/** What a first failure waits at the most; twice as long after each further one. */
const FIRST_MS = 2000;
/** A service that is away for an afternoon is asked every ten minutes. */
const LONGEST_MS = 10 * 60_000;
/** Nobody is believed who asks for more than a day. */
const LONGEST_ASKED_MS = 24 * 3_600_000;

/**
 * How long to wait before the next attempt, in milliseconds.
 * @param attempt how many have failed, from 1.
 * @param jitter 0 ≤ jitter < 1, drawn anew each time, so that what failed together does not come again together.
 * @param askedMs what the other side asked for (`Retry-After`): never less than that.
 */
export function retryDelay(attempt: number, jitter: number, askedMs = 0): number {
  const ceiling = Math.min(FIRST_MS * 2 ** (Math.max(1, attempt) - 1), LONGEST_MS);
  const own = (ceiling / 2) * (1 + jitter);
  const asked = Math.min(Math.max(0, askedMs), LONGEST_ASKED_MS);
  return Math.round(Math.max(own, asked === 0 ? 0 : asked + jitter * FIRST_MS));
}

/** An HTTP date (RFC 9110 §5.6.7), its one form that is still written: `Sun, 06 Nov 1994 08:49:37 GMT`. */
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/u;

/** What a `Retry-After` header asks for, in milliseconds from now; 0 for none, and for one that cannot be read. */
export function retryAfter(header: string | null | undefined, now: Date): number {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/u.test(text)) return Number(text) * 1000;
  if (!HTTP_DATE.test(text)) return 0;
  const until = Date.parse(text) - now.getTime();
  return Number.isNaN(until) ? 0 : Math.max(0, until);
}
