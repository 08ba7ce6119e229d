import type { Decider } from './decider.ts';
import type { Facts, FactValue } from './flow.ts';
import { type Outcome, rankOfOutcome } from './outcome.ts';

/** Facts to change, and what then comes out. */
export interface WayOut {
  readonly change: Facts;
  /** The verdict then, the same whatever is still unknown. */
  readonly outcome: Outcome;
}

/**
 * The smallest change of facts that the asker can change (`canChange`) by which the verdict becomes milder, and the
 * mildest of the changes that are equally small; of equals the first in asking order. Null where no change helps for
 * certain, where nothing is milder, and for flows that classify: what something is, nobody changes to get another label.
 *
 * @param known facts that decide the flow.
 */
export function wayOut(decider: Decider, known: Facts): WayOut | null {
  const { flow } = decider;
  const now = decider.decide(known);
  if (now.state !== 'decided' || now.outcome.verdict === null) return null;
  const rank = rankOfOutcome(flow, now.outcome);
  if (rank === 0) return null;
  const changeable = flow.facts.filter((fact) => fact.canChange && known[fact.id] !== undefined);
  for (let size = 1; size <= changeable.length; size += 1) {
    let best: { readonly way: WayOut; readonly rank: number } | null = null;
    for (const facts of choose(changeable, size)) {
      for (const change of changes(
        facts.map(({ id }) => ({ id, values: others(decider.valuesOf(id), known[id]) })),
      )) {
        const then = decider.decide({ ...known, ...change });
        if (then.state !== 'decided') continue;
        const milder = rankOfOutcome(flow, then.outcome);
        if (milder < rank && (best === null || milder < best.rank))
          best = { way: { change, outcome: then.outcome }, rank: milder };
      }
    }
    if (best !== null) return best.way;
  }
  return null;
}

function others(values: readonly FactValue[], value: FactValue | undefined): FactValue[] {
  return values.filter((one) => JSON.stringify(one) !== JSON.stringify(value));
}

/** Every way to take `size` of the items, in their order. */
function choose<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, i) => choose(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]));
}

/** Every way to give each fact one of its values. */
function changes(facts: readonly { readonly id: string; readonly values: readonly FactValue[] }[]): Facts[] {
  const [first, ...rest] = facts;
  if (first === undefined) return [{}];
  return first.values.flatMap((value) => changes(rest).map((change) => ({ [first.id]: value, ...change })));
}
