import type { Duty, Flow, Lifting, Row } from '../rules/flow.ts';
import type { DutyEntry, FactEntry, FlowFile, RowEntry } from './flow-schema.ts';
import type { Placed, Read } from './read-file.ts';
import { type Path, RuleReader, type RuleSurroundings } from './rule-reader.ts';

/** What a flow may name besides its own. */
export interface FlowSurroundings extends RuleSurroundings {
  /** The questions that several flows ask, by their ids. */
  readonly sharedFacts: ReadonlyMap<string, FactEntry>;
}

/** Makes a {@link Flow} of what its file says. Every name that stands for nothing is an error with its line. */
export function readFlow(placed: Placed<FlowFile>, around: FlowSurroundings): Read<Flow> {
  const reader = new FlowReader(placed, around);
  const flow = reader.flow();
  return reader.errors.length > 0 ? { ok: false, errors: reader.errors } : { ok: true, value: flow };
}

class FlowReader extends RuleReader<FlowFile> {
  readonly #title: string | undefined;

  constructor(placed: Placed<FlowFile>, around: FlowSurroundings) {
    super(placed, around);
    this.#title = around.titles.get(placed.data.flow);
    this.facts = placed.data.facts.flatMap((fact, i) => {
      if (!('same' in fact)) return [fact];
      const shared = around.sharedFacts.get(fact.same);
      if (shared !== undefined) return [{ ...shared, question: fact.question, clause: fact.clause }];
      const known = [...around.sharedFacts.keys()].join('、');
      this.refuse(
        ['facts', i, 'same'],
        'FACT_UNKNOWN',
        `共通の質問「${fact.same}」はありません（${known}）。綴りを確かめてください。`,
      );
      return [];
    });
  }

  flow(): Flow {
    const { data, file } = this.placed;
    const title = this.#title;
    if (title === undefined) {
      this.refuse(
        ['flow'],
        'FLOW_UNKNOWN',
        `「${data.flow}」は intents の判定（kind: flow）にありません。綴りを確かめてください。`,
      );
    }
    this.factsOnce();
    const facts = this.facts.map((fact, i) => this.fact(fact, ['facts', i]));
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
      prominentLimits: data.lawsFirst.map((when, i) => this.conditions(when, ['lawsFirst', i])),
      milder: data.milder.map(({ when, clause, because }, i) => ({
        when: this.conditions(when, ['milder', i, 'when']),
        clause: this.clause(clause, ['milder', i, 'clause']),
        because,
      })),
      seeAlso: data.seeAlso.map(({ when, flow }, i) => ({
        when: this.conditions(when, ['seeAlso', i, 'when']),
        flow: this.flowId(flow, ['seeAlso', i, 'flow']),
      })),
      readings: Object.entries(data.readings).map(([clause, fingerprint]) => ({
        clause: this.clause(clause, ['readings', clause]),
        fingerprint,
      })),
      secret: data.secret ?? null,
      application: data.application,
    };
  }

  #row(entry: RowEntry, path: Path): Row {
    const { data, file, lineOf } = this.placed;
    const { verdict, result, liftedBy, approvers } = entry;
    const effect =
      verdict !== undefined || result !== undefined || entry.duties.length > 0 || entry.note !== '';
    const malformed = (message: string) => this.refuse(path, 'FLOW_ROW_MALFORMED', message);
    // A row may also only say why: 「重要性分類を決めるのは情報管理者です」.
    if ((effect || entry.says !== '') && entry.cite.length === 0)
      malformed('理由・判定・義務・注記のある行には、根拠の条項（cite）を書いてください。');
    if ((effect || entry.cite.length > 0) && entry.says === '')
      malformed('判定・義務・注記・条項のある行には、理由（says）を書いてください。');
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
          this.conditions(when, [...path, 'when', ...(Array.isArray(entry.when) ? [i] : [])]),
        ),
      says: entry.says,
      verdict: verdict ?? null,
      result: result ?? null,
      approvers: this.roles(approvers, [...path, 'approvers']),
      mode: entry.mode,
      lifting: liftedBy === undefined ? null : this.#lifting(liftedBy, [...path, 'liftedBy']),
      duties: entry.duties.map((duty, i) => this.#duty(duty, [...path, 'duties', i])),
      note: entry.note,
      citations: this.clauses(entry.cite, [...path, 'cite']),
      place: `${file}:${lineOf(path)}`,
    };
  }

  #lifting({ approvers, mode, cite }: NonNullable<RowEntry['liftedBy']>, path: Path): Lifting {
    return {
      approvers: this.roles(approvers, [...path, 'approvers']),
      mode,
      citations: this.clauses(cite, [...path, 'cite']),
    };
  }

  #duty(duty: DutyEntry, path: Path): Duty {
    const citation = this.clause(duty.cite, [...path, 'cite']);
    return 'must' in duty
      ? { strength: 'must', text: duty.must, citation }
      : { strength: 'should', text: duty.should, citation };
  }
}
