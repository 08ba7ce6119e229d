import { Combinations } from './combinations.ts';
import { applies } from './condition.ts';
import type { Facts, Flow } from './flow.ts';
import { combine, essence, type Outcome, rankOfOutcome } from './outcome.ts';

/** One of the outcomes that a flow can come to, different from the others to the person who asks. */
export interface OutcomeKind {
  readonly outcome: Outcome;
  /** How many combinations of facts come to it. */
  readonly count: number;
  /** The first of them. */
  readonly example: Facts;
}

export interface OutcomeKinds {
  /** The mildest first. */
  readonly kinds: readonly OutcomeKind[];
  /** The place in `kinds` of every combination, by its number. */
  readonly kindOf: (combination: number) => number;
  readonly combinations: Combinations;
}

/** All different outcomes of a flow, with what leads to each. */
export function outcomeKinds(flow: Flow): OutcomeKinds {
  const combinations = new Combinations(flow);
  const found = new Map<string, { outcome: Outcome; count: number; example: Facts }>();
  const keys: string[] = [];
  for (let number = 0; number < combinations.count; number += 1) {
    const facts = combinations.facts(number);
    const rows = flow.tables.flatMap((table) => table.rows.filter((row) => applies(row, facts)));
    const outcome = combine(flow, rows);
    const key = essence(outcome);
    keys.push(key);
    const known = found.get(key);
    if (known === undefined) found.set(key, { outcome, count: 1, example: facts });
    else known.count += 1;
  }
  const ranked = [...found].sort(
    ([, a], [, b]) => rankOfOutcome(flow, a.outcome) - rankOfOutcome(flow, b.outcome),
  );
  const places = new Map(ranked.map(([key], place) => [key, place]));
  return {
    kinds: ranked.map(([, kind]) => kind),
    kindOf: (combination) => places.get(keys[combination] ?? '') ?? 0,
    combinations,
  };
}
