import type { ClauseId } from '../policy/clause.ts';
import type { PolicyText } from '../policy/policy-text.ts';
import { fingerprint } from './fingerprint.ts';
import type { Reading } from './flow.ts';

/** `about` is the clause and what else is to be said of it: the fingerprint then, the fingerprint now. */
export interface ReadingFault {
  readonly code: 'CLAUSE_CHANGED' | 'READING_MISSING' | 'READING_IDLE';
  readonly about: string;
}

/** Compares the clauses that rules cite with how they read when the rules were written. */
export function readingFaults(
  cited: ReadonlySet<ClauseId>,
  readings: readonly Reading[],
  policy: PolicyText,
): ReadingFault[] {
  const read = new Map(readings.map((reading) => [reading.clause, reading.fingerprint]));
  const ofCited = [...cited].flatMap((id): ReadingFault[] => {
    const clause = policy.get(id);
    if (clause === undefined) return [];
    const now = fingerprint(clause);
    const then = read.get(id);
    if (then === undefined) return [{ code: 'READING_MISSING', about: `${id} ${now}` }];
    return then === now ? [] : [{ code: 'CLAUSE_CHANGED', about: `${id} ${then} ${now}` }];
  });
  const idle = [...read.keys()].filter((id) => !cited.has(id));
  return [...ofCited, ...idle.map((about): ReadingFault => ({ code: 'READING_IDLE', about }))];
}
