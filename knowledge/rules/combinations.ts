import { domainOf } from './condition.ts';
import type { Condition, Facts, FactValue, Flow, Row } from './flow.ts';

/** All combinations of a flow's facts, numbered: the last fact changes fastest. */
export class Combinations {
  readonly domains: readonly (readonly FactValue[])[];
  /** How far apart two combinations lie that differ by one step of a fact. */
  readonly strides: readonly number[];
  readonly count: number;
  readonly #flow: Flow;

  constructor(flow: Flow) {
    this.#flow = flow;
    this.domains = flow.facts.map((fact) => domainOf(fact, conditionsOn(flow, fact.id)));
    const strides = this.domains.map(() => 1);
    for (let i = strides.length - 2; i >= 0; i -= 1) {
      strides[i] = (strides[i + 1] ?? 1) * (this.domains[i + 1]?.length ?? 1);
    }
    this.strides = strides;
    this.count = this.domains.reduce((product, domain) => product * domain.length, 1);
  }

  facts(number: number): Facts {
    return Object.fromEntries(
      this.#flow.facts.map((fact, i) => {
        const domain = this.domains[i] ?? [];
        return [fact.id, domain[this.digit(number, i)] as FactValue];
      }),
    );
  }

  /** Which value of its domain the fact at `place` has in a combination. */
  digit(number: number, place: number): number {
    return Math.floor(number / (this.strides[place] ?? 1)) % (this.domains[place]?.length ?? 1);
  }
}

export function rowsOf(flow: Flow): Row[] {
  return flow.tables.flatMap((table) => table.rows);
}

function conditionsOn(flow: Flow, fact: string): Condition[] {
  return rowsOf(flow).flatMap((row) =>
    row.when.flatMap((conditions) => {
      const condition = conditions[fact];
      return condition === undefined ? [] : [condition];
    }),
  );
}
