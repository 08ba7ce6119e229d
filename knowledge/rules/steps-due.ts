import type { ClauseId } from '../policy/clause.ts';
import { Combinations } from './combinations.ts';
import { holds } from './condition.ts';
import type { Conditions, Facts } from './flow.ts';
import type { Part, Procedure, Reminder, Step } from './procedure.ts';

/** A step that is due, with what of it holds for the known facts. */
export interface DueStep {
  readonly step: Step;
  readonly bearers: readonly string[];
  readonly tells: readonly string[];
  readonly citations: readonly ClauseId[];
  readonly reminders: readonly Reminder[];
}

export interface Standing {
  /** In the order in which they fall due. */
  readonly steps: readonly DueStep[];
  /** Facts not known whose value can still change which steps are due, who bears them or who is told, in asking order. */
  readonly open: readonly string[];
}

/**
 * Which steps are due for what is known. Nothing is due on a guess: a step, a bearer, somebody to be told counts once it
 * is certain, that is for every value that the facts not known can have. So a fact that is learnt only ever adds.
 */
export class StepsDue {
  readonly #steps: readonly Step[];
  readonly #combinations: Combinations;
  /** For every set of alternatives, the combinations for which one of them holds. */
  readonly #holding = new Map<readonly Conditions[], Uint8Array>();
  /** For every combination the number of what it comes to. */
  readonly #kinds: Int32Array;

  /** @param steps those of the procedure that are asked about. */
  constructor({ facts }: Pick<Procedure, 'facts'>, steps: readonly Step[]) {
    this.#steps = steps;
    this.#combinations = new Combinations({ facts, tables: [] });
    const { count } = this.#combinations;
    const all = Array.from({ length: count }, (_, number) => this.#combinations.facts(number));
    for (const when of alternativesOf(steps)) {
      const holding = all.map((known) => (when.some((conditions) => holds(conditions, known)) ? 1 : 0));
      this.#holding.set(when, Uint8Array.from(holding));
    }
    this.#kinds = new Int32Array(count);
    const numbers = new Map<string, number>();
    for (let number = 0; number < count; number += 1) {
      const kind = essence(this.#due([number]));
      const place = numbers.get(kind) ?? numbers.size;
      numbers.set(kind, place);
      this.#kinds[number] = place;
    }
  }

  /** @param known facts that `faultsOf` finds nothing wrong with. */
  standing(known: Facts): Standing {
    const possible = this.#combinations.possible(known);
    return {
      steps: this.#due(possible),
      open: this.#combinations.deciding(known, possible, this.#kinds),
    };
  }

  #due(possible: readonly number[]): DueStep[] {
    const certain = (when: readonly Conditions[] | null) => {
      const holding = when === null ? undefined : this.#holding.get(when);
      return holding === undefined || possible.every((number) => holding[number] === 1);
    };
    const those = <T>(parts: readonly Part<T>[]) =>
      parts.flatMap(({ value, when }) => (certain(when) ? [value] : []));
    return this.#steps
      .filter(({ when }) => certain(when))
      .map((step) => ({
        step,
        bearers: those(step.bearers),
        tells: those(step.tells),
        citations: those(step.citations),
        reminders: step.reminders.filter(({ when }) => certain(when)),
      }));
  }
}

/** What two standings must have in common to be the same to the people concerned. */
function essence(due: readonly DueStep[]): string {
  return JSON.stringify(due.map(({ step, bearers, tells }) => [step.id, bearers, tells]));
}

/** Every set of alternatives that something of the steps depends on. */
function alternativesOf(steps: readonly Step[]): (readonly Conditions[])[] {
  return steps
    .flatMap(({ when, bearers, tells, citations, reminders }) => [
      when,
      ...[...bearers, ...tells, ...citations, ...reminders].map((part) => part.when),
    ])
    .flatMap((when) => (when === null ? [] : [when]));
}
