import type { Decider } from './decider.ts';
import type { Facts, FactValue } from './flow.ts';
import { type Outcome, rankOfOutcome } from './outcome.ts';

/** Facts to change, and what then comes out. */
export interface WayOut {
  readonly change: Facts;
  /** What then comes out; null where it takes further answers, and some of them lead to a milder verdict. */
  readonly outcome: Outcome | null;
}

/**
 * The smallest change of facts that the asker can change (`canChange`) by which the verdict becomes milder. Of changes
 * that are equally small those come first that are certain, whatever is still unknown, the mildest of them, and then the
 * first in asking order. Null where no change helps, where nothing is milder, and for flows that classify: what something
 * is, nobody changes to get another label.
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
    let open: WayOut | null = null;
    for (const facts of choose(changeable, size)) {
      const free = facts.map(({ id }) => ({ id, values: others(decider.valuesOf(id), known[id]) }));
      for (const change of changes(free)) {
        const then = { ...known, ...change };
        const decision = decider.decide(then);
        if (decision.state === 'decided') {
          const milder = rankOfOutcome(flow, decision.outcome);
          if (milder < rank && (best === null || milder < best.rank))
            best = { way: { change, outcome: decision.outcome }, rank: milder };
        } else if (open === null && decider.outcomesOf(then).some((one) => rankOfOutcome(flow, one) < rank)) {
          open = { change, outcome: null };
        }
      }
    }
    if (best !== null) return best.way;
    if (open !== null) return open;
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
