import type { Decider } from './decider.ts';
import type { Facts } from './flow.ts';

/** What was worked out before, for each decider. A flow has a few thousand states at most. */
const WORKED_OUT = new WeakMap<Decider, Map<string, number>>();

/**
 * How many questions are still to be expected: the next one, and the average over its answers of what follows. 0 where
 * the flow is decided. Answers are taken as equally likely; numbers count once for each stretch between bounds.
 */
export function questionsLeft(decider: Decider, known: Facts): number {
  const kept = WORKED_OUT.get(decider) ?? new Map<string, number>();
  WORKED_OUT.set(decider, kept);
  return left(decider, known, kept);
}

function left(decider: Decider, known: Facts, kept: Map<string, number>): number {
  const key = decider.keyOf(known);
  const before = kept.get(key);
  if (before !== undefined) return before;
  const decision = decider.decide(known);
  const next = decision.state === 'missing' ? decision.missing[0] : undefined;
  let count = 0;
  if (next !== undefined) {
    const values = decider.valuesOf(next);
    const sum = values.reduce<number>(
      (total, value) => total + left(decider, { ...known, [next]: value }, kept),
      0,
    );
    count = 1 + sum / values.length;
  }
  kept.set(key, count);
  return count;
}
