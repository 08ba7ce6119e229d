import type { ClauseId } from '../policy/clause.ts';
import type { PolicyText } from '../policy/policy-text.ts';
import { Combinations, rowsOf } from './combinations.ts';
import { applies, holds } from './condition.ts';
import type { Facts, Flow, Milder, Row, Table } from './flow.ts';
import { combine, essence, type Outcome, rankOfOutcome } from './outcome.ts';
import { readingFaults } from './reading-faults.ts';

export type FlowFaultCode =
  /** No row of a table applies to a combination. */
  | 'FLOW_GAP'
  /** Two rows of a table apply to the same combination. */
  | 'FLOW_OVERLAP'
  /** A row that applies to no combination. */
  | 'FLOW_ROW_DEAD'
  /** A fact that changes no outcome. */
  | 'FLOW_FACT_IDLE'
  /** A combination to which no rule says anything, or an outcome without a clause. */
  | 'FLOW_UNDECIDED'
  /** Permissions asked for by several rules that make no list. */
  | 'FLOW_APPROVERS_UNCLEAR'
  /** A higher degree with a milder outcome, and no clause given that makes it so. */
  | 'FLOW_MILDER'
  /** A clause given for such a case that no combination needs. */
  | 'FLOW_MILDER_IDLE'
  /** A clause reads otherwise than when the rule was written. */
  | 'FLOW_CLAUSE_CHANGED'
  /** A clause is cited, and how it read when the rule was written is not recorded, or the other way round. */
  | 'FLOW_READING_MISSING'
  | 'FLOW_READING_IDLE';

/** What is wrong with a flow, where, and for which combination of facts. */
export interface FlowFault {
  readonly code: FlowFaultCode;
  /** `flows/send-email.yaml:41`, or the file alone. */
  readonly place: string;
  /** The combination that shows it, or null where none does. */
  readonly facts: Facts | null;
  /** The fact, clause, rule or other place that is meant. */
  readonly about: string;
}

/** What the checker counted in one flow. */
export interface FlowReport {
  readonly flow: string;
  readonly combinations: number;
  /** How many of them were tried: fewer only above {@link MOST_COMBINATIONS}. */
  readonly tried: number;
  readonly rows: number;
  /** Different outcomes. */
  readonly outcomes: number;
  /** How many combinations come to each verdict or result. */
  readonly counts: Readonly<Record<string, number>>;
  readonly citations: readonly ClauseId[];
  readonly faults: readonly FlowFault[];
}

/** Above it a flow is sampled at even distances, and its report says so. */
export const MOST_COMBINATIONS = 1_000_000;
/** One broken row shows in hundreds of combinations: the first of each kind and place is told. */
type Once = (code: FlowFaultCode, place: string, about: string, facts: Facts | null) => void;

/** Tries all combinations of a flow's facts, and everything that must hold for each of them. */
export function checkFlow(flow: Flow, policy: PolicyText): FlowReport {
  const faults = new Map<string, FlowFault>();
  const fault: Once = (code, place, about, facts) => {
    const key = `${code} ${place} ${about}`;
    if (!faults.has(key)) faults.set(key, { code, place, facts, about });
  };
  const combinations = new Combinations(flow);
  const step = Math.ceil(combinations.count / MOST_COMBINATIONS);
  const outcomes = new Map<number, Outcome>();
  const counts: Record<string, number> = {};
  const fired = new Set<Row>();
  let tried = 0;
  for (let number = 0; number < combinations.count; number += step) {
    tried += 1;
    const facts = combinations.facts(number);
    const rows = flow.tables.flatMap((table) => theRow(flow, table, facts, fault));
    for (const row of rows) fired.add(row);
    const outcome = outcomeOf(flow, rows, facts, fault);
    if (outcome === null) continue;
    outcomes.set(number, outcome);
    const name = outcome.verdict ?? outcome.result ?? '';
    counts[name] = (counts[name] ?? 0) + 1;
  }
  for (const row of rowsOf(flow)) if (!fired.has(row)) fault('FLOW_ROW_DEAD', row.place, '', null);
  idleFacts(flow, combinations, outcomes, fault);
  milderDegrees(flow, combinations, outcomes, fault);
  const citations = readings(flow, policy, fault);
  return {
    flow: flow.id,
    combinations: combinations.count,
    tried,
    rows: rowsOf(flow).length,
    outcomes: new Set([...outcomes.values()].map(essence)).size,
    counts,
    citations,
    faults: [...faults.values()],
  };
}

function theRow(flow: Flow, table: Table, facts: Facts, fault: Once): Row[] {
  const rows = table.rows.filter((row) => applies(row, facts));
  const [first, second] = rows;
  if (first === undefined) fault('FLOW_GAP', table.rows[0]?.place ?? flow.file, table.rule, facts);
  if (first !== undefined && second !== undefined) fault('FLOW_OVERLAP', first.place, second.place, facts);
  return rows;
}

function outcomeOf(flow: Flow, rows: readonly Row[], facts: Facts, fault: Once): Outcome | null {
  try {
    const outcome = combine(flow, rows);
    if ((outcome.verdict === null && outcome.result === null) || outcome.citations.length === 0) {
      fault('FLOW_UNDECIDED', flow.file, '', facts);
      return null;
    }
    return outcome;
  } catch {
    fault('FLOW_APPROVERS_UNCLEAR', flow.file, '', facts);
    return null;
  }
}

function idleFacts(
  flow: Flow,
  { strides, domains, count }: Combinations,
  outcomes: ReadonlyMap<number, Outcome>,
  fault: Once,
): void {
  const kinds = new Map([...outcomes].map(([number, outcome]) => [number, essence(outcome)]));
  for (const [i, fact] of flow.facts.entries()) {
    const stride = strides[i] ?? 1;
    const size = domains[i]?.length ?? 1;
    let matters = false;
    for (let number = 0; number < count && !matters; number += 1) {
      if (Math.floor(number / stride) % size === 0) continue;
      const [one, other] = [kinds.get(number), kinds.get(number - stride)];
      matters = one !== undefined && other !== undefined && one !== other;
    }
    if (!matters) fault('FLOW_FACT_IDLE', flow.file, fact.id, null);
  }
}

/** Compares every combination with the one that differs from it by one lower degree. */
function milderDegrees(
  flow: Flow,
  combinations: Combinations,
  outcomes: ReadonlyMap<number, Outcome>,
  fault: Once,
): void {
  const needed = new Set<Milder>();
  for (const [i, fact] of flow.facts.entries()) {
    if (!fact.ordered) continue;
    const stride = combinations.strides[i] ?? 1;
    const last = (combinations.domains[i]?.length ?? 1) - 1;
    for (const [number, higher] of outcomes) {
      if (combinations.digit(number, i) === last) continue;
      const lower = outcomes.get(number + stride);
      if (lower === undefined || rankOfOutcome(flow, higher) >= rankOfOutcome(flow, lower)) continue;
      const facts = combinations.facts(number);
      const reason = flow.milder.find(({ when }) => holds(when, facts));
      if (reason === undefined) fault('FLOW_MILDER', flow.file, fact.id, facts);
      else needed.add(reason);
    }
  }
  for (const reason of flow.milder) {
    if (!needed.has(reason)) fault('FLOW_MILDER_IDLE', flow.file, reason.clause, null);
  }
}

/** Every clause that a flow rests on: what its rows cite, its duties, its questions. */
export function citedBy(flow: Flow): ReadonlySet<ClauseId> {
  return new Set([
    ...rowsOf(flow).flatMap((row) => [
      ...row.citations,
      ...row.duties.map((duty) => duty.citation),
      ...(row.lifting?.citations ?? []),
    ]),
    ...flow.facts.map((fact) => fact.clause),
    ...flow.milder.map(({ clause }) => clause),
  ]);
}

/** @returns every clause that the flow rests on, in printed order. */
function readings(flow: Flow, policy: PolicyText, fault: Once): ClauseId[] {
  const cited = citedBy(flow);
  for (const { code, about } of readingFaults(cited, flow.readings, policy))
    fault(`FLOW_${code}`, flow.file, about, null);
  return policy.all.flatMap(({ id }) => (cited.has(id) ? [id] : []));
}
