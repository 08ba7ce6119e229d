import type { Directory } from '../../../knowledge/organisation/directory.ts';
import { Decider } from '../../../knowledge/rules/decider.ts';
import type { Facts, Flow } from '../../../knowledge/rules/flow.ts';
import type { FiledForm, FormSpec } from './filing-form.ts';
import type { Filing } from './handle.ts';
import type { Posts } from './posts.ts';
import { stepsOf } from './steps.ts';

/** What a filing form was made for. It goes along in the form's name: nothing is kept until it is filed. */
export interface FormMeaning {
  readonly flow: string;
  readonly facts: Facts;
  /** The application that was sent back and is filed anew. */
  readonly again?: string;
  /** The permission that this one goes on from. */
  readonly renews?: string;
}

const NAME = 'apply ';

export function formName(meaning: FormMeaning): string {
  return `${NAME}${JSON.stringify(meaning)}`;
}

/** Whether a form that came back is an application. */
export function isFiling(form: string): boolean {
  return form.startsWith(NAME);
}

/** Null for a name that no form of ours has. The facts are the decider's to judge, which refuses every value that is none. */
export function readFormName(form: string): FormMeaning | null {
  try {
    const read: unknown = JSON.parse(form.slice(NAME.length));
    if (typeof read !== 'object' || read === null) return null;
    const { flow, facts, again, renews } = read as Record<string, unknown>;
    if (typeof flow !== 'string' || typeof facts !== 'object' || facts === null) return null;
    const named = (value: unknown) => value === undefined || typeof value === 'string';
    return named(again) && named(renews) ? (read as FormMeaning) : null;
  } catch {
    return null;
  }
}

/** Makes of a verdict what has to be filed: decided anew from the facts, so that no form can bring its own verdict. */
export class Filings {
  readonly #deciders: ReadonlyMap<string, Decider>;
  readonly #posts: Posts;

  constructor(flows: readonly Flow[], posts: Posts) {
    this.#deciders = new Map(flows.map((flow) => [flow.id, new Decider(flow)]));
    this.#posts = posts;
  }

  flow(id: string): Flow | undefined {
    return this.#deciders.get(id)?.flow;
  }

  /** The form; null where the facts decide nothing, or no permission helps. */
  spec(meaning: FormMeaning, directory: Directory): FormSpec | null {
    const found = this.#needed(meaning);
    if (found === null) return null;
    const needsSystem = found.steps.some(({ roles }) =>
      roles.some((role) => this.#posts.dependsOnSystem(role)),
    );
    return {
      form: formName(meaning),
      title: found.flow.title,
      extra: found.flow.application,
      systems: needsSystem ? directory.systems.filter(({ important }) => important) : [],
    };
  }

  filing(meaning: FormMeaning, { written, ...filed }: FiledForm): Filing | null {
    const found = this.#needed(meaning);
    if (found === null) return null;
    return {
      data: {
        flow: meaning.flow,
        // A copy that can be stored: lists in it may be read-only.
        facts: JSON.parse(JSON.stringify(meaning.facts)),
        verdict: found.outcome.verdict === 'approval' ? 'approval' : 'prohibited',
        citations: [...found.outcome.citations],
        steps: found.steps,
        renews: meaning.renews ?? null,
        ...filed,
      },
      written,
    };
  }

  #needed({ flow, facts }: FormMeaning) {
    const decider = this.#deciders.get(flow);
    const decision = decider?.decide(facts);
    if (decider === undefined || decision?.state !== 'decided') return null;
    const steps = stepsOf(decision.outcome);
    return steps === null ? null : { flow: decider.flow, outcome: decision.outcome, steps };
  }
}
