import type { Retention } from '../../../knowledge/pack/schemas.ts';
import type { Store } from '../../store/open-store.ts';
import type { Case } from './case.ts';

/** Who erases, in the record. */
export const RETENTION = 'retention';

const JAPAN_MS = 9 * 3_600_000;

/**
 * When what people wrote of a case may be erased: so many years after it was closed, at the end of that day in Japan.
 * Null while it is open (reopened ones too), and where the pack sets no period for it.
 */
export function keptUntil(one: Pick<Case, 'flow' | 'closed'>, periods: readonly Retention[]): Date | null {
  const period = periods.find(({ procedure }) => procedure === one.flow);
  if (one.closed === null || period === undefined) return null;
  const local = new Date(one.closed.at.getTime() + JAPAN_MS);
  // Closed on 29 February: Date.UTC goes on to 1 March, a day later and never a day early.
  const end = Date.UTC(local.getUTCFullYear() + period.years, local.getUTCMonth(), local.getUTCDate() + 1);
  return new Date(end - JAPAN_MS);
}

/** Why it was erased, as the record has it for ever: `retention-5-years`. */
export function retentionReason(flow: string, periods: readonly Retention[]): string {
  const years = periods.find(({ procedure }) => procedure === flow)?.years ?? 0;
  return `retention-${years}-years`;
}

export interface RetentionParts {
  readonly store: Pick<Store, 'streams'> & { readonly events: Pick<Store['events'], 'erase'> };
  readonly periods: readonly Retention[];
  /** Fingerprint of the pack. */
  readonly policy: string;
  /** The case of a stream, and whether any text of it is left; null for a stream that is none. */
  readonly load: (stream: string) => Promise<{ readonly one: Case; readonly written: boolean } | null>;
}

/**
 * Erases what people wrote of every closed case whose time is over; who did what and when, and all numbers, stay. Each
 * erasure records itself. Doing it again, or being killed in between, does no harm.
 * @returns how many texts. @throws {StoreError}
 */
export async function eraseExpired(parts: RetentionParts, now: Date): Promise<number> {
  const { store, periods, policy, load } = parts;
  if (periods.length === 0) return 0;
  const shortest = Math.min(...periods.map(({ years }) => years));
  const closed = await store.streams.find({ kind: 'case', states: ['closed'] });
  let erased = 0;
  for (const { stream, opened } of closed) {
    // Closed later than it was opened: nothing younger need be read, however many there are.
    if (opened.getTime() + shortest * YEAR_MS > now.getTime()) continue;
    const loaded = await load(stream);
    if (loaded === null || !loaded.written) continue;
    const { one } = loaded;
    const until = keptUntil(one, periods);
    if (until === null || until > now) continue;
    erased += await store.events.erase({
      stream,
      fields: 'all',
      by: RETENTION,
      at: now,
      policy,
      reason: retentionReason(one.flow, periods),
    });
  }
  return erased;
}

/** A short year: never is a case passed over whose time is over. */
const YEAR_MS = 365 * 86_400_000;
