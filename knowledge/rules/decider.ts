import { Combinations } from './combinations.ts';
import { applies, placeIn } from './condition.ts';
import { type FactFault, faultsOf } from './fact-values.ts';
import type { Facts, FactValue, Flow } from './flow.ts';
import { combine, essence, type Outcome } from './outcome.ts';

/** What is known comes to one outcome, or these facts could still change it, or the facts are no facts of the flow. */
export type Decision =
  | { readonly state: 'decided'; readonly outcome: Outcome }
  | { readonly state: 'missing'; readonly missing: readonly string[] }
  | { readonly state: 'refused'; readonly faults: readonly FactFault[] };

/** Decides one flow. All its outcomes are worked out once, so that a decision is a look into a table. */
export class Decider {
  readonly flow: Flow;
  readonly #combinations: Combinations;
  readonly #outcomes: readonly Outcome[];
  /** For every combination the number of its essence: equal numbers are equal to the person who asked. */
  readonly #essences: Int32Array;

  /** @param flow one that the checker has passed. */
  constructor(flow: Flow) {
    this.flow = flow;
    this.#combinations = new Combinations(flow);
    const { count } = this.#combinations;
    this.#essences = new Int32Array(count);
    const outcomes: Outcome[] = [];
    const numbers = new Map<string, number>();
    const kept = new Map<string, Outcome>();
    for (let number = 0; number < count; number += 1) {
      const facts = this.#combinations.facts(number);
      const rows = flow.tables.flatMap(({ rows }) => rows.filter((row) => applies(row, facts)));
      const key = rows.map((row) => row.place).join(' ');
      const outcome = kept.get(key) ?? combine(flow, rows);
      kept.set(key, outcome);
      const kind = essence(outcome);
      const place = numbers.get(kind) ?? numbers.size;
      numbers.set(kind, place);
      this.#essences[number] = place;
      outcomes.push(outcome);
    }
    this.#outcomes = outcomes;
  }

  decide(known: Facts): Decision {
    const faults = faultsOf(this.flow, known);
    if (faults.length > 0) return { state: 'refused', faults };
    const possible = this.#combinations.possible(known);
    const missing = this.#combinations.deciding(known, possible, this.#essences);
    if (missing.length > 0) return { state: 'missing', missing };
    return { state: 'decided', outcome: this.#common(possible) };
  }

  /** The values of a fact that have to be told apart; see {@link import('./condition.ts').domainOf}. */
  valuesOf(id: string): readonly FactValue[] {
    return this.#combinations.domains[this.flow.facts.findIndex((fact) => fact.id === id)] ?? [];
  }

  /** Every outcome that is still possible. */
  outcomesOf(known: Facts): readonly Outcome[] {
    return [
      ...new Set(this.#combinations.possible(known).map((number) => this.#outcomes[number] as Outcome)),
    ];
  }

  /** The same for facts that no row tells apart: 12 and 13 characters where ten are enough. */
  keyOf(known: Facts): string {
    return this.flow.facts
      .map((fact, i) => {
        const value = known[fact.id];
        return value === undefined ? '-' : placeIn(this.#combinations.domains[i] ?? [], fact, value);
      })
      .join(' ');
  }

  /** Facts not known that change only what is cited besides: what holds whatever they are. */
  #common(possible: readonly number[]): Outcome {
    const outcomes = [...new Set(possible.map((number) => this.#outcomes[number] as Outcome))];
    const first = outcomes[0] as Outcome;
    if (outcomes.length === 1) return first;
    const inAll = <T>(values: (outcome: Outcome) => readonly T[]) =>
      values(first).filter((value) => outcomes.every((outcome) => values(outcome).includes(value)));
    const citations = inAll((outcome) => outcome.citations);
    const says = inAll((outcome) => outcome.reasons.map((reason) => reason.says));
    return {
      ...first,
      citations: citations.length > 0 ? citations : first.citations,
      notes: inAll((outcome) => outcome.notes),
      reasons: first.reasons.filter((reason) => says.includes(reason.says)),
    };
  }
}
