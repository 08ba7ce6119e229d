import type { ClauseId } from '../../../knowledge/policy/clause.ts';
import { MOST_QUOTES } from './quote-order.ts';
import type { Answer, NoMishap, Offer, Understanding } from './understanding.ts';

/** One message's understanding in one line, as scripts and benchmarks want it. */
export interface Summary {
  readonly kind: 'answer' | 'flow' | 'report' | 'none';
  readonly flow: string | null;
  readonly citations: readonly ClauseId[];
  readonly because: readonly string[];
}

/**
 * A report comes first whatever else is asked; else the first part that is covered speaks for the message. The clauses
 * are taken from the parts in turn. What cannot be read and what is no question quotes nothing: that is `none`.
 */
export function summarise(parts: readonly Understanding[]): Summary {
  const covered = parts.filter(isCovered);
  const leading = covered.find((part) => part.kind === 'report') ?? covered[0];
  const because = parts.flatMap((part) => ('because' in part ? part.because : []));
  if (leading === undefined) return { kind: 'none', flow: null, citations: [], because };
  const inTurn: ClauseId[] = [];
  const ordered = [leading, ...covered.filter((part) => part !== leading)];
  for (let place = 0; place < MOST_QUOTES; place += 1) {
    for (const { citations } of ordered) {
      const clause = citations[place];
      if (clause !== undefined && !inTurn.includes(clause)) inTurn.push(clause);
    }
  }
  return {
    kind: leading.kind === 'no-mishap' ? 'answer' : leading.kind,
    flow: leading.kind === 'answer' || leading.kind === 'no-mishap' ? null : leading.intent.id,
    citations: inTurn.slice(0, MOST_QUOTES),
    because,
  };
}

function isCovered(part: Understanding): part is Answer | Offer | NoMishap {
  return (
    part.kind === 'answer' || part.kind === 'flow' || part.kind === 'report' || part.kind === 'no-mishap'
  );
}
