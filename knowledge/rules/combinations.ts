import { domainOf, placeIn } from './condition.ts';
import type { Condition, Fact, Facts, FactValue, Row, Table } from './flow.ts';

/** Facts and, where some of them are numbers, the tables that compare them with bounds. */
export interface FactSpace {
  readonly facts: readonly Fact[];
  readonly tables: readonly Table[];
}

/** All combinations of some facts, numbered: the last fact changes fastest. */
export class Combinations {
  readonly domains: readonly (readonly FactValue[])[];
  /** How far apart two combinations lie that differ by one step of a fact. */
  readonly strides: readonly number[];
  readonly count: number;
  readonly #facts: readonly Fact[];

  constructor(space: FactSpace) {
    this.#facts = space.facts;
    this.domains = space.facts.map((fact) => domainOf(fact, conditionsOn(space, fact.id)));
    const strides = this.domains.map(() => 1);
    for (let i = strides.length - 2; i >= 0; i -= 1) {
      strides[i] = (strides[i + 1] ?? 1) * (this.domains[i + 1]?.length ?? 1);
    }
    this.strides = strides;
    this.count = this.domains.reduce((product, domain) => product * domain.length, 1);
  }

  facts(number: number): Facts {
    return Object.fromEntries(
      this.#facts.map((fact, i) => {
        const domain = this.domains[i] ?? [];
        return [fact.id, domain[this.digit(number, i)] as FactValue];
      }),
    );
  }

  /** Which value of its domain the fact at `place` has in a combination. */
  digit(number: number, place: number): number {
    return Math.floor(number / (this.strides[place] ?? 1)) % (this.domains[place]?.length ?? 1);
  }

  /** The combinations that what is known leaves open. Every value must be one that its fact can have. */
  possible(known: Facts): number[] {
    return this.#facts.reduce<number[]>(
      (numbers, fact, i) => {
        const value = known[fact.id];
        const domain = this.domains[i] ?? [];
        const stride = this.strides[i] ?? 1;
        if (value !== undefined) {
          const offset = placeIn(domain, fact, value) * stride;
          return numbers.map((number) => number + offset);
        }
        return numbers.flatMap((number) => domain.map((_, digit) => number + digit * stride));
      },
      [0],
    );
  }

  /**
   * The facts not known that, for some value of the others, change what a combination comes to, in asking order.
   * `kinds` gives equal numbers to combinations that come to the same.
   */
  deciding(known: Facts, possible: readonly number[], kinds: Int32Array): string[] {
    return this.#facts.flatMap((fact, i) => {
      if (known[fact.id] !== undefined) return [];
      const stride = this.strides[i] ?? 1;
      const matters = possible.some(
        (number) => kinds[number] !== kinds[number - this.digit(number, i) * stride],
      );
      return matters ? [fact.id] : [];
    });
  }
}

export function rowsOf(flow: Pick<FactSpace, 'tables'>): Row[] {
  return flow.tables.flatMap((table) => table.rows);
}

function conditionsOn(flow: FactSpace, fact: string): Condition[] {
  return rowsOf(flow).flatMap((row) =>
    row.when.flatMap((conditions) => {
      const condition = conditions[fact];
      return condition === undefined ? [] : [condition];
    }),
  );
}
