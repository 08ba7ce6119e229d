import type { ClauseId } from '../policy/clause.ts';
import type { PolicyText } from '../policy/policy-text.ts';
import type { Condition, Conditions, Duty, Fact, Flow, Lifting, Option, Row } from '../rules/flow.ts';
import type {
  ConditionEntry,
  ConditionsEntry,
  DutyEntry,
  FactEntry,
  FlowFile,
  RowEntry,
} from './flow-schema.ts';
import type { PackError } from './pack-error.ts';
import type { Placed, Read } from './read-file.ts';

/** What a flow may name besides its own: the clauses, the posts, the other flows, the titles of all. */
export interface FlowSurroundings {
  readonly policy: PolicyText;
  readonly roles: ReadonlySet<string>;
  /** The questions that several flows ask, by their ids. */
  readonly sharedFacts: ReadonlyMap<string, FactEntry>;
  /** Title of every guided decision of the pack, by its id. */
  readonly titles: ReadonlyMap<string, string>;
}

/** Makes a {@link Flow} of what its file says. Every name that stands for nothing is an error with its line. */
export function readFlow(placed: Placed<FlowFile>, around: FlowSurroundings): Read<Flow> {
  const reader = new FlowReader(placed, around);
  const flow = reader.flow();
  return reader.errors.length > 0 ? { ok: false, errors: reader.errors } : { ok: true, value: flow };
}

type Path = readonly PropertyKey[];

class FlowReader {
  readonly errors: PackError[] = [];
  readonly #placed: Placed<FlowFile>;
  readonly #around: FlowSurroundings;
  readonly #facts: readonly FactEntry[];

  constructor(placed: Placed<FlowFile>, around: FlowSurroundings) {
    this.#placed = placed;
    this.#around = around;
    this.#facts = placed.data.facts.flatMap((fact, i) => {
      if (!('same' in fact)) return [fact];
      const shared = around.sharedFacts.get(fact.same);
      if (shared !== undefined) return [{ ...shared, question: fact.question, clause: fact.clause }];
      const known = [...around.sharedFacts.keys()].join('、');
      this.#refuse(
        ['facts', i, 'same'],
        'FACT_UNKNOWN',
        `共通の質問「${fact.same}」はありません（${known}）。綴りを確かめてください。`,
      );
      return [];
    });
  }

  flow(): Flow {
    const { data, file } = this.#placed;
    const title = this.#around.titles.get(data.flow);
    if (title === undefined) {
      this.#refuse(
        ['flow'],
        'FLOW_UNKNOWN',
        `「${data.flow}」は intents の判定（kind: flow）にありません。綴りを確かめてください。`,
      );
    }
    this.#factsOnce();
    const facts = this.#facts.map((fact, i) => this.#fact(fact, ['facts', i]));
    const tables = data.tables.map(({ rule, rows }, i) => ({
      rule,
      rows: rows.map((row, j) => this.#row(row, ['tables', i, 'rows', j])),
    }));
    return {
      id: data.flow,
      title: title ?? '',
      file,
      facts,
      results: data.results,
      tables,
      prominentLimits: data.lawsFirst.map((when, i) => this.#conditions(when, ['lawsFirst', i])),
      milder: data.milder.map(({ when, clause, because }, i) => ({
        when: this.#conditions(when, ['milder', i, 'when']),
        clause: this.#clause(clause, ['milder', i, 'clause']),
        because,
      })),
      readings: Object.entries(data.readings).map(([clause, fingerprint]) => ({
        clause: this.#clause(clause, ['readings', clause]),
        fingerprint,
      })),
      secret: data.secret ?? null,
    };
  }

  #factsOnce(): void {
    for (const [i, { id }] of this.#facts.entries()) {
      if (this.#facts.findIndex((fact) => fact.id === id) < i) {
        this.#refuse(
          ['facts', i, 'id'],
          'PACK_ENTRY_REPEATED',
          `「${id}」が二度書かれています。一つにまとめてください。`,
        );
      }
    }
  }

  #fact(entry: FactEntry, path: Path): Fact {
    const options: Option[] = entry.options;
    const values = options.map((option) => option.value).join(' ');
    const wrong = {
      boolean: values !== 'true false',
      choice: options.length < 2,
      subset: options.length < 1,
      number: options.length > 0 || entry.least >= entry.greatest,
    }[entry.type];
    if (wrong) {
      const should = {
        boolean: 'options に true と false をこの順で',
        choice: 'options に 2 つ以上の選択肢を',
        subset: 'options に 1 つ以上の選択肢を',
        number: 'options を書かず、least と greatest（least より大きい数）を',
      }[entry.type];
      this.#refuse(
        path,
        'FLOW_FACT_MALFORMED',
        `「${entry.id}」（${entry.type}）には、${should}書いてください。`,
      );
    }
    if (entry.foundBy !== undefined && !this.#around.titles.has(entry.foundBy)) {
      this.#refuse(
        [...path, 'foundBy'],
        'FLOW_UNKNOWN',
        `判定「${entry.foundBy}」は intents にありません。綴りを確かめてください。`,
      );
    }
    return {
      id: entry.id,
      type: entry.type,
      name: entry.name,
      question: entry.question,
      help: entry.help,
      clause: this.#clause(entry.clause, [...path, 'clause']),
      options,
      least: entry.least,
      greatest: entry.greatest,
      ordered: entry.ordered === 'true',
      foundBy: entry.foundBy ?? null,
      canChange: entry.canChange === 'true',
    };
  }

  #row(entry: RowEntry, path: Path): Row {
    const { data, file, lineOf } = this.#placed;
    const { verdict, result, liftedBy, approvers } = entry;
    const effect =
      verdict !== undefined || result !== undefined || entry.duties.length > 0 || entry.note !== '';
    const malformed = (message: string) => this.#refuse(path, 'FLOW_ROW_MALFORMED', message);
    if (effect && entry.cite.length === 0)
      malformed('判定・義務・注記のある行には、根拠の条項（cite）を書いてください。');
    if (effect && entry.says === '')
      malformed('判定・義務・注記のある行には、理由（says）を書いてください。');
    if (!effect && (entry.cite.length > 0 || entry.says !== '')) {
      malformed('この規則が当てはまらない行には、when だけを書いてください。');
    }
    if (verdict === 'approval' && approvers.length === 0)
      malformed('approval の行には approvers（許可を得る相手）を書いてください。');
    if (verdict !== 'approval' && approvers.length > 0)
      malformed('approvers は verdict: approval の行にだけ書けます。');
    if (verdict !== 'prohibited' && liftedBy !== undefined)
      malformed('liftedBy は verdict: prohibited の行にだけ書けます。');
    if (data.results.length > 0 ? verdict !== undefined : result !== undefined) {
      malformed('results のある判定は result だけ、ない判定は verdict だけを書いてください。');
    }
    if (result !== undefined && !data.results.some(({ value }) => value === result)) {
      malformed(`「${result}」は results にありません。`);
    }
    return {
      when: [entry.when]
        .flat()
        .map((when, i) =>
          this.#conditions(when, [...path, 'when', ...(Array.isArray(entry.when) ? [i] : [])]),
        ),
      says: entry.says,
      verdict: verdict ?? null,
      result: result ?? null,
      approvers: this.#roles(approvers, [...path, 'approvers']),
      mode: entry.mode,
      lifting: liftedBy === undefined ? null : this.#lifting(liftedBy, [...path, 'liftedBy']),
      duties: entry.duties.map((duty, i) => this.#duty(duty, [...path, 'duties', i])),
      note: entry.note,
      citations: this.#clauses(entry.cite, [...path, 'cite']),
      place: `${file}:${lineOf(path)}`,
    };
  }

  #lifting({ approvers, mode, cite }: NonNullable<RowEntry['liftedBy']>, path: Path): Lifting {
    return {
      approvers: this.#roles(approvers, [...path, 'approvers']),
      mode,
      citations: this.#clauses(cite, [...path, 'cite']),
    };
  }

  #duty(duty: DutyEntry, path: Path): Duty {
    const citation = this.#clause(duty.cite, [...path, 'cite']);
    return 'must' in duty
      ? { strength: 'must', text: duty.must, citation }
      : { strength: 'should', text: duty.should, citation };
  }

  #conditions(entry: ConditionsEntry, path: Path): Conditions {
    return Object.fromEntries(
      Object.entries(entry).flatMap(([id, condition]) => {
        const fact = this.#facts.find((one) => one.id === id);
        if (fact === undefined) {
          this.#refuse(
            [...path, id],
            'FACT_UNKNOWN',
            `「${id}」という事実はこの判定にありません（${this.#facts.map((one) => one.id).join('、')}）。`,
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
      this.#refuse(
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
        this.#refuse(
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

  #roles(roles: readonly string[], path: Path): readonly string[] {
    for (const [i, role] of roles.entries()) {
      if (!this.#around.roles.has(role)) {
        this.#refuse(
          [...path, i],
          'ROLE_UNKNOWN',
          `「${role}」という役職はありません（${[...this.#around.roles].join('、')}）。`,
        );
      }
    }
    return roles;
  }

  #clauses(clauses: readonly string[], path: Path): ClauseId[] {
    return clauses.map((clause, i) => this.#clause(clause, [...path, i]));
  }

  /** An unknown clause is refused below; until then its id stands for itself, so that all errors are told at once. */
  #clause(id: string, path: Path): ClauseId {
    const found = this.#around.policy.get(id);
    if (found === undefined) {
      this.#refuse(
        path,
        'PACK_CLAUSE_UNKNOWN',
        `条項「${id}」は規程の本文にありません。番号を確かめてください。`,
      );
    }
    return found?.id ?? (id as ClauseId);
  }

  #refuse(path: Path, code: string, message: string): void {
    const { file, lineOf } = this.#placed;
    this.errors.push({ code, file, line: lineOf(path), message });
  }
}
