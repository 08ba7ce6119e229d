import type { ClauseId } from '../policy/clause.ts';
import type { PolicyText } from '../policy/policy-text.ts';
import type { Condition, Conditions, Fact, Option } from '../rules/flow.ts';
import type { ConditionEntry, ConditionsEntry, FactEntry } from './flow-schema.ts';
import type { PackError } from './pack-error.ts';
import type { Placed } from './read-file.ts';

/** What rules may name besides their own: the clauses, the posts, the guided decisions. */
export interface RuleSurroundings {
  readonly policy: PolicyText;
  readonly roles: ReadonlySet<string>;
  /** Title of every guided decision of the pack, by its id. */
  readonly titles: ReadonlyMap<string, string>;
}

export type Path = readonly PropertyKey[];

/** What decisions and procedures have in common: facts, conditions on them, posts and clauses, each checked by name. */
export abstract class RuleReader<T> {
  readonly errors: PackError[] = [];
  protected readonly placed: Placed<T>;
  readonly #around: RuleSurroundings;
  /** The facts as they are written; set before any condition is read. */
  protected facts: readonly FactEntry[] = [];

  constructor(placed: Placed<T>, around: RuleSurroundings) {
    this.placed = placed;
    this.#around = around;
  }

  /** Refuses facts of the same name. */
  protected factsOnce(): void {
    for (const [i, { id }] of this.facts.entries()) {
      if (this.facts.findIndex((fact) => fact.id === id) < i) {
        this.refuse(
          ['facts', i, 'id'],
          'PACK_ENTRY_REPEATED',
          `「${id}」が二度書かれています。一つにまとめてください。`,
        );
      }
    }
  }

  protected fact(entry: FactEntry, path: Path): Fact {
    const options: Option[] = entry.options;
    const values = options.map((option) => option.value).join(' ');
    const wrong = {
      boolean: values !== 'true false',
      choice: options.length < 2,
      subset: options.length < 1,
      number: options.length > 0 || entry.least >= entry.greatest,
    }[entry.type];
    if (entry.counts.length > 0 && entry.type !== 'number') {
      this.refuse(
        [...path, 'counts'],
        'FLOW_FACT_MALFORMED',
        `「${entry.id}」は数ではありません。counts は type: number の事実にだけ書けます。`,
      );
    }
    if (wrong) {
      const should = {
        boolean: 'options に true と false をこの順で',
        choice: 'options に 2 つ以上の選択肢を',
        subset: 'options に 1 つ以上の選択肢を',
        number: 'options を書かず、least と greatest（least より大きい数）を',
      }[entry.type];
      this.refuse(
        path,
        'FLOW_FACT_MALFORMED',
        `「${entry.id}」（${entry.type}）には、${should}書いてください。`,
      );
    }
    if (entry.foundBy !== undefined) this.flowId(entry.foundBy, [...path, 'foundBy']);
    return {
      id: entry.id,
      type: entry.type,
      name: entry.name,
      question: entry.question,
      help: entry.help,
      clause: this.clause(entry.clause, [...path, 'clause']),
      options,
      least: entry.least,
      greatest: entry.greatest,
      counts: entry.counts,
      ordered: entry.ordered === 'true',
      foundBy: entry.foundBy ?? null,
      canChange: entry.canChange === 'true',
    };
  }

  protected conditions(entry: ConditionsEntry, path: Path): Conditions {
    return Object.fromEntries(
      Object.entries(entry).flatMap(([id, condition]) => {
        const fact = this.facts.find((one) => one.id === id);
        if (fact === undefined) {
          this.refuse(
            [...path, id],
            'FACT_UNKNOWN',
            `「${id}」という事実はここにありません（${this.facts.map((one) => one.id).join('、')}）。`,
          );
          return [];
        }
        return [[id, this.#condition(condition, fact, [...path, id])]];
      }),
    );
  }

  #condition(entry: ConditionEntry, fact: FactEntry, path: Path): Condition {
    const wants = typeof entry === 'string' || Array.isArray(entry) ? 'is' : (Object.keys(entry)[0] ?? '');
    const allowed = {
      boolean: ['is'],
      choice: ['is'],
      subset: ['any', 'none'],
      number: ['atLeast', 'below'],
    }[fact.type];
    if (!allowed.includes(wants)) {
      this.refuse(
        path,
        'FLOW_CONDITION_MALFORMED',
        `「${fact.id}」（${fact.type}）の条件は ${allowed.join('・')} で書いてください。`,
      );
    }
    if (typeof entry === 'object' && !Array.isArray(entry) && ('atLeast' in entry || 'below' in entry))
      return entry;
    const values =
      typeof entry === 'string' ? [entry] : Array.isArray(entry) ? entry : Object.values(entry).flat();
    const known = fact.options.map((option) => option.value);
    for (const value of values) {
      if (!known.includes(value)) {
        this.refuse(
          path,
          'FACT_VALUE_UNKNOWN',
          `「${fact.id}」に「${value}」という値はありません（${known.join('、')}）。`,
        );
      }
    }
    if (typeof entry === 'object' && !Array.isArray(entry))
      return 'any' in entry ? { any: values } : { none: values };
    return { is: values };
  }

  /** The id of another decision. */
  protected flowId(id: string, path: Path): string {
    if (!this.#around.titles.has(id)) {
      this.refuse(path, 'FLOW_UNKNOWN', `判定「${id}」は intents にありません。綴りを確かめてください。`);
    }
    return id;
  }

  protected hasRole(role: string): boolean {
    return this.#around.roles.has(role);
  }

  protected roles(roles: readonly string[], path: Path): readonly string[] {
    for (const [i, role] of roles.entries()) {
      if (!this.#around.roles.has(role)) {
        this.refuse(
          [...path, i],
          'ROLE_UNKNOWN',
          `「${role}」という役職はありません（${[...this.#around.roles].join('、')}）。`,
        );
      }
    }
    return roles;
  }

  protected clauses(clauses: readonly string[], path: Path): ClauseId[] {
    return clauses.map((clause, i) => this.clause(clause, [...path, i]));
  }

  /** An unknown clause is refused below; until then its id stands for itself, so that all errors are told at once. */
  protected clause(id: string, path: Path): ClauseId {
    const found = this.#around.policy.get(id);
    if (found === undefined) {
      this.refuse(
        path,
        'PACK_CLAUSE_UNKNOWN',
        `条項「${id}」は規程の本文にありません。番号を確かめてください。`,
      );
    }
    return found?.id ?? (id as ClauseId);
  }

  protected refuse(path: Path, code: string, message: string): void {
    const { file, lineOf } = this.placed;
    this.errors.push({ code, file, line: lineOf(path), message });
  }
}
